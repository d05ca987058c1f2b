import type {
  ExplainedConfidence,
  ExplainedPassage,
  ExplainedQuestion,
  ExplainedSentence,
  Explanation,
  FeatureShare,
  LeadingSentence,
} from '../domain/explanation.js';
import { explanationMessages as messages } from '../i18n/explanation.js';
import type { Locale } from '../i18n/locale.js';
import { aligned, type Painter, percent, printableLine, table } from './terminal-text.js';

/** Columns of a sentence, and of a title, in a table. */
const TEXT_COLUMNS = 60;
const TITLE_COLUMNS = 40;
/** Stands where there is no figure or word. */
const NONE = '–';
/** Terms of a question, and words of one translation, that are told. */
const TOLD_TERMS = 12;

/** How an answer came about, as a person reads it in a terminal; without a line break at its end. */
export function renderExplanation(explanation: Explanation, locale: Locale, paint: Painter): string {
  const { question, passages, sentence, runnersUp, confidence } = explanation;
  const section = (
    heading: 'question' | 'passages' | 'sentence' | 'runnersUp' | 'confidence',
    body: string[],
  ) => (body.length === 0 ? [] : [[paint.strong(messages[heading][locale]), ...body].join('\n')]);
  return [
    ...section('question', questionLines(question, locale)),
    ...section('passages', passageLines(passages, locale)),
    ...section(
      'sentence',
      sentence === null ? [messages.noSentence[locale]] : leadingLines(sentence, locale),
    ),
    ...section('runnersUp', sentenceLines(runnersUp, locale)),
    ...section('confidence', confidenceLines(confidence, sentence, locale)),
  ].join('\n\n');
}

/** Numbers that explain are told with two decimals. */
function figure(value: number): string {
  return value.toFixed(2);
}

const right = (heading: string) => ({ heading, align: 'right' }) as const;

function questionLines(question: ExplainedQuestion, locale: Locale): string[] {
  const { text, kind, focus, wantsLatest, terms, corrected, translated } = question;
  const told = (words: readonly string[]): string => words.slice(0, TOLD_TERMS).join(', ');
  const periods = question.periods.map(({ from, to }) => messages.period[locale](from, to));
  const time = [...periods, ...(wantsLatest ? [messages.latest[locale]] : [])];
  const rows: (readonly [string, string])[] = [
    [messages.understood[locale], text],
    [messages.kind[locale], kind],
    [messages.focus[locale], focus],
    [messages.periods[locale], time.join(', ')],
    [messages.terms[locale], told(terms.map(({ term, weight }) => `${term} ${figure(weight)}`))],
    [messages.corrected[locale], corrected === null ? '' : `${told(corrected.from)} → ${told(corrected.to)}`],
    ...translated.map(
      ({ word, words }) => [messages.translated[locale], `${word} ← ${told(words) || NONE}`] as const,
    ),
  ];
  return aligned(rows.filter(([, value]) => value !== ''));
}

function passageLines(passages: readonly ExplainedPassage[], locale: Locale): string[] {
  if (passages.length === 0) return [];
  const columns = [
    right(messages.words[locale]),
    right(messages.vectors[locale]),
    right(messages.secondLook[locale]),
    { heading: messages.article[locale], maxColumns: TITLE_COLUMNS },
    { heading: '' },
  ];
  return table(
    columns,
    passages.map(({ lexicalScore, cosine, chance, title, path }) => [
      figure(lexicalScore),
      cosine === null ? NONE : figure(cosine),
      percent(chance),
      title,
      path,
    ]),
  );
}

function leadingLines(sentence: LeadingSentence, locale: Locale): string[] {
  const { text, path, features } = sentence;
  return [
    printableLine(text),
    ...aligned([
      [messages.article[locale], path],
      [messages.score[locale], figure(sentence.score)],
      [messages.chance[locale], percent(sentence.probability)],
    ]),
    ...featureLines(features, locale),
  ];
}

function featureLines(features: readonly FeatureShare[], locale: Locale): string[] {
  const columns = [
    { heading: messages.feature[locale] },
    right(messages.value[locale]),
    right(messages.weight[locale]),
    right(messages.share[locale]),
  ];
  const rows = features.map(({ feature, value, weight, share }) => [
    feature,
    figure(value),
    figure(weight),
    figure(share),
  ]);
  return rows.length === 0 ? [] : table(columns, rows);
}

function sentenceLines(sentences: readonly ExplainedSentence[], locale: Locale): string[] {
  if (sentences.length === 0) return [];
  const columns = [
    right(messages.score[locale]),
    right(messages.chance[locale]),
    { heading: messages.text[locale], maxColumns: TEXT_COLUMNS },
    { heading: messages.article[locale] },
  ];
  return table(
    columns,
    sentences.map(({ score, probability, text, path }) => [figure(score), percent(probability), text, path]),
  );
}

function confidenceLines(
  confidence: ExplainedConfidence | null,
  sentence: LeadingSentence | null,
  locale: Locale,
): string[] {
  if (confidence === null) return sentence === null ? [] : [messages.notJudged[locale]];
  const { features, bias, evidence, probability, threshold, strongThreshold, level } = confidence;
  const rows: (readonly [string, string])[] = [
    [messages.bias[locale], figure(bias)],
    ...(evidence === 1 ? [] : [[messages.evidence[locale], percent(evidence)] as const]),
    [messages.probability[locale], percent(probability)],
    [messages.threshold[locale], percent(threshold)],
    [messages.strongThreshold[locale], percent(strongThreshold)],
    [messages.level[locale], messages[level][locale]],
  ];
  return [...featureLines(features, locale), ...aligned(rows)];
}
