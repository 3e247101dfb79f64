/** Amounts of money: whole numbers of a currency's smallest unit, never fractions. */

/** `USD 1,234.50` of 123450; as many digits as the currency has (ISO 4217, by way of CLDR). */
export function formatMoney(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = Math.abs(minor)
    .toString()
    .padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = digits === 0 ? '' : `.${text.slice(-digits)}`;
  return `${currency} ${minor < 0 ? '-' : ''}${whole}${fraction}`;
}

/** 2 of EUR, 0 of JPY, 3 of BHD. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/**
 * `1234.50` or `1,234.50` of EUR as 123450; null for what is no amount above zero, or has more digits than the currency. The other
 * way round of formatMoney, whose text with the currency's own code before it is taken as well.
 */
export function parseMoney(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const bare = text.trim().startsWith(currency) ? text.trim().slice(currency.length) : text;
  const [, whole = '', fraction = ''] =
    /^\s*(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.(\d+))?\s*$/.exec(bare) ?? [];
  if (whole === '' || fraction.length > digits) return null;
  const minor = Number(whole.replaceAll(',', '') + fraction.padEnd(digits, '0'));
  return minor > 0 && Number.isSafeInteger(minor) ? minor : null;
}

/** A share of an amount, rounded half away from zero. @param numerator not negative @param denominator above zero. */
export function shareOf(minor: number, numerator: number, denominator: number): number {
  const [by, over] = [BigInt(numerator), BigInt(denominator)];
  const doubled = 2n * BigInt(Math.abs(minor)) * by + over;
  return Math.sign(minor) * Number(doubled / (2n * over));
}
