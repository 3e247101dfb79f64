/** Numbers as people read them. Unknown is a word and never a zero. */

export const NOT_KNOWN = 'not known';

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** `63,440`; `not known` for null. */
export function formatNumber(value: number | null | undefined): string {
  return value === null || value === undefined ? NOT_KNOWN : whole.format(value);
}

/** Exact up to 9,999, then three significant digits: `12.3k`, `4.56M`, `1.2bn`; `not known` for null. */
export function formatCompact(value: number | null | undefined): string {
  if (value === null || value === undefined) return NOT_KNOWN;
  return Math.abs(value) < 10_000 ? whole.format(value) : scale(value, ['', 'k', 'M', 'bn']).join('');
}

/** `1 version`, `2,000 versions`, `no versions`. `many` defaults to the singular with an s. */
export function countOf(value: number, one: string, many = `${one}s`): string {
  if (value === 0) return `no ${many}`;
  return `${whole.format(value)} ${value === 1 ? one : many}`;
}

/** Bytes in decimal units as in disk sizes: `970 B`, `12.3 kB`, `4.56 MB`. */
export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined) return NOT_KNOWN;
  return scale(bytes, ['B', 'kB', 'MB', 'GB', 'TB']).join(' ');
}

/** Three significant digits and the unit, in steps of a thousand. */
function scale(value: number, units: string[]): [number: number, unit: string] {
  let rest = value;
  let unit = 0;
  while (Math.abs(rest) >= 999.5 && unit < units.length - 1) {
    rest /= 1000;
    unit++;
  }
  return [unit === 0 ? rest : Number(rest.toPrecision(3)), units[unit] ?? ''];
}
