/**
 * The words in an element's class and id, in lower case: `appendQr_wrap` says append, qr and wrap.
 * @param attributes - of the element
 */
export function classWords(attributes: Readonly<Record<string, string>>): string[] {
  return `${attributes.class ?? ''} ${attributes.id ?? ''}`
    .slice(0, 500)
    .replace(/([a-z])([A-Z])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/u)
    .filter((word) => word !== '');
}
