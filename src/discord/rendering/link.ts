import { LIMITS } from '../limits.js';

/** A name, or an IPv6 address in brackets; URL lets characters such as `{` pass in a host. */
const HOST = /^(?:[\w\-.]+|\[[\da-f:.]+\])$/iu;

/**
 * The address as Discord accepts one for a link, in the characters of RFC 3986, or `null` where it is not an
 * http(s) address, carries a user name or password, or is too long to be a link.
 * @param address - an absolute URL, from an article's metadata: anything may stand there
 */
export function safeLink(address: string | null): string | null {
  if (address === null || address.length > LIMITS.embedUrl || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.username !== '' || url.password !== '' || !HOST.test(url.hostname)) return null;
  const link = `${url.origin}${strict(url.pathname)}${strict(url.search)}${strictFragment(url.hash)}`;
  return link.length <= LIMITS.embedUrl ? link : null;
}

/** Percent-encodes what browsers let pass in a path or query and RFC 3986 does not. */
function strict(part: string): string {
  return part
    .replace(/[^\w\-.~:/?@!$&'()*+,;=%#]/gu, encodeURIComponent)
    .replace(/%(?![\dA-Fa-f]{2})/gu, '%25');
}

function strictFragment(hash: string): string {
  return hash === '' ? '' : `#${strict(hash.slice(1)).replaceAll('#', '%23')}`;
}
