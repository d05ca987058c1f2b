import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIEmbed,
  type APIStringSelectComponent,
} from 'discord.js';
import { answerMessages } from '../../i18n/answers.js';
import type { Locale } from '../../i18n/locale.js';
import { LIMITS } from '../limits.js';
import { oneLine } from './escape.js';
import { fit, fitLine } from './fit.js';
import { safeLink } from './link.js';
import { head, plain, toMarkdown, type RichText } from './rich-text.js';

/** A source and what is shown of it. */
export interface Card {
  readonly title: string;
  /** Where the title leads; shown without a link where it is not http(s). */
  readonly url: string | null;
  readonly body: RichText;
  /** Shown below in small type, side by side. */
  readonly notes: readonly string[];
}

/** Something that a reader can press. */
export interface Button {
  /** Literal text of any length. */
  readonly label: string;
  /** All that is known when it is pressed: at most 100 characters, unique within its message. */
  readonly id: string;
  /** Shown, but cannot be pressed. Default false. */
  readonly disabled?: boolean;
}

/** A list that a reader can choose one entry from. */
export interface Menu {
  /** As a button's. */
  readonly id: string;
  /** What stands in it before anything is chosen: literal text of any length. */
  readonly placeholder: string;
  /** At most 25 are shown, at least one must be there. */
  readonly options: readonly MenuOption[];
}

/** An entry of a menu. */
export interface MenuOption {
  /** Literal text of any length. */
  readonly label: string;
  /** All that is known when it is chosen: at most 100 characters, unique within its menu. */
  readonly value: string;
}

/** What the bot has to say, in literal text, of any length: only {@link toPayload} escapes and cuts. */
export interface Reply {
  /** Sentences above the cards, each on a line of its own. */
  readonly lines: readonly RichText[];
  /** At most 10 are shown. */
  readonly cards: readonly Card[];
  /** Rows below the cards: at most 5, of at most 5 buttons each. Default none. */
  readonly buttons?: readonly (readonly Button[])[];
  /** A row above the buttons, which takes the place of one. Default none. */
  readonly menu?: Menu | null;
  /** Below everything. Default none. */
  readonly file?: TextFile | null;
}

/** A file of text. */
export interface TextFile {
  /** Latin letters, digits, `-` and `.`. */
  readonly name: string;
  /** Ill-formed places are replaced; what is beyond {@link LIMITS.fileBytes} is left out, by whole lines. */
  readonly text: string;
}

/** A row of what can be pressed, or a menu. */
export type ComponentRow = APIActionRowComponent<APIButtonComponentWithCustomId | APIStringSelectComponent>;

declare const bounded: unique symbol;

/** A message within Discord's limits that can ping nobody. Only {@link toPayload} makes one. */
export interface Payload {
  readonly content: string;
  /** Present even where there are none, so that an edit removes those before. */
  readonly embeds: APIEmbed[];
  /** Present as the embeds are. */
  readonly components: ComponentRow[];
  /** Present only where there is one: an edit does not remove those before. */
  readonly files?: { readonly name: string; readonly attachment: Buffer }[];
  readonly allowedMentions: { readonly parse: readonly []; readonly repliedUser: false };
  readonly [bounded]: true;
}

const COLOUR = 0x2f6f4f;
const NOTE_MAX = 80;
const NOTES_MAX = 240;
/** So many lines leave each of them room for a short sentence. */
const LINES_MAX = 40;
const ELLIPSIS = '…';

/**
 * The one way to Discord: every reply passes here. Escapes everything, keeps every limit (a text that must be
 * cut is cut after a whole sentence, with a mark), links to http(s) addresses only, and lets nothing ping
 * anyone.
 * @param reply - what to say; anything may stand in its texts
 * @param locale - language of the mark that stands where a text was cut
 */
export function toPayload(reply: Reply, locale: Locale): Payload {
  const content = contentOf(leadingLines(reply.lines));
  const cards = reply.cards.slice(0, LIMITS.embedsPerMessage);
  const frames = withDistinctLinks(cards.map(frame));
  const left = LIMITS.embedTotal - frames.reduce((sum, embed) => sum + frameLength(embed), 0);
  const needs = cards.map(({ body }) => lengthOf(body, LIMITS.embedDescription));
  const shares = shareOut(needs, left);
  const mark = answerMessages.cut[locale];
  const embeds = cards.map(({ body }, i): APIEmbed => {
    const description = fit(body, { max: shares[i] ?? 0, mark, at: 'sentence' });
    return description.trim() === '' ? { ...frames[i] } : { ...frames[i], description };
  });
  const payload: Omit<Payload, typeof bounded> = {
    // Discord refuses a message without anything in it.
    content: content.trim() === '' && embeds.length === 0 ? ELLIPSIS : content,
    embeds,
    components: rowsOf(reply),
    ...(reply.file && { files: [fileOf(reply.file)] }),
    allowedMentions: { parse: [], repliedUser: false },
  };
  return payload as Payload;
}

