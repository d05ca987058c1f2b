import { SnowflakeUtil } from 'discord.js';
import { buttonMessages } from '../../i18n/buttons.js';
import { voteMessages } from '../../i18n/votes.js';
import { plain } from '../rendering/rich-text.js';
import type { Component, Press, Pressed } from './component.js';
import { readVoteId } from './vote-id.js';

/**
 * 👍 and 👎 under an answer. The answer stays as it is; whoever pressed is thanked alone. A vote in a direct message
 * belongs to no server.
 */
export const castVote: Component = { slow: 'alone', asks: false, press };

async function press({ service, customId, guildId, messageId, userId, locale }: Press): Promise<Pressed> {
  const state = readVoteId(customId);
  if (state === null) return say(buttonMessages.outdated[locale]);
  const ballot = {
    server: guildId,
    answerId: messageId,
    answeredAt: new Date(SnowflakeUtil.timestampFrom(messageId)),
    memberId: userId,
    articles: state.articles,
  };
  const counts = await service.records.votes.cast(ballot, state.vote);
  if (counts === null) return say(voteMessages.takenBack[locale]);
  return say(voteMessages.thanks[locale](voteMessages[counts][locale]));
}

function say(sentence: string): Pressed {
  return { reply: { lines: [plain(sentence)], cards: [] }, shown: 'alone' };
}
