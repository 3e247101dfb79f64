/** Numbers in versions have no upper bound: up to 15 digits they are numbers, beyond that their digits. */
export type Numeric = number | string;

/** The number that `digits` (0 to 9 only, not empty) write; leading zeros do not count. */
export function numeric(digits: string): Numeric {
  if (digits.length <= 15) return Number(digits);
  let start = 0;
  while (start < digits.length - 1 && digits.charCodeAt(start) === 0x30) start++;
  return digits.length - start <= 15 ? Number(digits.slice(start)) : digits.slice(start);
}

export function compareNumeric(a: Numeric, b: Numeric): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const left = String(a);
  const right = String(b);
  return left.length - right.length || compareText(left, right);
}

/** The number after `value`. */
export function successor(value: Numeric): Numeric {
  return typeof value === 'number' && value < 999_999_999_999_999
    ? value + 1
    : numeric(String(BigInt(value) + 1n));
}

/** Order of UTF-16 code units; for ASCII that is its order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Order of UTF-8 bytes, which is that of code points. */
export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
