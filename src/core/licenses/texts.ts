/** The texts of licences, from the package that holds the SPDX list. Each is read when it is first asked for. */
import { createRequire } from 'node:module';
import { canonicalLicenseId } from './identifiers.ts';

export interface LicenseText {
  id: string;
  name: string;
  /** Where its authors publish it. */
  url: string;
  text: string;
}

const load = createRequire(import.meta.url);

/** By identifier, in any case; null where the list has no such licence, or the package no text of it. */
export function licenseText(given: string): LicenseText | null {
  const id = canonicalLicenseId(given);
  if (id === null) return null;
  try {
    const { name, url, licenseText: text } = load(`spdx-license-list/licenses/${id}.json`);
    return { id, name, url: String(url).split(/\s/, 1)[0] ?? '', text };
  } catch {
    return null;
  }
}
