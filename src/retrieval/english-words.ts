/** English words that say nothing of what a question is about, those that ask and small numbers among them. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an the this that these those it its they their them there here he she his her him we us our you your i me my
  is are was were be been being am do does did done has have had having can could may might must shall should will would
  what which who whom whose when where why how many much long far often old big
  of to in on for with and or by at from as into onto than then over under about between among through during after before
  per via out up down off so such not no nor but if because while since until against within without
  now currently today latest recently please tell according article articles also too very more most any some each every
  all both other others another same take takes took taken get gets got give gives gave given make makes made
  one two three four five six seven eight nine ten still yet ever already just only even say says said whether
  kind kinds sort sorts`.split(/\s+/u),
);

/** Plurals that mean another thing than their singular does. */
const OWN_PLURALS = new Set([
  'customs',
  'goods',
  'news',
  'arms',
  'means',
  'works',
  'species',
  'series',
  'economics',
]);

/** Forms that no rule makes, each with its dictionary form. */
const IRREGULAR = new Map(
  `grew grow, grown grow, rose rise, risen rise, fell fall, fallen fall, held hold, sold sell, bought buy, built build,
  won win, wrote write, written write, began begin, begun begin, led lead, met meet, paid pay, sent send, spent spend,
  lost lose, left leave, found find, founded found, brought bring, caught catch, came come, went go, gone go, sank sink,
  men man, women woman, children child`
    .split(',')
    .map((pair): [string, string] => {
      const [form = '', base = ''] = pair.trim().split(' ');
      return [form, base];
    }),
);

/**
 * The dictionary forms that an inflected word may have, itself first: `cities` gives `cities` and `city`. Some of
 * them are no words; a glossary knows nothing of those.
 * @param word - lower case
 */
export function baseForms(word: string): string[] {
  const forms = [word];
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) forms.push(irregular);
  if (OWN_PLURALS.has(word) || word.length < 4) return forms;
  if (word.endsWith('ies')) forms.push(`${word.slice(0, -3)}y`);
  else if (/(?:[sxz]|ch|sh)es$/u.test(word)) forms.push(word.slice(0, -2), word.slice(0, -1));
  else if (/[^su]s$/u.test(word)) forms.push(word.slice(0, -1));
  forms.push(...withoutVerbEnding(word));
  return [...new Set(forms)];
}

/** `shipping` gives `shipping` less its ending, with an `e`, with one consonant, and with `y` for `i`. */
function withoutVerbEnding(word: string): string[] {
  const stem = /^(\p{L}{3,})(?:ing|ed)$/u.exec(word)?.[1];
  if (stem === undefined) return [];
  const forms = [stem, `${stem}e`];
  if (/([b-df-hj-np-tv-z])\1$/u.test(stem)) forms.push(stem.slice(0, -1));
  if (stem.endsWith('i')) forms.push(`${stem.slice(0, -1)}y`);
  return forms;
}

/** The plural that a noun most likely has. */
export function pluralOf(noun: string): string {
  if (/[^aeiou]y$/u.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:[sxz]|ch|sh)$/u.test(noun) ? `${noun}es` : `${noun}s`;
}

/** Endings of words, each with what stands in its place in words of the same family. */
const FAMILIES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/ation$/u, ['ate', 'e', '']],
  [/ition$/u, ['ize', 'e']],
  [/ion$/u, ['e', '']],
  [/ment$/u, ['']],
  [/ance$/u, ['']],
  [/al$/u, ['e', '']],
  [/l?y$/u, ['']],
  [/our(?=s?$)/u, ['or']],
  [/is(?=ed?$|ation$)/u, ['iz']],
  [/ramme$/u, ['ram']],
  [/tre$/u, ['ter']],
];

/** Words of the same family, in American spelling: `facilitation` gives `facilitate` and others. */
export function familyForms(word: string): string[] {
  return FAMILIES.flatMap(([ending, replacements]) =>
    ending.test(word) ? replacements.map((replacement) => word.replace(ending, replacement)) : [],
  );
}
