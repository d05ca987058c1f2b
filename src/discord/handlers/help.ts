import type { App } from '../../app/app.js';
import type { Locale } from '../../i18n/locale.js';
import { exampleQuestions } from '../example-questions.js';
import { renderHelp } from '../rendering/help.js';
import type { Handler } from './handler.js';

/** Questions given as examples. */
const EXAMPLES = 3;

/** Examples that were found in an index. */
interface FoundExamples {
  readonly generation: string | null;
  readonly questions: Promise<readonly string[]>;
}

/**
 * Makes `/help`: what the bot does, and questions that it can answer. They are asked before they are offered, once for
 * each index and language.
 */
export function createHelp(): Handler<'help'> {
  const found = new Map<Locale, FoundExamples>();

  function examples(app: App, locale: Locale): Promise<readonly string[]> {
    const { generation } = app;
    const known = found.get(locale);
    if (known?.generation === generation) return known.questions;
    const questions = exampleQuestions(app, locale, EXAMPLES);
    const entry = { generation, questions };
    found.set(locale, entry);
    // What failed is tried again by whoever asks next.
    questions.catch(() => {
      if (found.get(locale) === entry) found.delete(locale);
    });
    return questions;
  }

  return async ({ app, locale }) => renderHelp(await examples(app, locale), locale);
}
