import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { answerMessages } from '../../src/i18n/answers.js';
import { articleMessages } from '../../src/i18n/articles.js';
import { buttonMessages } from '../../src/i18n/buttons.js';
import { choiceNames, commandTexts, messageCommandNames } from '../../src/i18n/commands.js';
import { evaluationMessages } from '../../src/i18n/evaluation.js';
import { explanationMessages } from '../../src/i18n/explanation.js';
import { filterMessages } from '../../src/i18n/filters.js';
import { gapMessages } from '../../src/i18n/gaps.js';
import { guideMessages } from '../../src/i18n/guide.js';
import { indexingMessages } from '../../src/i18n/indexing.js';
import { LOCALES, type Localized } from '../../src/i18n/locale.js';
import { mannersMessages } from '../../src/i18n/manners.js';
import { moreMessages } from '../../src/i18n/more.js';
import { sharingMessages } from '../../src/i18n/sharing.js';
import { statsMessages } from '../../src/i18n/stats.js';
import { failureMessages, troubleMessages } from '../../src/i18n/troubles.js';
import { voteMessages } from '../../src/i18n/votes.js';
import { settingsMessages } from '../../src/i18n/settings.js';

const { Converter } = createRequire(import.meta.url)('opencc-js') as {
  readonly Converter: (options: { from: 'cn' | 'tw'; to: 'cn' | 'tw' }) => (text: string) => string;
};
const toSimplified = Converter({ from: 'tw', to: 'cn' });
const toTraditional = Converter({ from: 'cn', to: 'tw' });

type Entry = Localized<string | ((...values: never[]) => string)>;

const commandEntries = Object.entries(commandTexts).flatMap(
  ([key, { name, description }]): [string, Entry][] => [
    [`${key} name`, name],
    [`${key} description`, description],
  ],
);

const entries: readonly (readonly [string, Entry])[] = [
  ...Object.entries<Entry>(answerMessages),
  ...Object.entries<Entry>(buttonMessages),
  ...Object.entries<Entry>(articleMessages),
  ...Object.entries<Entry>(evaluationMessages),
  ...Object.entries<Entry>(explanationMessages),
  ...Object.entries<Entry>(filterMessages),
  ...Object.entries<Entry>(gapMessages),
  ...Object.entries<Entry>(guideMessages),
  ...Object.entries<Entry>(indexingMessages),
  ...Object.entries<Entry>(mannersMessages),
  ...Object.entries<Entry>(messageCommandNames),
  ...Object.entries<Entry>(moreMessages),
  ...Object.entries<Entry>(sharingMessages),
  ...Object.entries<Entry>(statsMessages),
  ...Object.entries<Entry>(failureMessages),
  ...Object.entries<Entry>(troubleMessages),
  ...Object.entries<Entry>(voteMessages),
  ...Object.entries<Entry>(settingsMessages),
  ...Object.entries<Entry>(choiceNames),
  ...commandEntries,
];

/** A sentence with its gaps filled by numbers, which fit all of them. */
function sentence(entry: Entry, locale: (typeof LOCALES)[number]): string {
  const text = entry[locale];
  return typeof text === 'string' ? text : (text as (...values: number[]) => string)(7, 8, 9);
}

describe('what users read', () => {
  it.each(entries)('says “%s” in every language', (_, entry) => {
    for (const locale of LOCALES) expect(sentence(entry, locale).trim()).not.toBe('');
  });

  it.each(entries)('fills “%s” with the same in every language', (_, entry) => {
    const gaps = (text: string): string[] => (text.match(/[789]/gu) ?? []).sort();
    for (const locale of LOCALES) expect(gaps(sentence(entry, locale))).toEqual(gaps(sentence(entry, 'en')));
  });

  it.each(entries)(
    'writes “%s” in Traditional characters for zh-TW, in Simplified ones for zh-CN',
    (_, entry) => {
      const [simplified, traditional] = [sentence(entry, 'zh-CN'), sentence(entry, 'zh-TW')];
      expect(toSimplified(simplified)).toBe(simplified);
      expect(toTraditional(traditional)).toBe(traditional);
    },
  );
});
