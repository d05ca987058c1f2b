/** An article file that is made to hurt whoever reads it. */
export interface HostileFile {
  /** What is nasty about it. */
  readonly name: string;
  /** Relative to the content folder. */
  readonly path: string;
  /** Its text, of about `length` UTF-16 code units, never more. */
  readonly make: (length: number) => string;
}

/** `open` as often as fits, a word, `close` as often. */
function nested(open: string, close = '', inner = '正文。'): (length: number) => string {
  return (length) => {
    const depth = Math.max(1, Math.floor((length - inner.length) / (open.length + close.length)));
    return open.repeat(depth) + inner + close.repeat(depth);
  };
}

/** `unit` as often as fits between a beginning and an end. */
function pumped(unit: string, before = '', after = ''): (length: number) => string {
  return (length) => {
    const count = Math.max(1, Math.floor((length - before.length - after.length) / unit.length));
    return before + unit.repeat(count) + after;
  };
}

/** `unit` as often as fits, within as many elements as are read. */
function within(open: string, unit: string, close = ''): (length: number) => string {
  return pumped(unit, open.repeat(190), close.repeat(190));
}

/** Lines each indented deeper than the one before, so that the depth grows with the root of the length. */
function staircase(line: (depth: number) => string): (length: number) => string {
  return (length) => {
    const lines: string[] = [];
    for (let depth = 0, left = length; ; depth++) {
      const next = line(depth);
      if (next.length > left) return lines.join('');
      lines.push(next);
      left -= next.length;
    }
  };
}

/** Different items up to a length. */
function numbered(item: (i: number) => string, before = '', after = ''): (length: number) => string {
  return (length) => {
    const items: string[] = [];
    let left = length - before.length - after.length;
    for (let i = 0; ; i++) {
      const next = item(i);
      if (next.length > left) return before + items.join('') + after;
      items.push(next);
      left -= next.length;
    }
  };
}

type Row = readonly [name: string, make: (length: number) => string];