function fileOf({ name, text }: TextFile): { name: string; attachment: Buffer } {
  const bytes = Buffer.from(text.toWellFormed());
  if (bytes.byteLength <= LIMITS.fileBytes) return { name, attachment: bytes };
  return { name, attachment: bytes.subarray(0, bytes.lastIndexOf('\n', LIMITS.fileBytes - 1) + 1) };
}

function rowsOf({ menu = null, buttons = [] }: Reply): ComponentRow[] {
  const rows = buttons.filter((row) => row.length > 0).map(buttonRow);
  return [...(menu === null ? [] : [menuRow(menu)]), ...rows].slice(0, LIMITS.rowsPerMessage);
}

function buttonRow(row: readonly Button[]): ComponentRow {
  return {
    type: ComponentType.ActionRow,
    components: row.slice(0, LIMITS.buttonsPerRow).map(({ label, id, disabled = false }) => ({
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      label: fitLine(label, LIMITS.buttonLabel) || ELLIPSIS,
      custom_id: id,
      ...(disabled && { disabled }),
    })),
  };
}

function menuRow({ id, placeholder, options }: Menu): ComponentRow {
  const menu: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id: id,
    placeholder: fitLine(placeholder, LIMITS.menuPlaceholder),
    options: options.slice(0, LIMITS.menuOptions).map(({ label, value }) => ({
      label: fitLine(label, LIMITS.menuLabel) || ELLIPSIS,
      value,
    })),
  };
  return { type: ComponentType.ActionRow, components: [menu] };
}

/** As many as there is room for, with a mark where that is not all of them. */
function leadingLines(lines: readonly RichText[]): readonly RichText[] {
  return lines.length <= LINES_MAX ? lines : [...lines.slice(0, LINES_MAX - 1), plain(ELLIPSIS)];
}

/** The lines below each other. One that is too long is cut, and takes no room from those that are not. */
function contentOf(lines: readonly RichText[]): string {
  const shares = shareOut(
    lines.map((line) => lengthOf(line, LIMITS.content)),
    LIMITS.content - lines.length,
  );
  return lines
    .map((line, i) => fit(line, { max: shares[i] ?? 0, mark: ELLIPSIS, at: 'anywhere' }))
    .join('\n');
}

/** A card without its body. */
function frame({ title, url, notes }: Card): APIEmbed {
  const link = safeLink(url);
  const footer = fitLine(notes.map((note) => fitLine(note, NOTE_MAX)).join(' · '), NOTES_MAX);
  return {
    color: COLOUR,
    title: fit(plain(oneLine(title) || '—'), { max: LIMITS.embedTitle, mark: ELLIPSIS, at: 'anywhere' }),
    ...(link === null ? {} : { url: link }),
    ...(footer === '' ? {} : { footer: { text: footer } }),
  };
}

/**
 * Discord takes embeds with the same address for one, of which it shows the first: a fragment tells them
 * apart.
 */
function withDistinctLinks(frames: readonly APIEmbed[]): APIEmbed[] {
  const seen = new Set<string>();
  return frames.map((embed, i) => {
    const { url, ...rest } = embed;
    if (url === undefined) return embed;
    const link = seen.has(url) ? safeLink(`${url.split('#', 1)[0] ?? ''}#${i + 1}`) : url;
    seen.add(link ?? url);
    return link === null ? rest : { ...rest, url: link };
  });
}

/** Length of a text's Markdown, at most `max`: a hostile text is not written out in full. */
function lengthOf(text: RichText, max: number): number {
  return Math.min(toMarkdown(head(text, max)).length, max);
}

/** What a card without its body counts towards {@link LIMITS.embedTotal}. */
function frameLength({ title, footer }: APIEmbed): number {
  return (title?.length ?? 0) + (footer?.text.length ?? 0);
}

/** Shares `total` out: whoever needs less than an equal share leaves the rest to the others. */
function shareOut(needs: readonly number[], total: number): number[] {
  const shares = needs.map(() => 0);
  const modestFirst = needs.map((need, i) => ({ need, i })).sort((a, b) => a.need - b.need);
  let left = total;
  modestFirst.forEach(({ need, i }, rank) => {
    const share = Math.min(need, Math.floor(left / (modestFirst.length - rank)));
    shares[i] = share;
    left -= share;
  });
  return shares;
}
