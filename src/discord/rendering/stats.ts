import type { UsageSummary } from '../../app/records/usage.js';
import type { VoteCount } from '../../app/records/votes.js';
import type { Locale } from '../../i18n/locale.js';
import { statsMessages } from '../../i18n/stats.js';
import { shorten } from './answer.js';
import { articleById, type ArticleSource } from './answer-buttons.js';
import { titleOf } from './article.js';
import type { Reply } from './payload.js';
import { bold, plain, type RichText } from './rich-text.js';

const TITLE_MAX = 100;

/** How one server used the bot. */
export interface Stats {
  /** The last days that are told of, 1 or more. */
  readonly days: number;
  readonly usage: UsageSummary;
  readonly votes: VoteCount;
}

/**
 * A card that tells how a server used the bot.
 * @param stats - what is known; `null` where it is not recorded
 * @param articles - the articles served now
 * @param locale - the reader's language
 */
export function renderStats(stats: Stats | null, articles: ArticleSource, locale: Locale): Reply {
  if (stats === null) return { lines: [plain(statsMessages.off[locale])], cards: [] };
  const { days, usage, votes } = stats;
  if (usage.latency === null && votes.up + votes.down === 0) {
    return { lines: [plain(statsMessages.none[locale](days))], cards: [] };
  }
  const lines = [...usageLines(usage, locale), votesLine(votes, locale)];
  const body = [...plain(lines.join('\n')), ...quotedLines(usage, articles, locale)];
  return { lines: [], cards: [{ title: statsMessages.heading[locale](days), url: null, body, notes: [] }] };
}

function usageLines({ strong, possible, none, latency }: UsageSummary, locale: Locale): string[] {
  const asked = strong + possible + none;
  const counts = [strong, possible, none].map((count) => `${count} (${percent(count, asked)})`);
  const [sure = '', unsure = '', silent = ''] = counts;
  const lines = [statsMessages.asked[locale](asked), statsMessages.answered[locale](sure, unsure, silent)];
  if (latency === null) return lines;
  return [...lines, statsMessages.latency[locale](seconds(latency.p50), seconds(latency.p95))];
}

function votesLine({ up, down }: VoteCount, locale: Locale): string {
  if (up + down === 0) return statsMessages.noVotes[locale];
  return statsMessages.votes[locale](up, down, percent(up, up + down));
}

function quotedLines({ quoted }: UsageSummary, articles: ArticleSource, locale: Locale): RichText {
  if (quoted.length === 0) return [];
  const lines = quoted.map(({ articleId, count }) => {
    const article = articleById(articles, articleId);
    const title = article === undefined ? statsMessages.gone[locale] : shorten(titleOf(article), TITLE_MAX);
    return `\n• ${statsMessages.quotedEntry[locale](title, count)}`;
  });
  return [...plain('\n\n'), ...bold(statsMessages.quoted[locale]), ...plain(lines.join(''))];
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((part / whole) * 100)}%`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
