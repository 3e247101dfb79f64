/** The licence codes of FreeBSD's ports: `GPLv2` is version 2 alone, since `GPLv2+` is a code of its own. */
import type { AliasSource } from './alias-source.ts';

export const freebsd: AliasSource = {
  source: 'https://docs.freebsd.org/en/books/porters-handbook/makefiles/#licenses-license',
  ambiguous: 'BSD | GPL | LGPL | GFDL | PD | FreeBSD',
  names: `
0BSD = BSD0CLAUSE
AGPL-3.0-only = AGPLv3
AGPL-3.0-or-later = AGPLv3+
Apache-1.0 = APACHE10
Apache-1.1 = APACHE11
Apache-2.0 = APACHE20
Artistic-1.0 = ART10
Artistic-1.0-Perl = ARTPERL10
Artistic-2.0 = ART20
BSD-2-Clause = BSD2CLAUSE
BSD-3-Clause = BSD3CLAUSE
BSD-4-Clause = BSD4CLAUSE
BSL-1.0 = BSL
EUPL-1.1 = EUPL11
EUPL-1.2 = EUPL12
GPL-1.0-only = GPLv1
GPL-1.0-or-later = GPLv1+
GPL-2.0-only = GPLv2
GPL-2.0-or-later = GPLv2+
GPL-3.0-only = GPLv3
GPL-3.0-or-later = GPLv3+
ISC = ISCL
LGPL-2.0-only = LGPL20
LGPL-2.0-or-later = LGPL20+
LGPL-2.1-only = LGPL21
LGPL-2.1-or-later = LGPL21+
LGPL-3.0-only = LGPL3
LGPL-3.0-or-later = LGPL3+
LPPL-1.0 = LPPL10
LPPL-1.1 = LPPL11
LPPL-1.2 = LPPL12
LPPL-1.3c = LPPL13c
MPL-1.0 = MPL10
MPL-1.1 = MPL11
MPL-2.0 = MPL20
OFL-1.0 = OFL10
OFL-1.1 = OFL11
PHP-3.0 = PHP30
PHP-3.01 = PHP301
Ruby = RUBY
ZPL-2.1 = ZPL21
Zlib = ZLIB
`,
};
