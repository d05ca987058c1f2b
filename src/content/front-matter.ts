import matter from 'gray-matter';

/** A text with what stands before it in front matter. */
export interface FrontMatter {
  /** `null` where there is none or it is broken. */
  readonly data: Readonly<Record<string, unknown>> | null;
  /** The front matter as written, without its delimiters. */
  readonly raw: string;
  /** The text after the front matter. */
  readonly body: string;
  /** One English sentence, where front matter was found that could not be read. */
  readonly warning: string | null;
}

/** Longest front matter, in UTF-16 code units: a text that only opens with a rule is none. */
const MAX_FRONT_MATTER = 65_536;
/** References to YAML anchors beyond which front matter is refused: a few nested ones grow without bound. */
const MAX_ALIASES = 32;
/** A line of `key: value`, as every front matter has one. */
const KEY = /^["']?[\w\p{Script=Han}-]{1,40}["']?\s*[:=]/mu;
/** Keys that open a Hexo post whose front matter has a closing line only. */
const UNOPENED = /^(?:title|layout|date|author|categories|tags)\s?:/u;

/**
 * Takes the front matter off a text: YAML or JSON between lines of `---`, blank lines before it allowed, or
 * (as Hexo reads it) without the first of the two lines. Broken front matter is cut off with a warning.
 * Front matter in a programming language is never executed.
 * @param text - with `\n` line ends and without a byte order mark
 */
export function splitFrontMatter(text: string): FrontMatter {
  const none: FrontMatter = { data: null, raw: '', body: text, warning: null };
  const found = locate(text);
  if (found === null) return none;
  const { language, raw, body } = found;
  const failed = (warning: string): FrontMatter => ({ data: null, raw: '', body, warning });
  if (/^(?:js|javascript|coffee|coffeescript|cson)$/iu.test(language)) {
    return failed(`The front matter is a program (${language}) and was not run; write it in YAML.`);
  }
  if ((raw.match(/(?<![^\s,[{])[*&][^\s,[\]{}]/gu)?.length ?? 0) > MAX_ALIASES) {
    return failed('The front matter refers to too many YAML anchors; write the values out.');
  }
  try {
    const data: unknown = parse(language, raw);
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) {
      return { data: data as Readonly<Record<string, unknown>>, raw, body, warning: null };
    }
    return KEY.test(raw) ? failed('The front matter holds no keys and values; check its YAML.') : none;
  } catch (error) {
    if (!KEY.test(raw)) return none;
    return failed(`The front matter is broken and was left out: ${firstLine(error)}.`);
  }
}

function locate(text: string): { language: string; raw: string; body: string } | null {
  const [opening, language = ''] = /^\s*---[^\S\n]?(\w*)[^\S\n]*\n/u.exec(text) ?? [];
  const trimmed = text.trimStart();
  if (opening === undefined && !UNOPENED.test(trimmed)) return null;
  const rest = opening === undefined ? trimmed : text.slice(opening.length);
  const closing = /^---[^\S\n]*(?:\n|$)/mu.exec(rest.slice(0, MAX_FRONT_MATTER));
  if (closing === null) return null;
  const raw = rest.slice(0, closing.index);
  // Without an opening line every line must be one of front matter.
  if (opening === undefined && !/^(?:[\w-]+\s?:.*\n|[^\S\n]*(?:-\s.*)?\n)+$/u.test(raw)) return null;
  return { language, raw, body: rest.slice(closing.index + closing[0].length) };
}

/** Replaces the engines with which gray-matter would execute front matter. */
const REFUSE = {
  parse: (): never => {
    throw new Error('front matter is never executed');
  },
  stringify: (): never => {
    throw new Error('front matter is never written');
  },
};

function parse(language: string, raw: string): unknown {
  // Options keep gray-matter from its cache, which answers a second reading of broken YAML with `{}`.
  const options = { engines: { js: REFUSE, javascript: REFUSE, coffee: REFUSE, coffeescript: REFUSE, cson: REFUSE } };
  return matter(`---${language}\n${raw.trimEnd()}\n---\n`, options).data;
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').slice(0, 200).replace(/[.:]$/u, '');
}
