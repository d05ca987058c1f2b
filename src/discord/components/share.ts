import { Recent } from '../../app/recent.js';
import type { Localized } from '../../i18n/locale.js';
import { sharingMessages } from '../../i18n/sharing.js';
import { oneLine } from '../rendering/escape.js';
import type { Button, Reply } from '../rendering/payload.js';
import { plain } from '../rendering/rich-text.js';
import { readShown } from '../rendering/shown.js';
import type { Component, Press, Pressed } from './component.js';
import { isShareId } from './share-id.js';

/** Makes the component that shows a private answer to everybody in the channel, once. */
export function createShare(): Component {
  // Of a second press before the button was seen to be disabled.
  const shared = new Recent<boolean>();

  async function press(request: Press): Promise<Pressed> {
    const { message, messageId, locale } = request;
    const reply = readShown(message);
    const refusal =
      shared.get(messageId) === true ? sharingMessages.alreadyShared : refusalOf(request, reply);
    if (refusal !== null) {
      return { reply: { lines: [plain(refusal[locale])], cards: [] }, shown: 'alone' };
    }
    shared.set(messageId, true);
    try {
      await share(request, reply);
    } catch (error) {
      shared.set(messageId, false);
      throw error;
    }
    return { reply: { ...reply, buttons: withDisabledShare(reply) }, shown: 'in-place' };
  }

  return { slow: 'in-place', asks: false, press };
}

/** Why a message is not shared. */
function refusalOf({ hidden, guildId, maySend }: Press, { buttons = [] }: Reply): Localized<string> | null {
  const button = buttons.flat().find(({ id }) => isShareId(id));
  if (!hidden || guildId === null || button === undefined) return sharingMessages.nothingToShare;
  if (button.disabled === true) return sharingMessages.alreadyShared;
  return maySend ? null : sharingMessages.mayNotSend;
}

/** Posts what was shown, as it was shown, and remembers the answer for its new place. */
async function share(
  { service, name, messageId, interactionId, locale, post }: Press,
  reply: Reply,
): Promise<void> {
  const replyId = await post({
    ...reply,
    lines: [plain(sharingMessages.sharedBy[locale](oneLine(name))), ...reply.lines],
    buttons: withoutShare(reply),
  });
  const { answers } = service.records;
  const given = await answers.find(messageId);
  if (given !== null) await answers.add({ ...given, questionId: interactionId, replyId, hidden: false });
}

function withoutShare({ buttons = [] }: Reply): Button[][] {
  const rows = buttons.map((row) => row.filter(({ id }) => !isShareId(id)));
  return rows.filter((row) => row.length > 0);
}

function withDisabledShare({ buttons = [] }: Reply): Button[][] {
  return buttons.map((row) =>
    row.map((button) => (isShareId(button.id) ? { ...button, disabled: true } : button)),
  );
}
