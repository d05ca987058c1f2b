/** What a compound is also written without: e-commerce, node.js, u.s.a, o'brien; not the point of 3.5kg. */
const JOINER = /[_'’\-]|(?<=\p{L})\.(?=\p{L})/gu;

/**
 * The terms of a run of letters and digits without Han characters, folded. A word in the singular (`ports`
 * gives `port`, `companies` `company`); a compound in one piece as well as joined (`e-commerce`, `ecommerce`)
 * and, where a hyphen joins it, in its parts; a percentage with and without its sign; a number without the
 * commas of its thousands.
 */
export function latinTerms(run: string): string[] {
  const term = run.replaceAll(',', '').replace(/['’]s$/u, '');
  if (term.endsWith('%')) return [term, term.slice(0, -1)];
  const joined = /\p{L}/u.test(term) ? term.replaceAll(JOINER, '') : term;
  const parts = term.split(/[_\-]/u).filter((part) => part.length > 1);
  return [...new Set([term, joined, ...parts].map(singular))];
}

/** Below this a final s is more often part of the word or of an abbreviation: news, ios, gas. */
const MIN_PLURAL = 5;

/**
 * An English noun without the ending of its plural, after Harman's S-stemmer (How effective is suffixing?,
 * 1991). What is no plural (kubernetes, texas) loses its s, too, in articles and questions alike.
 */
function singular(word: string): string {
  if (word.length < MIN_PLURAL || !/^[a-z]+s$/u.test(word)) return word;
  if (/(?:ss|us|is)$/u.test(word)) return word;
  if (/[^aeo]ies$/u.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|z|ch|sh)es$/u.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}
