import fc from 'fast-check';

/** Fragments that Discord gives a meaning, or that cannot be seen, or that are several characters in one. */
const FRAGMENTS = [
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@!123456789012345678>',
  '<@&123456789012345678>',
  '<#123456789012345678>',
  '</ask:123456789012345678>',
  '<t:1700000000:R>',
  '<:smile:123456789012345678>',
  ':smile:',
  ':+1:',
  'https://evil.example/?q=1',
  'http://evil.example',
  'discord://app',
  '[click](https://evil.example)',
  '<https://evil.example>',
  '**',
  '***',
  '__',
  '_',
  '~~',
  '||',
  '`',
  '```js\n',
  '\\',
  '\\\\',
  '\n# ',
  '\n-# ',
  '\n> ',
  '\n>>> ',
  '\n- ',
  '\n* ',
  '\n1. ',
  '3. ',
  '⟦U+202E⟧',
  '⟦',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u200d',
  '\u200f',
  '\ufeff',
  '\u00ad',
  '\u2028',
  '\u0000',
  '\u0007',
  '\r\n',
  '\t',
  '\u3000',
  '\ufe0f',
  '\u{e0041}',
  '👨‍👩‍👧‍👦',
  '🏳️‍🌈',
  '👍🏽',
  '🇹🇼',
  '\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}',
  'e\u0301\u0323\u0327',
  '葛\u{e0100}',
  '。',
  '！？',
  '……',
  '港口',
  '，',
  'Dr. Who said. ',
  '2024-01-02 08:30',
];

/** Text of such fragments, ordinary characters and, where asked for, unpaired surrogates. */
export function hostileText(maxLength = 60): fc.Arbitrary<string> {
  return fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...FRAGMENTS) },
        { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
      ),
      { maxLength },
    )
    .map((parts) => parts.join(''));
}

/** The same, also repeated to some hundred thousand characters. */
export function endlessText(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: hostileText() },
    {
      weight: 1,
      arbitrary: fc
        .tuple(hostileText(4), fc.integer({ min: 1, max: 100_000 }))
        .map(([text, length]) => text.repeat(Math.ceil(length / Math.max(1, text.length))).slice(0, length)),
    },
  );
}
