/**
 * The keys by which the catalogue names licences (https://ctan.org/license), as SPDX identifiers. A key that names a
 * version with `+` means that version or a later one.
 */
const SPDX: Readonly<Record<string, string>> = {
  agpl3: 'AGPL-3.0-only',
  'agpl3+': 'AGPL-3.0-or-later',
  apache2: 'Apache-2.0',
  artistic: 'Artistic-1.0',
  artistic2: 'Artistic-2.0',
  bsd: 'BSD-2-Clause',
  bsd2: 'BSD-2-Clause',
  bsd3: 'BSD-3-Clause',
  bsd4: 'BSD-4-Clause',
  'cc-by-1': 'CC-BY-1.0',
  'cc-by-2': 'CC-BY-2.0',
  'cc-by-3': 'CC-BY-3.0',
  'cc-by-4': 'CC-BY-4.0',
  'cc-by-nc-1': 'CC-BY-NC-1.0',
  'cc-by-nc-2': 'CC-BY-NC-2.0',
  'cc-by-nc-3': 'CC-BY-NC-3.0',
  'cc-by-nc-4': 'CC-BY-NC-4.0',
  'cc-by-nc-nd-1': 'CC-BY-NC-ND-1.0',
  'cc-by-nc-nd-2': 'CC-BY-NC-ND-2.0',
  'cc-by-nc-nd-3': 'CC-BY-NC-ND-3.0',
  'cc-by-nc-nd-4': 'CC-BY-NC-ND-4.0',
  'cc-by-nc-sa-1': 'CC-BY-NC-SA-1.0',
  'cc-by-nc-sa-2': 'CC-BY-NC-SA-2.0',
  'cc-by-nc-sa-3': 'CC-BY-NC-SA-3.0',
  'cc-by-nc-sa-4': 'CC-BY-NC-SA-4.0',
  'cc-by-nd-1': 'CC-BY-ND-1.0',
  'cc-by-nd-2': 'CC-BY-ND-2.0',
  'cc-by-nd-3': 'CC-BY-ND-3.0',
  'cc-by-nd-4': 'CC-BY-ND-4.0',
  'cc-by-sa-1': 'CC-BY-SA-1.0',
  'cc-by-sa-2': 'CC-BY-SA-2.0',
  'cc-by-sa-3': 'CC-BY-SA-3.0',
  'cc-by-sa-4': 'CC-BY-SA-4.0',
  cc0: 'CC0-1.0',
  'eupl1.1': 'EUPL-1.1',
  'eupl1.2': 'EUPL-1.2',
  fdl: 'GFDL-1.3-or-later',
  gpl: 'GPL-2.0-or-later',
  gpl1: 'GPL-1.0-only',
  'gpl1+': 'GPL-1.0-or-later',
  gpl2: 'GPL-2.0-only',
  'gpl2+': 'GPL-2.0-or-later',
  gpl3: 'GPL-3.0-only',
  'gpl3+': 'GPL-3.0-or-later',
  isc: 'ISC',
  knuth: 'Knuth-CTAN',
  lgpl: 'LGPL-2.1-or-later',
  'lgpl2.1': 'LGPL-2.1-only',
  'lgpl2.1+': 'LGPL-2.1-or-later',
  lgpl3: 'LGPL-3.0-only',
  'lgpl3+': 'LGPL-3.0-or-later',
  lppl: 'LPPL-1.0',
  lppl1: 'LPPL-1.0',
  'lppl1.1': 'LPPL-1.1',
  'lppl1.2': 'LPPL-1.2',
  'lppl1.3': 'LPPL-1.3a',
  'lppl1.3a': 'LPPL-1.3a',
  'lppl1.3c': 'LPPL-1.3c',
  mit: 'MIT',
  ofl: 'OFL-1.1',
  pd: 'Public Domain',
  x11: 'X11',
};

/** Keys that say that nothing is known. */
const UNSTATED = new Set(['', 'none', 'noinfo', 'unknown']);

/** All of them hold: joined by `and`. Keys without an SPDX identifier stay as they are; null where none is stated. */
export function licensesOf(keys: readonly string[]): string | null {
  const stated = keys.filter(key => !UNSTATED.has(key.toLowerCase()));
  const licenses = stated.map(key => {
    const lower = key.toLowerCase();
    return Object.hasOwn(SPDX, lower) ? (SPDX[lower] as string) : key;
  });
  return licenses.length > 0 ? [...new Set(licenses)].join(' and ') : null;
}
