const DIGITS = '零一二三四五六七八九';

/**
 * A whole number as it is read aloud: 三万零五百. Written for the tests, after the rule and not after the reader.
 * @param number - 1 to 9,999,999,999,999,999
 */
export function hanNumeral(number: number): string {
  const [above, big, below] = split(number);
  if (above === 0) return thousands(below);
  const gap = below > 0 && below < (big === '亿' ? 1e7 : 1e3) ? '零' : '';
  return `${hanNumeral(above)}${big}${gap}${below === 0 ? '' : hanNumeral(below)}`.replace(/^一十/u, '十');
}

/** The same with Arabic digits between 亿 and 万: 3万500. */
export function mixedNumeral(number: number): string {
  const [above, big, below] = split(number);
  if (above === 0) return String(below);
  // A single digit after a unit would be read as the next lower one.
  const rest = below === 0 ? '' : below < 10 ? `零${below}` : mixedNumeral(below);
  return `${mixedNumeral(above)}${big}${rest}`;
}

function split(number: number): [above: number, unit: '亿' | '万' | '', below: number] {
  if (number >= 1e8) return [Math.floor(number / 1e8), '亿', number % 1e8];
  if (number >= 1e4) return [Math.floor(number / 1e4), '万', number % 1e4];
  return [0, '', number];
}

/** Below ten thousand. */
function thousands(number: number): string {
  const units = ['千', '百', '十', ''];
  const digits = String(number).padStart(4, '0');
  const read = Array.from(digits, (digit, i) =>
    digit === '0' ? '零' : `${DIGITS.charAt(Number(digit))}${units[i] ?? ''}`,
  ).join('');
  return read
    .replaceAll(/零+/gu, '零')
    .replaceAll(/^零|零$/gu, '')
    .replace(/^一十/u, '十');
}
