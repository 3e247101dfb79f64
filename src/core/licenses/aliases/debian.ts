/**
 * Short names of machine-readable debian/copyright files. There `+` alone says "or later", and a trailing `.0` is the
 * same as none. A name without version would mean the lowest version, but is used otherwise so often that it stands for
 * several. `public-domain` has no SPDX identifier. `FreeBSD` there is the licence with the views sentence, or without.
 */
import type { AliasSource } from './alias-source.ts';

export const debian: AliasSource = {
  source: 'https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/',
  ambiguous: 'FreeBSD | Artistic | GPL | LGPL | GFDL | Apache | BSD | CDDL',
  names: `
MIT = Expat
Apache-1.0 = Apache-1
Apache-2.0 = Apache-2
AFL-3.0 = AFL-3
AGPL-3.0-only = AGPL-3
AGPL-3.0-or-later = AGPL-3+
Artistic-1.0 = Artistic-1
Artistic-2.0 = Artistic-2
BSD-2-Clause = BSD-2-clause
BSD-3-Clause = BSD-3-clause
BSD-4-Clause = BSD-4-clause
BSL-1.0 = BSL-1 | Boost-1
CC0-1.0 = CC0 | CC0-1
CC-BY-3.0 = CC-BY-3
CC-BY-4.0 = CC-BY-4
CC-BY-SA-2.0 = CC-BY-SA-2
CC-BY-SA-3.0 = CC-BY-SA-3
CC-BY-SA-4.0 = CC-BY-SA-4
CPL-1.0 = CPL-1
EFL-1.0 = EFL-1
EFL-2.0 = EFL-2
EPL-1.0 = EPL-1
EPL-2.0 = EPL-2
GFDL-1.1-only = GFDL-1.1
GFDL-1.1-or-later = GFDL-1.1+
GFDL-1.2-only = GFDL-1.2
GFDL-1.2-or-later = GFDL-1.2+
GFDL-1.3-only = GFDL-1.3
GFDL-1.3-or-later = GFDL-1.3+
GFDL-1.1-no-invariants-only = GFDL-NIV-1.1
GFDL-1.1-no-invariants-or-later = GFDL-NIV-1.1+
GFDL-1.2-no-invariants-only = GFDL-NIV-1.2
GFDL-1.2-no-invariants-or-later = GFDL-NIV-1.2+
GFDL-1.3-no-invariants-only = GFDL-NIV-1.3
GFDL-1.3-no-invariants-or-later = GFDL-NIV-1.3+
GPL-1.0-only = GPL-1
GPL-1.0-or-later = GPL-1+
GPL-2.0-only = GPL-2
GPL-2.0-or-later = GPL-2+
GPL-3.0-only = GPL-3
GPL-3.0-or-later = GPL-3+
LGPL-2.0-only = LGPL-2
LGPL-2.0-or-later = LGPL-2+
LGPL-2.1-only = LGPL-2.1
LGPL-2.1-or-later = LGPL-2.1+
LGPL-3.0-only = LGPL-3
LGPL-3.0-or-later = LGPL-3+
LPPL-1.0 = LPPL-1
MPL-1.0 = MPL-1
MPL-2.0 = MPL-2
OSL-3.0 = OSL-3
QPL-1.0 = QPL-1
ZPL-2.0 = ZPL-2
Zlib = ZLIB
GPL-1.0-or-later OR Artistic-1.0-Perl = Perl
GPL-2.0-only WITH Font-exception-2.0 = GPL-2 with Font exception
GPL-2.0-or-later WITH Font-exception-2.0 = GPL-2+ with Font exception
GPL-3.0-only WITH Font-exception-2.0 = GPL-3 with Font exception
GPL-3.0-or-later WITH Font-exception-2.0 = GPL-3+ with Font exception
`,
};
