/** An English question taken apart; every part as written, with single spaces, empty where it is missing. */
export interface EnglishClause {
  /** With the noun that it asks for: `How many countries`. */
  readonly interrogative: string;
  /** The auxiliary after the interrogative. Empty where the interrogative itself is the subject. */
  readonly auxiliary: string;
  readonly rest: string;
  /** Whom or what it is about, with its article; what a pronoun stands for. */
  readonly topic: string;
}

const AUXILIARY = 'is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|may|might';

/** What asks, as a source for regular expressions. */
export const ENGLISH_INTERROGATIVE =
  'how (?:many|much|long|far|fast|large|big|old|often|high|tall|deep|wide|heavy)|how|what|which|whose|whom|who|when|where|why';

const CLAUSE = new RegExp(
  `^(?:(?<interrogative>(?:(?:in|on|at|by|from|to|since|for) )?(?:${ENGLISH_INTERROGATIVE})\\b(?: (?!(?:${AUXILIARY})\\b)[\\w'-]+){0,3}?) )?(?<auxiliary>${AUXILIARY})\\b (?<rest>.+)$`,
  'iu',
);
const SUBJECT_ASKED = new RegExp(
  `^(?<interrogative>(?:${ENGLISH_INTERROGATIVE})(?: [a-z'-]+s)?) (?<rest>.+)$`,
  'iu',
);

/** A name: capitalised words, with the small words inside it. */
const NAME = "(?:[Tt]he )?[A-Z\\d][\\w.'’&-]*(?: (?:(?:of|the|and|for|de) ){0,2}[A-Z\\d][\\w.'’&-]*)*";
const OPENING_NAME = new RegExp(`^${NAME}`, 'u');
const FIRST_NAME = new RegExp(`(?<= )${NAME}`, 'u');
const NAMES = new RegExp(`(?<= )${NAME.replace('(?:[Tt]he )?', '')}`, 'gu');
const TRAILING =
  / (?:(?:in|since|during|for|by|until|from|at|on|to|with|of) (?:\d{4}|(?:last|this|next) \w+)|(?:last|this|next) \w+|now|today|currently|so far|in|to|with|for|on|at|of|from|by)$/iu;
const PARTICIPLE =
  / (?:[a-z]+ed|built|made|held|won|led|born|written|drawn|known|sold|chosen|begun|done|run|set|paid|found|sent|spent)$/u;

/** Takes an English question apart: `null` for what is no question of a usual form. */
export function parseEnglish(question: string): EnglishClause | null {
  const asked = CLAUSE.exec(question)?.groups;
  if (asked !== undefined) {
    const { interrogative = '', auxiliary = '', rest = '' } = asked;
    return { interrogative, auxiliary, rest, topic: topicAfter(auxiliary, rest) };
  }
  const { interrogative = '', rest = '' } = SUBJECT_ASKED.exec(question)?.groups ?? {};
  return rest === '' ? null : { interrogative, auxiliary: '', rest, topic: objectIn(rest) };
}

/** The names in a question, the word that opens it aside. */
export function namesIn(question: string): string[] {
  return Array.from(question.matchAll(NAMES), ([name]) => name).filter((name) => !/^\d{4}$/u.test(name));
}

function topicAfter(auxiliary: string, rest: string): string {
  const bare = rest.replace(TRAILING, '').replace(TRAILING, '');
  if (/^(?:is|are|was|were)$/iu.test(auxiliary)) return bare.replace(PARTICIPLE, '');
  const name = OPENING_NAME.exec(bare)?.[0];
  if (name !== undefined) return name;
  // The noun ends before the verb, which stands last or before the object.
  const [subject = ''] = bare.split(/ (?=(?:the|a|an|its|their|in|on|at|to|for|from|with|of) )/u);
  return subject.replace(/ [\w'-]+$/u, '');
}

function objectIn(rest: string): string {
  const bare = rest.replace(TRAILING, '');
  return FIRST_NAME.exec(bare)?.[0] ?? / (the .+)$/u.exec(bare)?.[1] ?? '';
}

/** Who designed the bridge, asked with another interrogative: when was the bridge designed. `null` where it cannot be. */
export function passive(interrogative: string, rest: string): string | null {
  const match = /^([a-z]+ed|built|made|held|won|led) ((?:the |an? )?.+)$/u.exec(rest);
  return match === null ? null : `${interrogative} was ${match[2] ?? ''} ${match[1] ?? ''}`;
}
