/**
 * What Discord gives a meaning: Markdown's marks, `[text](target)`, mentions and timestamps (`<…>`),
 * `@everyone`; the colon of an address or an emoji's name; what makes a heading, quotation or list at the
 * beginning of a line; and the bracket with which an invisible character is named. (The mark is matched
 * before what stands in front of it is looked at: the other way round, white space would be walked through
 * again at every place.)
 */
const ACTIVE = /[\\*_~|`[\]<@⟦]|:(?=\/\/|[\w+-]+:)|[#>-](?<=(?:^|\n)\s*.)|(?<=\d)\.(?=\s|$)/gu;

/**
 * Characters that cannot be seen or that turn the order of others: controls, format and default-ignorable
 * characters, bidirectional controls, line separators, unpaired surrogates. Not matched: line feed, tab, the
 * joiner inside an emoji, and a variation selector on an emoji or a Chinese character, which belong to what
 * is seen.
 */
const INVISIBLE =
  /(?![\n\t])(?!(?<=\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?)\u200D(?=\p{Extended_Pictographic}))(?!(?<=[\p{Emoji}\p{Script=Han}])[\uFE00-\uFE0F\u{E0100}-\u{E01EF}])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * A combining mark on more than eight others: piled up by the hundred they cover the lines above and below. No script
 * has so many on one letter.
 */
const PILED = /(?<=\p{M}{8})\p{M}/gu;

/** An invisible character by its number, `⟦U+202E⟧`. */
function named(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟦U+${code.toString(16).toUpperCase().padStart(4, '0')}⟧`;
}

/**
 * `text` as Discord shows it literally: what has a meaning to Discord stands behind a backslash, which
 * Discord drops, and what cannot be seen, or covers what can, is named, as `⟦U+202E⟧`. Nothing is lost: since a `⟦` of the text's
 * own stands behind a backslash, the text can be had back from what is returned. Never shorter than `text`.
 * @param text - any text, also ill-formed
 */
export function escapeMarkdown(text: string): string {
  return nameUnseen(text.replace(ACTIVE, (character) => `\\${character}`));
}

/**
 * `text` on one line for places where Discord knows no Markdown (footers, choices): white space is collapsed
 * and characters that cannot be seen, or cover others, are named. Mentions and links have no effect there.
 * @param text - any text, also ill-formed
 */
export function plainLine(text: string): string {
  return nameUnseen(oneLine(text));
}

/** The marks first: a name holds none. */
function nameUnseen(text: string): string {
  return text.replace(PILED, named).replace(INVISIBLE, named);
}

/**
 * `text` with every run of white space made one space, and none at its ends.
 * @param text - any text
 */
export function oneLine(text: string): string {
  return text.trim().replace(/\s+/gu, ' ');
}
