/** Written out from 〇 to 九: a digit's position is its value. */
const DIGITS = '〇一二三四五六七八九';
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 };

/** A piece of a numeral: digits, a unit, or what follows the decimal point. */
type Token =
  | { readonly kind: 'arabic'; readonly digits: string; readonly fraction: string }
  | { readonly kind: 'han'; readonly digits: string }
  | { readonly kind: 'unit'; readonly unit: number }
  | { readonly kind: 'decimals'; readonly fraction: string };

const TOKEN =
  /(?<arabic>\d[\d,]*)(?:\.(?<fraction>\d+))?|(?<han>[〇○零一二两三四五六七八九]+)|(?<unit>[十百千万亿])|点(?<decimals>[〇○零一二三四五六七八九]+)/gu;

/**
 * The value of a numeral that is Chinese at least in part (三万五千, 3万5千, 3.5万, 20 多万亿, 二〇二一, 三点五),
 * in plain decimal digits; 多, 余 and white space in it are passed over. `null` for what is no one number
 * (三四十, 万千, 一) or is beyond 2^53.
 * @param text - folded
 * @param year - whether 年 follows: then two digits are a year, too (九八年)
 */
export function evaluateNumeral(text: string, year = false): string | null {
  const tokens = Array.from(text.matchAll(TOKEN), readToken);
  const [first] = tokens;
  if (first?.kind === 'han' && tokens.length === 1) return readDigitByDigit(first.digits, year);
  const point = tokens.findIndex((token) => token.kind === 'decimals' || isFractional(token));
  if (point === -1) return plain(new Numeral().readAll(tokens));
  return readDecimal(tokens, point);
}

/** A decimal number in plain digits, moved by so many places: `('3', '5', 4)` gives 35000. */
export function shiftDecimal(digits: string, fraction: string, places: number): string {
  const whole = digits + fraction.slice(0, places).padEnd(places, '0');
  const rest = fraction.slice(places).replace(/(?<!0)0+$/u, '');
  const integer = whole.replace(/^0+(?=\d)/u, '');
  return rest === '' ? integer : `${integer}.${rest}`;
}

function readToken({ groups = {} }: RegExpExecArray): Token {
  const { arabic, fraction = '', han, unit, decimals = '' } = groups;
  if (arabic !== undefined) return { kind: 'arabic', digits: arabic.replaceAll(',', ''), fraction };
  if (han !== undefined) return { kind: 'han', digits: han };
  if (unit !== undefined) return { kind: 'unit', unit: UNITS[unit] ?? 1 };
  return { kind: 'decimals', fraction: arabicDigits(decimals) };
}

function isFractional(token: Token): boolean {
  return token.kind === 'arabic' && token.fraction !== '';
}

/** 二〇二一, 一九四九, 二零; not 三四 or 五, which are more often no number. */
function readDigitByDigit(digits: string, year: boolean): string | null {
  if (digits.includes('两')) return null;
  const certain = digits.length >= 3 || (digits.length === 2 && (year || /^[^〇○零][〇○零]/u.test(digits)));
  return certain ? arabicDigits(digits) : null;
}

function arabicDigits(han: string): string {
  return Array.from(han, (digit) => Math.max(0, DIGITS.indexOf(digit))).join('');
}

/** 3.5万, 三十六点五, 三点五亿: after the decimals only units of the whole may follow. */
function readDecimal(tokens: readonly Token[], point: number): string | null {
  const token = tokens[point];
  const after = tokens.slice(point + 1);
  if (token?.kind === 'arabic' && point > 0) return null;
  const fraction = token?.kind === 'arabic' || token?.kind === 'decimals' ? token.fraction : '';
  const integer = token?.kind === 'arabic' ? token.digits : readWhole(tokens.slice(0, point));
  let places = 0;
  for (const unit of after) {
    if (unit.kind !== 'unit') return null;
    places += String(unit.unit).length - 1;
  }
  return integer === null || !isRising(after) ? null : shiftDecimal(integer, fraction, places);
}

