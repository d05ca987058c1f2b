import { readAttachments } from './attachments.js';
import { componentFaults } from './component-rules.js';
import { refusals } from './protocol.js';
import type { SentFile } from './recorded.js';
import { lengthOf } from './text-length.js';
import type { Attachment, JsonObject } from './world.js';

/** Discord's limits on a message, in characters, as its documentation gives them. */
const TEXT_LIMITS = { title: 256, description: 4096, url: 2048 } as const;
const CONTENT_MAX = 2000;
const FOOTER_MAX = 2048;
const AUTHOR_MAX = 256;
const FIELD_NAME_MAX = 256;
const FIELD_VALUE_MAX = 1024;
const FIELDS_MAX = 25;
const EMBEDS_MAX = 10;
const EMBED_TOTAL_MAX = 6000;

/** The parts of a message that are shown. */
export interface MessageBody {
  readonly content: string;
  readonly embeds: readonly JsonObject[];
  readonly components: readonly JsonObject[];
  readonly attachments: readonly Attachment[];
}

const NOTHING: MessageBody = { content: '', embeds: [], components: [], attachments: [] };

/** What came with a request that writes or edits a message. */
export interface SentMessage {
  readonly files: readonly SentFile[];
  /** What the message showed: an edit keeps what it does not name. Default: nothing. */
  readonly before?: MessageBody;
  /** Ids for new files. */
  readonly newId: () => string;
}

/**
 * Reads what is shown out of a request's body and refuses, as Discord does, what breaks a limit or shows
 * nothing.
 * @param body - of a request that writes or edits a message
 * @param sent - what came with it. Default: no files
 * @throws {@link ApiError} 50006 or 50035
 */
export function readMessageBody(
  body: JsonObject,
  { files, before = NOTHING, newId }: SentMessage = { files: [], newId: () => '0' },
): MessageBody {
  const message: MessageBody = {
    content: typeof body.content === 'string' ? body.content : before.content,
    embeds: objects(body.embeds) ?? before.embeds,
    components: objects(body.components) ?? before.components,
    attachments: readAttachments(objects(body.attachments), { files, before: before.attachments, newId }),
  };
  const wrong = [
    ...contentFaults(message.content),
    ...embedFaults(message.embeds),
    ...componentFaults(message.components),
  ];
  if (wrong.length > 0) throw refusals.invalidBody(wrong);
  const { content, embeds, components, attachments } = message;
  if (content.trim() === '' && [...embeds, ...components, ...attachments].length === 0) {
    throw refusals.emptyMessage();
  }
  return message;
}

/** The members of a JSON list that are objects, or `undefined` where there is no list. */
export function objects(value: unknown): JsonObject[] | undefined {
  return Array.isArray(value) ? value.filter(isObject) : undefined;
}

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function contentFaults(content: string): string[] {
  return tooLong('content', content, CONTENT_MAX);
}

function embedFaults(embeds: readonly JsonObject[]): string[] {
  const total = embeds.reduce((sum, embed) => sum + lengthOf(textsOf(embed).join('')), 0);
  return [
    ...(embeds.length > EMBEDS_MAX ? [`embeds: ${embeds.length} are more than ${EMBEDS_MAX}`] : []),
    ...(total > EMBED_TOTAL_MAX ? [`embeds: ${total} characters are more than ${EMBED_TOTAL_MAX}`] : []),
    ...embeds.flatMap((embed, i) => oneEmbedFaults(embed, `embeds[${i}]`)),
  ];
}

function oneEmbedFaults(embed: JsonObject, at: string): string[] {
  const fields = objects(embed.fields) ?? [];
  const shown = textsOf(embed).some((text) => text.trim() !== '') || embed.image !== undefined;
  return [
    ...(shown ? [] : [`${at}: is empty`]),
    ...Object.entries(TEXT_LIMITS).flatMap(([key, max]) => tooLong(`${at}.${key}`, embed[key], max)),
    ...tooLong(`${at}.footer.text`, part(embed, 'footer', 'text'), FOOTER_MAX),
    ...tooLong(`${at}.author.name`, part(embed, 'author', 'name'), AUTHOR_MAX),
    ...(fields.length > FIELDS_MAX ? [`${at}.fields: ${fields.length} are more than ${FIELDS_MAX}`] : []),
    ...fields.flatMap((field, i) => [
      ...missing(`${at}.fields[${i}].name`, field.name),
      ...missing(`${at}.fields[${i}].value`, field.value),
      ...tooLong(`${at}.fields[${i}].name`, field.name, FIELD_NAME_MAX),
      ...tooLong(`${at}.fields[${i}].value`, field.value, FIELD_VALUE_MAX),
    ]),
    ...linkFaults(`${at}.url`, embed.url),
  ];
}

function linkFaults(at: string, url: unknown): string[] {
  if (url === undefined || url === null) return [];
  const allowed = typeof url === 'string' && URL.canParse(url) && /^https?:$/u.test(new URL(url).protocol);
  return allowed ? [] : [`${at}: is not an http(s) address`];
}

/** Every text that counts towards the total. */
function textsOf(embed: JsonObject): string[] {
  const fields = objects(embed.fields) ?? [];
  return [
    embed.title,
    embed.description,
    part(embed, 'footer', 'text'),
    part(embed, 'author', 'name'),
    ...fields.flatMap((field) => [field.name, field.value]),
  ].filter((text) => typeof text === 'string');
}

function part(embed: JsonObject, key: string, inner: string): unknown {
  const value = embed[key];
  return isObject(value) ? value[inner] : undefined;
}

function missing(at: string, text: unknown): string[] {
  return typeof text === 'string' && text.trim() !== '' ? [] : [`${at}: is missing`];
}

function tooLong(at: string, text: unknown, max: number): string[] {
  const length = typeof text === 'string' ? lengthOf(text) : 0;
  return length > max ? [`${at}: ${length} characters are more than ${max}`] : [];
}
