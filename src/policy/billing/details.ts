/** Who an invoice goes to, as people fill it in. */
import type { BillingDetails } from '../../core/billing.ts';
import { InputError } from '../../core/errors.ts';
import { vatIdOf } from './vat.ts';

const MOST_LINES = 6;
const MOST_CHARACTERS = 200;

/** Trimmed and checked. @throws InputError naming the field. Fields that it does not know are left out. */
export function checkDetails(given: BillingDetails): BillingDetails {
  const name = line(given.name, 'name');
  if (name === '') throw new InputError('name', 'name must say who the invoice goes to');
  const address = given.address.map(text => line(text, 'address')).filter(text => text !== '');
  if (address.length === 0 || address.length > MOST_LINES)
    throw new InputError('address', `address must have 1 to ${MOST_LINES} lines`);
  const country = given.country.trim().toUpperCase();
  if (!/^[A-Z]{2}$/.test(country))
    throw new InputError('country', 'country must be two letters (ISO 3166-1), as in DE');
  const vat = line(given.vatId ?? '', 'vat_id');
  const vatId = vat === '' ? null : vatIdOf(vat, country);
  if (vat !== '' && vatId === null) throw new InputError('vat_id', `vat_id is no VAT number of ${country}`);
  const email = line(given.email ?? '', 'email') || null;
  if (email !== null && !/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(email))
    throw new InputError('email', 'email must be an address like billing@example.org');
  return { name, address, country, vatId, email, poNumber: line(given.poNumber ?? '', 'po_number') || null };
}

function line(text: string, field: string): string {
  const trimmed = text.replace(/\s+/g, ' ').trim();
  if (trimmed.length > MOST_CHARACTERS)
    throw new InputError(field, `${field} must be at most ${MOST_CHARACTERS} characters a line`);
  if (/\p{Cc}/u.test(trimmed)) throw new InputError(field, `${field} holds a control character`);
  return trimmed;
}
