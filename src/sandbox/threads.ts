import type { Channel } from './places.js';
import { CHANNEL_TYPES, MESSAGE_TYPES } from './protocol.js';
import type { Message, Person, World } from './world.js';

/** Discord's default, in minutes. */
const AUTO_ARCHIVE_MINUTES = 4320;

/** What a thread is opened with. */
export interface ThreadDraft {
  readonly name: string;
  readonly parent: Channel;
  /** The message that it begins at; `null`: none. */
  readonly message: Message | null;
  readonly owner: Person;
  /** Default: public. */
  readonly type?: Channel['type'];
  /** Minutes. Default 4320. */
  readonly autoArchiveDuration?: number;
}

/** Opens a thread; its channel, or the thread itself, says so with a message as Discord's do. */
export function openThread(world: World, draft: ThreadDraft): Channel {
  const { name, parent, message, owner, type = CHANNEL_TYPES.publicThread } = draft;
  const thread = world.openChannel({
    id: message?.id ?? world.newId(),
    guildId: parent.guildId,
    parentId: parent.id,
    type,
    name,
    thread: {
      ownerId: owner.id,
      createdAt: new Date().toISOString(),
      autoArchiveDuration: draft.autoArchiveDuration ?? AUTO_ARCHIVE_MINUTES,
      archived: false,
      locked: false,
    },
  });
  if (message !== null) {
    const starter = { type: MESSAGE_TYPES.threadStarter, answers: message.id };
    world.write({ channelId: thread.id, author: message.author, ...starter });
  } else if (type === CHANNEL_TYPES.publicThread) {
    world.write({ channelId: parent.id, author: owner, type: MESSAGE_TYPES.threadCreated, content: name });
  }
  return thread;
}
