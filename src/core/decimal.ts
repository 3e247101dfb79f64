/** 0 to 999, as they are, and with three digits. */
const PLAIN = Array.from({ length: 1000 }, (_, n) => String(n));
const PADDED = PLAIN.map(text => text.padStart(3, '0'));

/**
 * `String(n)`, from parts that are there already. The engine makes the text of a number that it has not seen of late outside of
 * compiled code, which takes several times as long: it shows where every answer says several such numbers.
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
