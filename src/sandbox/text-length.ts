/** Length of a text in code points, as Discord counts. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
