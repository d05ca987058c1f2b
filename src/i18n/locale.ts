/**
 * The languages that everything a user reads is written in, as BCP 47 tags; Discord's own codes equal them or
 * begin with them.
 */
export const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const;

/** A language that users can be spoken to in. */
export type Locale = (typeof LOCALES)[number];

/** The same thing in every language: a table that leaves one out does not compile. */
export type Localized<T> = Readonly<Record<Locale, T>>;

/** One topic's sentences; those with something to fill in are functions. Read as `topic.key[locale]`. */
export type Messages = Readonly<Record<string, Localized<string | ((...values: never[]) => string)>>>;

/** Regions and scripts that write Traditional Chinese; every other Chinese tag is read as Simplified. */
const TRADITIONAL = new Set(['tw', 'hk', 'mo', 'hant']);

/**
 * The first candidate in a language that is spoken here, so that a member whose language is not falls through
 * to their server's: `zh-HK` gives `zh-TW`, `zh-Hans-SG` gives `zh-CN`, `en-GB` gives `en`. Case and `_` for
 * `-` do not matter; empty and unknown candidates are passed over.
 * @param candidates - BCP 47 tags, the most telling first
 * @returns `zh-CN` where none fits
 */
export function resolveLocale(...candidates: readonly (string | null | undefined)[]): Locale {
  for (const candidate of candidates) {
    const [language, ...subtags] = (candidate ?? '').toLowerCase().split(/[-_]/);
    if (language === 'en') return 'en';
    if (language !== 'zh') continue;
    if (subtags.includes('hans')) return 'zh-CN';
    return subtags.some((subtag) => TRADITIONAL.has(subtag)) ? 'zh-TW' : 'zh-CN';
  }
  return 'zh-CN';
}
