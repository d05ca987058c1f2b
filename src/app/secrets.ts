/** What stands where a secret stood. */
const MASK = '[secret]';

/**
 * Discord's bot tokens: three parts of base64url letters, the first an encoded user id. Every count is
 * bounded, so that a long line costs linear time.
 */
const DISCORD_TOKEN = /[\w-]{23,40}\.[\w-]{6,7}\.[\w-]{27,64}/g;
/** User and password in an address: `http://user:password@proxy`. */
const URL_CREDENTIALS = /:\/\/[^\s/@:"']{1,128}:[^\s/@"']{1,128}@/g;

/**
 * Text without the secrets in it: what looks like a Discord token, passwords in addresses, and each of the
 * known secrets.
 * @param text - anything that is about to be shown or logged
 * @param known - secrets that are configured; empty ones are ignored
 */
export function maskSecrets(text: string, known: readonly string[] = []): string {
  let masked = text;
  for (const secret of known) if (secret !== '') masked = masked.replaceAll(secret, MASK);
  return masked.replace(DISCORD_TOKEN, MASK).replace(URL_CREDENTIALS, `://${MASK}@`);
}
