/**
 * VAT on services supplied electronically, as far as this program goes: Council Directive 2006/112/EC, articles 44 (business in another
 * country: taxed there), 58 (consumers: taxed where they are) and 196 (reverse charge). Numbers are checked by their form
 * (annex of https://ec.europa.eu/taxation_customs/vies/faq.html), not asked of VIES.
 */
import type { Party } from '../../core/billing.ts';

/** Member states by their codes of ISO 3166-1; Greece's VAT numbers begin with EL, Northern Ireland's (XI) are its own. */
const EU = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

const FORMS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(?:\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z0-9+*]{12}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
};

/** Written without spaces, dots and dashes, in capitals; null where it cannot be one of that country. Others' are kept as given. */
export function vatIdOf(given: string, country: string): string | null {
  const id = given.toUpperCase().replace(/[\s.-]/g, '');
  if (!EU.has(country)) return /^[A-Z0-9/]{4,20}$/.test(id) ? id : null;
  const prefix = country === 'GR' ? 'EL' : country;
  return id.startsWith(prefix) && FORMS[prefix]?.test(id.slice(2)) ? id : null;
}

export interface Vat {
  /** Hundredths of a percent. */
  rate: number;
  /** What the invoice must say. */
  note: string | null;
}

export const REVERSE_CHARGE =
  'Reverse charge: VAT is to be accounted for by the recipient (Article 196 of Directive 2006/112/EC).';
export const OUTSIDE = 'Outside the scope of EU VAT (Articles 44 and 58 of Directive 2006/112/EC).';

/**
 * @param rate the seller's rate, in hundredths of a percent. A seller outside the EU charges it at home and nothing elsewhere. A
 * consumer in another member state pays the seller's rate, as below the threshold of Article 59c.
 */
export function vatOf(
  seller: Pick<Party, 'country'>,
  rate: number,
  buyer: Pick<Party, 'country' | 'vatId'>,
): Vat {
  if (buyer.country === seller.country) return { rate, note: null };
  if (!EU.has(seller.country)) return { rate: 0, note: null };
  if (!EU.has(buyer.country)) return { rate: 0, note: OUTSIDE };
  return buyer.vatId === null ? { rate, note: null } : { rate: 0, note: REVERSE_CHARGE };
}
