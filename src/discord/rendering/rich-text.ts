import type { Span } from '../../domain/span.js';
import { escapeMarkdown } from './escape.js';

/** A stretch of literal text in one weight. */
export interface Run {
  /** As it is to be read: escaped only when it is sent. */
  readonly text: string;
  readonly bold?: boolean;
  /** A moment in Unix seconds, which is shown in place of the text, as Discord counts down to it. */
  readonly at?: number;
  /** An address made by `safeLink`, which is shown in place of the text. */
  readonly link?: string;
  /** Shown in place of the text, by the name that it has for the reader; pings nobody. */
  readonly mention?: Mention;
}

/** Something that Discord shows by its name. */
export interface Mention {
  readonly kind: 'channel' | 'role' | 'user';
  /** Digits. */
  readonly id: string;
}

const MENTION_SIGNS = { channel: '#', role: '@&', user: '@' } as const;

/** Text with weights, in reading order. */
export type RichText = readonly Run[];

/**
 * Text in normal weight.
 * @param text - literal text
 */
export function plain(text: string): RichText {
  return [{ text }];
}

/**
 * Text in bold.
 * @param text - literal text
 */
export function bold(text: string): RichText {
  return [{ text, bold: true }];
}

/**
 * How long it is until a moment, or since, in the reader's own language: Discord keeps it up to date.
 * @param at - in milliseconds since 1970; shown to the second, not before it
 */
export function moment(at: number): Run {
  // One character, so that a text is never cut within it.
  return { text: '⏱', at: Math.ceil(at / 1000) };
}

/**
 * A channel, role or member by its name, as the reader sees it.
 * @param kind - what it is
 * @param id - its id
 */
export function mention(kind: Mention['kind'], id: string): Run {
  // One character, so that a text is never cut within it.
  return { text: MENTION_SIGNS[kind].slice(0, 1), mention: { kind, id } };
}

/**
 * `text` with the parts in `spans` bold. Spans may touch, overlap, be out of order or reach beyond the text.
 * @param text - literal text
 * @param spans - offsets in `text`
 */
export function emphasise(text: string, spans: readonly Span[]): RichText {
  const runs: Run[] = [];
  let done = 0;
  for (const { start, end } of merge(spans, text.length)) {
    if (start > done) runs.push({ text: text.slice(done, start) });
    runs.push({ text: text.slice(start, end), bold: true });
    done = end;
  }
  if (done < text.length) runs.push({ text: text.slice(done) });
  return runs;
}

function merge(spans: readonly Span[], length: number): Span[] {
  const merged: { start: number; end: number }[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const start = Math.max(0, span.start);
    const end = Math.min(length, span.end);
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else if (start < end) merged.push({ start, end });
  }
  return merged;
}

/**
 * The literal text.
 * @param text - with or without weights
 */
export function textOf(text: RichText): string {
  return text.map((run) => run.text).join('');
}

/**
 * The first `end` UTF-16 code units.
 * @param text - what to shorten
 * @param end - 0 or more
 */
export function head(text: RichText, end: number): RichText {
  const runs: Run[] = [];
  let left = end;
  for (const run of text) {
    if (left <= 0) break;
    runs.push(run.text.length <= left ? run : { ...run, text: run.text.slice(0, left) });
    left -= run.text.length;
  }
  return runs;
}

/**
 * As Discord is sent it: escaped, bold between `**`. Never shorter than the literal text.
 * @param text - what to write
 */
export function toMarkdown(text: RichText): string {
  return text
    .map((run) => {
      if (run.at !== undefined) return `<t:${run.at}:R>`;
      if (run.link !== undefined) return `<${run.link}>`;
      if (run.mention !== undefined) return `<${MENTION_SIGNS[run.mention.kind]}${run.mention.id}>`;
      const escaped = escapeMarkdown(run.text);
      // Discord reads `** **` as asterisks.
      return run.bold === true && run.text.trim() !== '' ? `**${escaped}**` : escaped;
    })
    .join('');
}
