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

/** A share of an amount, rounded half away from zero. @param numerator not negative @param denominator above zero. */
export function shareOf(minor: number, numerator: number, denominator: number): number {
  const [by, over] = [BigInt(numerator), BigInt(denominator)];
  const doubled = 2n * BigInt(Math.abs(minor)) * by + over;
  return Math.sign(minor) * Number(doubled / (2n * over));
}
