/**
 * The short names that Fedora and its relatives used before SPDX expressions. There `GPLv2` is version 2 alone and
 * `GPLv2+` that or later. `LGPLv2` covers the versions 2.0 and 2.1, `BSD` the 2 and 3 clause texts, `OFL`, `Python`,
 * `CC-BY` and `with exceptions` several too.
 */
import type { AliasSource } from './alias-source.ts';

export const fedora: AliasSource = {
  source:
    'https://docs.fedoraproject.org/en-US/legal/update-existing-packages/ and the legacy names of its licence data',
  ambiguous:
    'LGPLv2 | LGPLv2+ | LGPLv2 with exceptions | LGPLv2+ with exceptions | GPLv2 with exceptions | GPLv2+ with exceptions | GPLv3+ with exceptions | BSD | OFL | Python | CC-BY | CC-BY-SA | Public Domain',
  names: `
AGPL-3.0-only = AGPLv3
AGPL-3.0-or-later = AGPLv3+
Apache-1.0 = ASL 1.0
Apache-1.1 = ASL 1.1
Apache-2.0 = ASL 2.0
APSL-2.0 = APSL 2.0
Artistic-2.0 = Artistic 2.0
BSL-1.0 = Boost
CC0-1.0 = CC0
CECILL-B = CeCILL-B
CECILL-C = CeCILL-C
ClArtistic = Artistic clarified
CPL-1.0 = CPL
EPL-1.0 = EPL
EUPL-1.1 = EUPL 1.1
GPL-1.0-or-later = GPL+
GPL-1.0-only = GPLv1
GPL-2.0-only = GPLv2
GPL-2.0-or-later = GPLv2+
GPL-3.0-only = GPLv3
GPL-3.0-or-later = GPLv3+
IPL-1.0 = IBM
LGPL-2.0-or-later = LGPL+
LGPL-2.1-only = LGPLv2.1
LGPL-2.1-or-later = LGPLv2.1+
LGPL-3.0-only = LGPLv3
LGPL-3.0-or-later = LGPLv3+
MPL-1.0 = MPLv1.0
MPL-1.1 = MPLv1.1
MPL-2.0 = MPLv2.0
NASA-1.3 = NOSA 1.3
OSL-1.0 = OSL 1.0
OSL-2.0 = OSL 2.0
OSL-2.1 = OSL 2.1
OSL-3.0 = OSL 3.0
SPL-1.0 = SPL
ZPL-1.1 = ZPLv1.1
ZPL-2.0 = ZPLv2.0
ZPL-2.1 = ZPLv2.1
Zlib = zlib
`,
};
