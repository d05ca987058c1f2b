/** Mentions of members, roles, channels and commands, emoji of a server, and times: nothing that articles say. */
const MARKUP = /<(?:@[!&]?\d+|#\d+|\/[^<>\d]+:\d+|a?:\w+:\d+|t:-?\d+(?::\w)?)>/gu;

/**
 * A message's text without what means something to Discord alone.
 * @param content - as it was written
 */
export function withoutMarkup(content: string): string {
  return content.replace(MARKUP, ' ').trim();
}
