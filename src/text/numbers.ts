const HAN_DIGITS = '〇一二三四五六七八九';

/**
 * Writes years in Han digits (二〇二一年, 二零二一年) in Arabic ones. The length of the text stays the same.
 * @param text - folded: Simplified
 */
export function arabicYears(text: string): string {
  return text.replaceAll(/[〇零一二三四五六七八九]{4}(?=年)/gu, (digits) =>
    Array.from(digits, (digit) => Math.max(0, HAN_DIGITS.indexOf(digit))).join(''),
  );
}
