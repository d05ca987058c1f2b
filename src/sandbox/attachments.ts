import { refusals } from './protocol.js';
import type { SentFile } from './recorded.js';
import type { Attachment, JsonObject } from './world.js';

const FILES_MAX = 10;
/** Largest file of a bot on a server without boosts, in bytes. */
const BYTES_MAX = 10 * 1024 * 1024;

/** The files that came with a request, and what the message showed before it. */
export interface SentAttachments {
  readonly files: readonly SentFile[];
  readonly before: readonly Attachment[];
  readonly newId: () => string;
}

/**
 * The files that a message shows: those named of what it showed before (all where none is named), and those sent.
 * @param named - the body's `attachments`: an id of before, or the number of a `files[n]`, each perhaps with a
 * description
 * @throws {@link ApiError} 50035
 */
export function readAttachments(
  named: readonly JsonObject[] | undefined,
  { files, before, newId }: SentAttachments,
): Attachment[] {
  const kept = before.filter(({ id }) => named === undefined || named.some((one) => one.id === id));
  const added = files.map((file): Attachment => {
    const number = /^files\[(\d+)\]$/u.exec(file.field)?.[1];
    if (number === undefined) throw refusals.invalidBody([`${file.field}: is not files[n]`]);
    const { description = null } = named?.find(({ id }) => String(id) === number) ?? {};
    return {
      id: newId(),
      name: file.name,
      contentType: file.contentType,
      description: typeof description === 'string' ? description : null,
      content: file.content,
    };
  });
  const tooLarge = added.filter(({ content }) => content.byteLength > BYTES_MAX);
  const wrong = [
    ...tooLarge.map(({ name }) => `files: ${name} is larger than ${BYTES_MAX} bytes`),
    ...(kept.length + added.length > FILES_MAX ? [`files: more than ${FILES_MAX}`] : []),
  ];
  if (wrong.length > 0) throw refusals.invalidBody(wrong);
  return [...kept, ...added];
}
