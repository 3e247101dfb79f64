/**
 * The `License` field of R packages. `GPL-2` is version 2 alone, `GPL (>= 2)` that or later. Without a version the field
 * means any version, which is also what section 9 of the GPL says; SPDX writes it as the first version or later.
 */
import type { AliasSource } from './alias-source.ts';

export const cran: AliasSource = {
  source: 'https://cran.r-project.org/doc/manuals/r-release/R-exts.html#Licensing',
  ambiguous: 'Unlimited | ACM | AGPL | BSD | Apache License | CC BY | Artistic License',
  names: `
AGPL-3.0-only = AGPL-3 | AGPL (== 3)
AGPL-3.0-or-later = AGPL (>= 3)
Apache-2.0 = Apache License (== 2.0) | Apache License 2.0
Apache-2.0+ = Apache License (>= 2.0)
Artistic-2.0+ = Artistic License (>= 2.0)
BSD-2-Clause = BSD_2_clause
BSD-3-Clause = BSD_3_clause
CECILL-2.0 = CeCILL-2 | CeCILL (== 2)
CECILL-2.0+ = CeCILL (>= 2)
EUPL-1.1+ = EUPL (>= 1.1)
EUPL-1.2+ = EUPL (>= 1.2)
GPL-1.0-or-later = GPL | GNU General Public License
GPL-2.0-only = GPL-2 | GPL (== 2) | GNU General Public License version 2
GPL-2.0-or-later = GPL (>= 2)
GPL-3.0-only = GPL-3 | GPL (== 3) | GNU General Public License version 3
GPL-3.0-or-later = GPL (>= 3)
LGPL-2.0-or-later = LGPL | LGPL (>= 2)
LGPL-2.0-only = LGPL-2 | LGPL (== 2)
LGPL-2.1-only = LGPL-2.1 | LGPL (== 2.1)
LGPL-2.1-or-later = LGPL (>= 2.1)
LGPL-3.0-only = LGPL-3 | LGPL (== 3)
LGPL-3.0-or-later = LGPL (>= 3)
MPL-1.1+ = MPL (>= 1.1) | Mozilla Public License (>= 1.1)
MPL-2.0+ = MPL (>= 2) | Mozilla Public License (>= 2)
`,
};