const MARKDOWN: readonly Row[] = [
  ...Array.from('>*-+_~`[(<!|#\\&:={"').map((sign): Row => [`the sign ${sign}`, nested(sign)]),
  ...[
    '> ',
    '* ',
    '- ',
    '1. ',
    '- 1. ',
    '> - ',
    '# ',
    '![',
    '[[',
    '](',
    '[a](',
    '**a ',
    '*a **a ',
    '_a__',
    '~~a ',
    '``',
  ].map((open): Row => [`the opening ${open}`, nested(open)]),
  ['brackets around', nested('[', ']')],
  ['brackets and addresses around', nested('[', '](a)')],
  ['parentheses around', nested('(', ')')],
  ['emphasis around', nested('*a ', ' a*')],
  ['mixed emphasis', pumped('*a_b**c__d~e')],
  ['brackets in rows', pumped('[a](<b')],
  ['half links', pumped('[a]: <b> "c\n')],
  ['images in rows', pumped('![a][b] ')],
  ['a list of stairs', staircase((depth) => `${' '.repeat(2 * depth)}- 甲\n`)],
  ['quotes of stairs', staircase((depth) => `${'>'.repeat(depth)} 甲\n`)],
  ['quotes and lists of stairs', staircase((depth) => `${'> - '.repeat(depth)}甲\n`)],
  ['ten quotes on a line', pumped(`${' > '.repeat(10)}甲\n`)],
  ['lazy quotes within quotes', pumped(`${'> - '.repeat(5)}甲\n乙\n`)],
  ['lazy quotes', pumped('> - 甲\n乙\n')],
  ['ever deeper items on one line', pumped('- - - - - - - - - - - - - - - - - - - - - - - - 甲\n')],
  ['backticks of every length', numbered((i) => `${'`'.repeat((i % 3000) + 1)}a `)],
  ['entities', pumped('&amp;&#x4e2d;&nosuch;')],
  ['unclosed entities', pumped('&#x')],
  [
    'a table of columns',
    (n) => `${pumped('|a')(n / 3)}|\n${pumped('|-')(n / 3)}|\n${pumped('|b')(n / 3)}|\n`,
  ],
  ['a table of rows', pumped('|甲|乙|\n', '|a|b|\n|-|-|\n')],
  ['a table of empty rows', pumped('||||||||||\n', '|a|b|\n|-|-|\n')],
  ['link definitions', numbered((i) => `[a${i}]: http://a.example/${i}\n`)],
  ['one link definition used', numbered((i) => `[a${i}] `, '[a]: b\n\n')],
  ['addresses', pumped('http://a.example/b ')],
  ['one long address', pumped('a.', 'http://')],
  ['mail addresses', pumped('a.b@c.d ')],
  ['half mail addresses', pumped('a.b-c_')],
  ['www', pumped('www.')],
  ['fences', pumped('```\n')],
  ['an unclosed fence', pumped('甲乙丙\n', '```\n')],
  ['rules', pumped('- - -\n')],
  ['underlined headings', pumped('甲\n=\n')],
  ['headings', pumped('## 甲乙\n')],
  ['a line of spaces', pumped(' ', 'a', 'a')],
  ['a line of tabs', pumped('\t', 'a', 'a')],
  ['lines of spaces', pumped('                                                            a\n')],
  ['line ends', pumped('\n', 'a', 'a')],
  ['carriage returns', pumped('\r', 'a', 'a')],
  ['backslashes and line ends', pumped('\\\n', 'a')],
  ['comments', pumped('<!--', '', '')],
  ['closed comments', pumped('<!---->')],
  ['half tags', pumped('<a ')],
  ['half attributes', pumped('<a b="c')],
  ['processing instructions', pumped('<?a')],
  ['declarations', pumped('<![CDATA[')],
  ['inline tags', pumped('<b>a</b>')],
  ['block tags', pumped('<div>\n\n甲\n\n</div>\n\n')],
  ['Hexo tags', pumped('{% a ')],
  ['one paragraph of short lines', pumped('甲乙\n')],
  ['paragraphs', pumped('甲乙丙丁。\n\n')],
  ['different paragraphs', numbered((i) => `第${i}段说了一些话。\n\n`)],
  ['bold lines', pumped('**甲乙丙**\n\n')],
];

const HTML: readonly Row[] = [
  ...[
    '<div>',
    '<b>',
    '<a>',
    '<p>',
    '<table>',
    '<table><tr><td>',
    '<ul><li>',
    '<span class="a">',
    '<svg>',
    '<i><b>',
  ].map((open): Row => [`${open} unclosed`, nested(open)]),
  ['div around', nested('<div>', '</div>')],
  ['tables around', nested('<table><tr><td>', '</td></tr></table>')],
  ['list items', pumped('<li>甲')],
  ['line breaks', pumped('<br>甲')],
  ['end tags', pumped('</div>', '<p>正文。')],
  ['other end tags', pumped('</b></i>', '<p><b><i>')],
  ['misnested tags', pumped('<b><i></b></i>')],
  ['unclosed attributes', pumped('<a b="', '<p>')],
  ['attributes', numbered((i) => ` a${i}="b"`, '<p', '>正文。')],
  ['one attribute', pumped('a', '<p class="', '">正文。')],
  ['classes', pumped('time author source ', '<p class="', '">正文。')],
  ['style', pumped('display : ', '<p style="', '">正文。')],
  ['less-than signs', pumped('<')],
  ['tags without end', pumped('<a<')],
  ['entities in HTML', pumped('&amp;', '<p>')],
  ['comments in HTML', pumped('<!-- -->', '<p>')],
  ['an unclosed comment', pumped('a', '<p>正文。</p><!--')],
  ['a script', pumped('a', '<p>正文。</p><script>')],
  ['scripts', pumped('<script></script>', '<p>')],
  ['JSON-LD', pumped('[', '<p>正文。</p><script type="application/ld+json">', '</script>')],
  [
    'JSON-LD scripts',
    pumped('<script type="application/ld+json">{"@graph":[[[[[]]]]]}</script>', '<p>正文。</p>'),
  ],
  ['meta elements', numbered((i) => `<meta name="a${i}" content="b">`)],
  ['titles', pumped('<title>a</title>', '<p>正文。</p>')],
  ['a long title', pumped('a - ', '<p>正文。</p><title>', '</title>')],
  ['a title of underlines', pumped(' _ ', '<p>正文。</p><title>', '</title>')],
  ['headings in HTML', pumped('<h1>甲乙</h1>')],
  ['one long heading', pumped('甲', '<h1>', '</h1><p>正文。')],
  ['white space in a paragraph', pumped(' \n', '<p>甲', '乙</p>')],
  ['white space after Han', pumped('甲 ', '<p>', '</p>')],
  ['preformatted white space', pumped(' ', '<pre>a', 'a</pre>')],
  ['preformatted line ends', pumped('\n', '<pre>a', 'a</pre>')],
  ['pictures', pumped('<img alt="甲乙丙">', '<p>正文。')],
  ['a long caption', pumped('甲', '<img alt="', '"><p>正文。')],
  ['footnote marks', pumped('<sup><a>1</a></sup>', '<p>正文。')],
  ['links', pumped('<a href="b">甲</a>', '<p>')],
  ['links in lines', pumped('<p><a href="b">甲</a></p>')],
  ['text and tags', pumped('甲，<b>乙</b>。')],
  ['an article in articles', nested('<article>甲，乙。', '</article>')],
  ['sections of prose', nested('<section>这一段话说的是一件事，大家都知道了。', '</section>')],
  ['table rows', pumped('<tr><td>甲</td><td>乙</td></tr>', '<table>')],
  ['table cells', pumped('<td>甲</td>', '<table><tr>')],
  ['marks of time', pumped('<p class="time">2024-01-02</p>')],
  ['many h1 in asides', pumped('<header><h1>甲</h1></header>')],
  ['headers in headers', nested('<header>', '</header>')],
  ['self-closing tags', nested('<b/>')],
  ['tags in tags', nested('<b <br>')],
  ['tags in attributes', nested('<b a="<">')],
  ['end tags in comments', pumped('<b><!-- </b> -->')],
  ['end tags of what has ended', pumped('<p><div></p>')],
  ['a page of elements around prose', within('<html><div>', '<p>这一段话说的是一件事，大家都知道了。</p>')],
  ['a page of elements around one paragraph', within('<html><div>', '这一段话说的是一件事，大家都知道了。')],
  ['inline elements around tags', within('<html><b>', '甲<i></i>')],
  ['marks of time around tags', within('<b class="time">', '<i></i>')],
  [
    'headers around tags and a heading',
    within('<header class="share">', '<i></i>', '<h1>甲乙</h1></header>'),
  ],
  ['footnote marks around tags', within('<sup><a>', '<i></i>')],
  ['cells around tags', within('<tr><td>', '<i></i>')],
  ['captions around tags', within('<b class="img desc">', '<i></i>')],
];

const PLAIN: readonly Row[] = [
  ['one line', pumped('甲乙丙丁戊己庚辛。')],
  ['one line without an end', pumped('甲乙丙丁戊己庚辛')],
  ['one character', pumped('甲')],
  ['one Latin letter', pumped('a')],
  ['one digit', pumped('1')],
  ['Han digits', pumped('一')],
  ['digits and signs', pumped('1,')],
  ['dots', pumped('a.')],
  ['full stops', pumped('.')],
  ['ellipses', pumped('…')],
  ['ends of sentences', pumped('。', '甲')],
  ['closing marks', pumped('」', '甲。')],
  ['short sentences', pumped('甲。')],
  ['short lines', pumped('甲\n')],
  ['different lines', numbered((i) => `${i}\n`)],
  ['headings only', pumped('一、甲\n')],
  ['headings and text', pumped('一、甲\n这是一段正文，说了不少的话，也没有什么意思。\n')],
  ['bullets', pumped('- 甲\n')],
  ['rules of signs', pumped('---\n', '甲\n')],
  ['wrapped lines', pumped(`${'甲'.repeat(40)}\n`)],
  ['spaces', pumped(' ', '甲', '乙')],
  ['ideographic spaces', pumped('\u3000', '甲', '乙')],
  ['dates', pumped('2024年7月31日')],
  ['half dates', pumped('2024年')],
  ['days', pumped('7月31日')],
  ['English dates', pumped('July 13, 2021 ')],
  ['years', pumped('截至2024年底，')],
  ['credits', pumped('记者 ')],
  ['credits in a line', pumped('来源：甲 作者：乙 ')],
  ['lines of credits', pumped('2024-07-31 08:00 来源：某报 作者：某人\n')],
  ['parentheses of reporters', pumped('（记者')],
  ['legal notices', pumped('未经授权不得转载\n', '甲乙。\n')],
  ['related headings', pumped('相关阅读\n', '甲乙。\n')],
  ['navigation', pumped('返回首页 ')],
  ['furniture', pumped('扫一扫 ')],
  ['quotation marks', pumped('“')],
  ['combining marks', pumped('\u0301', 'a')],
  ['decomposed Hangul', pumped('\u1100\u1161')],
  ['expanding ligatures', pumped('\uFDFA')],
  ['right-to-left marks', pumped('\u202E甲\u2066')],
  ['zero-width joiners', pumped('\u200D', '甲')],
  ['emoji', pumped('👨‍👩‍👧‍👦')],
  [
    'NUL characters',
    pumped('\0甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏'),
  ],
  ['lone surrogates', pumped('\uD800甲')],
];

const YAML: readonly Row[] = [
  [
    'billion laughs',
    numbered(
      (i) => `a${i}: ${i === 0 ? '&a0 [x,x]' : `&a${i} [*a${i - 1},*a${i - 1}]`}\n`,
      '---\n',
      '---\n正文。',
    ),
  ],
  [
    'merge keys',
    numbered(
      (i) => `a${i}: ${i === 0 ? '&a0 {b: c}' : `&a${i} {<<: [*a${i - 1}, *a${i - 1}]}`}\n`,
      '---\n',
      '---\n正文。',
    ),
  ],
  ['deep flow sequences', nested('[', ']', 'a')],
  ['front matter of brackets', pumped('[', '---\ntitle: ', '\n---\n正文。')],
  ['front matter of braces', pumped('{a: ', '---\ntitle: ', '\n---\n正文。')],
  ['front matter of dashes', pumped('- ', '---\ntitle: ', '\n---\n正文。')],
  [
    'front matter of stairs',
    (n) => `---\n${staircase((depth) => `${' '.repeat(depth)}a:\n`)(n - 20)}---\n正文。`,
  ],
  ['one long scalar', pumped('甲 ', '---\ntitle: ', '\n---\n正文。')],
  ['a block scalar', pumped('  甲\n', '---\ntitle: |\n', '---\n正文。')],
  ['folded line ends', pumped('  甲\n\n', '---\ntitle: >\n', '---\n正文。')],
  ['keys', numbered((i) => `k${i}: v\n`, '---\n', '---\n正文。')],
  ['keys in lines of YAML without an opening', numbered((i) => `k${i}: v\n`, 'title: a\n', '---\n正文。')],
  ['quotation marks in YAML', pumped('"', '---\ntitle: ', '\n---\n正文。')],
  ['escapes', pumped('\\u0041', '---\ntitle: "', '"\n---\n正文。')],
  ['question marks', pumped('? ', '---\n', '\n---\n正文。')],
  ['tags', pumped('!!binary ', '---\ntitle: ', ' a\n---\n正文。')],
  ['digits', pumped('1:', '---\ndate: ', '1\n---\n正文。')],
  ['a float', pumped('1_', '---\ndate: ', '.5\n---\n正文。')],
  ['white space after ---', pumped(' ', '---', 'a\n')],
  ['line ends before ---', pumped('\n', '', '---\ntitle: a\n---\n正文。')],
  ['opening lines', pumped('---\n')],
  ['dashes', pumped('-', '---\ntitle: a\n')],
  ['words and spaces before ---', pumped('a: b\n\n', 'title: a\n', ' x')],
];

function files(kind: string, path: string, rows: readonly Row[]): HostileFile[] {
  return rows.map(([name, make]) => ({ name: `${kind}: ${name}`, path, make }));
}

/** One file of every kind of nastiness; all are legal names and may be of any length. */
export const HOSTILE_FILES: readonly HostileFile[] = [
  ...files('Markdown', 'a.md', MARKDOWN),
  ...files('HTML', 'a.html', HTML),
  ...files('plain text', 'a.txt', PLAIN),
  ...files('front matter', 'a.md', YAML),
];