/** 百万, 万亿, but not 万千. */
function isRising(units: readonly Token[]): boolean {
  return units.every((token, i) => {
    const before = units[i - 1];
    return before?.kind !== 'unit' || (token.kind === 'unit' && token.unit > before.unit);
  });
}

/** What stands before 点: a single digit, 零 included, counts here. */
function readWhole(tokens: readonly Token[]): string | null {
  const [first] = tokens;
  if (tokens.length === 1 && first?.kind === 'han') {
    return first.digits.length === 1 ? arabicDigits(first.digits.replace('两', '二')) : null;
  }
  return plain(new Numeral().readAll(tokens));
}

function plain(value: number | null): string | null {
  return value !== null && Number.isSafeInteger(value) ? String(value) : null;
}

/** A whole number as it is read from left to right: sections of up to four digits, each closed by 万 or 亿. */
class Numeral {
  #total = 0;
  #section = 0;
  /** Digits whose unit has not come yet. */
  #digits: number | null = null;
  /** The unit read last, and the one that the next unit of this section must stay below. */
  #unit = Infinity;
  #ceiling = Infinity;
  #bigCeiling = Infinity;
  #zero = false;

  /** The value, or `null` where a piece does not fit what came before it. */
  readAll(tokens: readonly Token[]): number | null {
    for (const [i, token] of tokens.entries()) {
      const next = tokens[i + 1];
      const fits =
        token.kind === 'unit'
          ? this.#readUnit(token.unit, next?.kind === 'unit' ? next.unit : 0)
          : token.kind !== 'decimals' && this.#readDigits(token);
      if (!fits) return null;
    }
    return this.#finish();
  }

  #readDigits(token: { readonly kind: 'arabic' | 'han'; readonly digits: string }): boolean {
    if (this.#digits !== null) return false;
    const digits = token.kind === 'arabic' ? token.digits : token.digits.replace(/^[〇○零]/u, '');
    if (token.kind === 'han' && digits.length > 1) return false;
    this.#zero ||= digits.length < token.digits.length;
    if (digits === '') return true;
    this.#digits = Number(token.kind === 'arabic' ? digits : arabicDigits(digits.replace('两', '二')));
    return true;
  }

  #readUnit(unit: number, next: number): boolean {
    if (unit >= 1e4) return this.#closeSection(unit, next);
    if (unit >= this.#ceiling) return false;
    // 十 alone is ten; 百 and 千 without a digit stand only before 万 and 亿.
    if (this.#digits === null && (this.#section > 0 || (unit > 10 && next < 1e4))) return false;
    this.#section += (this.#digits ?? 1) * unit;
    this.#digits = null;
    this.#unit = this.#ceiling = unit;
    this.#zero = false;
    return true;
  }

  #closeSection(unit: number, next: number): boolean {
    let value = this.#section + (this.#digits ?? 0);
    // 万 alone stands only in 万亿.
    if (value === 0 && this.#total === 0 && next > unit) value = 1;
    if (unit >= this.#bigCeiling && !(unit === 1e8 && this.#bigCeiling === 1e4)) return false;
    if (value === 0 && (unit === 1e4 || this.#total === 0)) return false;
    this.#total = unit === 1e8 ? (this.#total + value) * unit : this.#total + value * unit;
    this.#section = 0;
    this.#digits = null;
    this.#unit = this.#bigCeiling = unit;
    this.#ceiling = Infinity;
    this.#zero = false;
    return true;
  }

  /** A last digit counts in the next lower unit (三万五, 二百五) unless 零 stands before it. */
  #finish(): number | null {
    const digits = this.#digits ?? 0;
    if (digits >= this.#unit) return null;
    const short = !this.#zero && digits < 10 && Number.isFinite(this.#unit) && this.#unit > 10;
    return this.#total + this.#section + digits * (short ? this.#unit / 10 : 1);
  }
}
