/**
 * Written-out licence names that belong to one SPDX identifier. A name belongs here only when no other licence is called
 * so. `GPLv3` says nothing of later versions: it gives `GPL-3.0`, which leaves that as open as the declaration does.
 */

const NAMES: Record<string, string> = {
  MIT: 'MIT, MIT/X11, MIT X11, MIT/Expat, MIT (Expat), Expat, MIT (MIT)',
  '0BSD': 'Zero-Clause BSD, BSD Zero Clause, BSD 0-Clause, Free Public License 1.0.0',
  'Apache-1.1': 'Apache 1.1, Apache Software 1.1, ASL 1.1',
  'Apache-2.0':
    'Apache 2.0, Apache Software 2.0, ASL 2.0, Apache License 2.0 (Apache-2.0), Apache 2.0 (ASL 2.0)',
  'BSD-2-Clause':
    'BSD 2-Clause, BSD 2, 2-Clause BSD, Simplified BSD, BSD Simplified, FreeBSD, BSD 2-Clause "Simplified", BSD two clause',
  'BSD-3-Clause':
    'BSD 3-Clause, BSD 3, 3-Clause BSD, New BSD, BSD New, Modified BSD, BSD Modified, Revised BSD, BSD Revised, BSD 3-Clause "New" or "Revised", BSD three clause',
  'BSD-4-Clause': 'BSD 4-Clause, 4-Clause BSD, Original BSD',
  ISC: 'ISC, ISC (ISCL), Internet Systems Consortium',
  Zlib: 'zlib, zlib/libpng',
  'BSL-1.0': 'Boost Software 1.0, Boost Software, Boost 1.0, Boost Software License 1.0 (BSL-1.0)',
  Unlicense: 'Unlicense, The Unlicense (Unlicense)',
  WTFPL: 'WTFPL, WTFPL 2, Do What The Fuck You Want To Public',
  'CC0-1.0': 'CC0, CC0 1.0, CC0 1.0 Universal, Creative Commons Zero, Creative Commons Zero 1.0 Universal',
  'CC-BY-3.0': 'CC BY 3.0, Creative Commons Attribution 3.0',
  'CC-BY-4.0': 'CC BY 4.0, Creative Commons Attribution 4.0, Creative Commons Attribution 4.0 International',
  'CC-BY-SA-3.0': 'CC BY SA 3.0, Creative Commons Attribution-ShareAlike 3.0',
  'CC-BY-SA-4.0': 'CC BY SA 4.0, Creative Commons Attribution-ShareAlike 4.0',
  'GPL-2.0': 'GPL 2.0, General Public 2.0, GPL General Public 2.0, General Public 2.0 (GPLv2)',
  'GPL-2.0-only': 'GPL 2.0 only, General Public 2.0 only',
  'GPL-2.0-or-later':
    'GPL 2.0+, GPL (>= 2), GPL >= 2.0, GPL 2 or later, GPL 2.0 or newer, General Public 2.0 or later, General Public v2 or later (GPLv2+)',
  'GPL-3.0': 'GPL 3.0, General Public 3.0, GPL General Public 3.0, General Public 3.0 (GPLv3)',
  'GPL-3.0-only': 'GPL 3.0 only, General Public 3.0 only',
  'GPL-3.0-or-later':
    'GPL 3.0+, GPL (>= 3), GPL >= 3.0, GPL 3 or later, GPL 3.0 or newer, General Public 3.0 or later, General Public v3 or later (GPLv3+)',
  'LGPL-2.0': 'LGPL 2.0, Library General Public 2.0',
  'LGPL-2.0-or-later': 'LGPL 2.0+, LGPL (>= 2), LGPL 2.0 or later',
  'LGPL-2.1':
    'LGPL 2.1, Lesser General Public 2.1, LGPL Lesser General Public 2.1, Lesser General Public 2.1 (LGPLv2.1)',
  'LGPL-2.1-or-later': 'LGPL 2.1+, LGPL (>= 2.1), LGPL 2.1 or later, Lesser General Public 2.1 or later',
  'LGPL-3.0':
    'LGPL 3.0, Lesser General Public 3.0, LGPL Lesser General Public 3.0, Lesser General Public 3.0 (LGPLv3)',
  'LGPL-3.0-or-later':
    'LGPL 3.0+, LGPL (>= 3), LGPL 3 or later, Lesser General Public 3.0 or later, Lesser General Public v3 or later (LGPLv3+)',
  'AGPL-3.0':
    'AGPL 3.0, Affero General Public 3.0, AGPL Affero General Public 3.0, Affero General Public v3 (AGPLv3)',
  'AGPL-3.0-or-later':
    'AGPL 3.0+, AGPL (>= 3), AGPL 3 or later, Affero General Public 3.0 or later, Affero General Public v3 or later (AGPLv3+)',
  'MPL-1.1': 'MPL 1.1, Mozilla Public 1.1',
  'MPL-2.0': 'MPL 2.0, Mozilla Public 2.0, Mozilla Public 2.0 (MPL 2.0)',
  'EPL-1.0': 'EPL 1.0, Eclipse Public 1.0, Eclipse Public License 1.0 (EPL-1.0)',
  'EPL-2.0': 'EPL 2.0, Eclipse Public 2.0, Eclipse Public License 2.0 (EPL-2.0)',
  'EUPL-1.1': 'EUPL 1.1, European Union Public 1.1',
  'EUPL-1.2': 'EUPL 1.2, European Union Public 1.2',
  'CDDL-1.0': 'CDDL 1.0, Common Development and Distribution 1.0',
  'CDDL-1.1': 'CDDL 1.1, Common Development and Distribution 1.1',
  'CPL-1.0': 'CPL 1.0, Common Public 1.0',
  'Artistic-1.0': 'Artistic 1.0',
  'Artistic-2.0': 'Artistic 2.0, Artistic License 2.0 (Artistic-2.0), artistic_2',
  'OFL-1.1': 'OFL 1.1, SIL Open Font 1.1, SIL OFL 1.1',
  PostgreSQL: 'PostgreSQL',
  NCSA: 'University of Illinois/NCSA Open Source, UIUC/NCSA',
  'UPL-1.0': 'UPL 1.0, Universal Permissive 1.0',
  'MS-PL': 'Microsoft Public, Microsoft Public (Ms-PL)',
  'MulanPSL-2.0': 'Mulan PSL 2.0, Mulan Permissive Software 2',
  // CPAN's `perl_5`: the same terms as Perl 5 itself.
  'Artistic-1.0-Perl,GPL-1.0-or-later': 'perl_5, same terms as Perl 5',
};

const ALIASES: ReadonlyMap<string, string[]> = new Map(
  Object.entries(NAMES).flatMap(([ids, names]) =>
    names.split(', ').map(name => [aliasKey(name), ids.split(',')]),
  ),
);

/** Identifiers of a written-out name, or null when the name belongs to no one licence. */
export function aliasIds(name: string): string[] | null {
  return ALIASES.get(aliasKey(name)) ?? null;
}

/**
 * What is left of a name without articles, punctuation, "License", "GNU" and "version": `The Apache License, Version
 * 2.0` is `apache 2`, `GPLv3` is `gpl 3`.
 */
function aliasKey(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/\+ file licen[cs]e/g, ' ')
    .replaceAll(/[("')_,/-]/g, ' ')
    .replaceAll(/\b(?:licen[cs]e[ds]?|the|gnu|version|v\.?(?= ?\d))(?![a-z])/g, ' ')
    .replaceAll(/(?<=[a-z])v?(?=\d)/g, ' ')
    .replaceAll(/(?<=\d)\.0(?![\d.])/g, '')
    .replaceAll(/ +/g, ' ')
    .trim();
}
