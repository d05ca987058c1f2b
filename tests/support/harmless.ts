import { expect } from 'vitest';
import { toPayload, type Payload, type Reply } from '../../src/discord/rendering/payload.js';
import { oneLine } from '../../src/discord/rendering/escape.js';
import { toMarkdown, type RichText, type Run } from '../../src/discord/rendering/rich-text.js';
import { answerMessages } from '../../src/i18n/answers.js';
import type { Locale } from '../../src/i18n/locale.js';
import { readMessageBody } from '../../src/sandbox/message-rules.js';
import { readMarkdown } from './discord-markdown.js';

const ELLIPSIS = '…';
/** More lines give way to a mark. */
const LINES_MAX = 40;
/** Stands for a time, link or mention that is meant to be one. */
const MEANT = '\u2401';

/**
 * What no reader sees, or what turns the order of what they see; a joiner and a variation selector belong to emoji, the
 * latter to Chinese characters, too. Written down apart from the code that names them.
 */
const UNSEEN =
  /(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D\p{Extended_Pictographic})(?!(?<=[\p{Emoji}\p{Script=Han}])[\uFE00-\uFE0F\u{E0100}-\u{E01EF}])[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\u{E0000}-\u{E0FFF}]/u;
/** Letters do not stand on top of those above and below them. */
const PILED = /\p{M}{16}/u;

/**
 * Holds a reply against everything that must be true of what a member sees: Discord takes it; it pings nobody, links
 * nowhere but by http(s), and no text in it has an effect; nothing in it is invisible; and it says what the reply says,
 * or the beginning of it with a mark where it was cut.
 * @param reply - with whatever texts
 * @param locale - the reader's language
 * @returns what would be sent
 */
export function expectHarmless(reply: Reply, locale: Locale): Payload {
  const payload = toPayload(reply, locale);
  expectAccepted(payload);
  const wanted = deliberate([...reply.lines, ...reply.cards.map(({ body }) => body)]);
  const marks = [ELLIPSIS, answerMessages.cut[locale]];
  expectSaid(payload.content, {
    said: leadingLines(reply.lines.map(literal)),
    wanted,
    marks,
  });
  payload.embeds.forEach(({ title = '', description = '' }, i) => {
    const card = reply.cards[i];
    expectSaid(title, { said: [oneLine(card?.title ?? '') || '—'], wanted, marks });
    expectSaid(description, { said: [literal(card?.body ?? [])], wanted, marks });
  });
  return payload;
}

function leadingLines(lines: readonly string[]): readonly string[] {
  return lines.length <= LINES_MAX ? lines : [...lines.slice(0, LINES_MAX - 1), ELLIPSIS];
}

/** Limits, links, pings and what cannot be seen. */
function expectAccepted(payload: Payload): void {
  expect(() => readMessageBody(payload as never)).not.toThrow();
  expect(payload.allowedMentions).toEqual({ parse: [], repliedUser: false });
  for (const { url } of payload.embeds)
    if (url !== undefined) expect(url).toMatch(/^https?:\/\/[\x21-\x7e]+$/u);
  for (const text of textsOf(payload)) expectVisible(text);
  for (const { name, attachment } of payload.files ?? []) {
    expect(name).toMatch(/^[\w.-]+$/u);
    expect(attachment.byteLength).toBeLessThanOrEqual(10 * 1024 * 1024);
  }
}

/**
 * Holds a text against what can be shown: whole characters, none of them invisible, and none that covers others.
 * @param text - as it is sent
 */
export function expectVisible(text: string): void {
  expect(text.isWellFormed()).toBe(true);
  expect(UNSEEN.exec(text)?.[0].codePointAt(0)?.toString(16)).toBeUndefined();
  expect(PILED.test(text)).toBe(false);
}

function textsOf({ content, embeds, components }: Payload): string[] {
  const shown = embeds.flatMap(({ title = '', description = '', footer }) => [
    title,
    description,
    footer?.text ?? '',
  ]);
  const pressed = components
    .flatMap((row) => row.components)
    .flatMap((part) =>
      'options' in part
        ? [part.placeholder ?? '', ...part.options.map(({ label }) => label)]
        : [part.label ?? ''],
    );
  return [content, ...shown, ...pressed];
}

/** Times, links and mentions that a reply means to show, as they are sent. */
function deliberate(texts: readonly RichText[]): Run[] {
  return texts.flat().filter(isDeliberate);
}

function isDeliberate({ at, link, mention }: Run): boolean {
  return (at ?? link ?? mention) !== undefined;
}

function literal(text: RichText): string {
  return text.map((run) => (isDeliberate(run) ? MEANT : run.text)).join('');
}

interface Said {
  /** What is to be read, each below the other, and each cut by itself. */
  readonly said: readonly string[];
  readonly wanted: readonly Run[];
  readonly marks: readonly string[];
}

function expectSaid(markdown: string, { said, wanted, marks }: Said): void {
  const bare = wanted.reduce((rest, run) => rest.replaceAll(toMarkdown([run]), MEANT), markdown);
  const read = readMarkdown(bare);
  expect(read.active).toEqual([]);
  if (!saysOneOf(read.text, said, marks)) expect(read.text).toBe(said.join('\n').slice(0, 5000));
}

/** Whether a text is these below each other, each of them whole or its beginning with a mark. */
function saysOneOf(read: string, [first, ...rest]: readonly string[], marks: readonly string[]): boolean {
  // What says nothing at all is shown by a mark.
  if (first === undefined) return ['', ELLIPSIS].includes(read);
  const goesOn = (at: number): boolean =>
    rest.length === 0 ? at === read.length : read[at] === '\n' && saysOneOf(read.slice(at + 1), rest, marks);
  if (read.startsWith(first) && goesOn(first.length)) return true;
  if (first.trim() === '' && rest.length === 0 && ['', ELLIPSIS].includes(read)) return true;
  for (let length = commonPrefix(read, first); length >= 0; length--) {
    if (marks.some((mark) => read.startsWith(mark, length) && goesOn(length + mark.length))) return true;
  }
  return false;
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
