/**
 * The licence names of Cabal before version 2.2, which takes SPDX expressions. Cabal itself reads a version as that
 * version alone. `PublicDomain`, `OtherLicense` and the names without version have no one SPDX identifier.
 */
import type { AliasSource } from './alias-source.ts';

export const hackage: AliasSource = {
  source: 'https://hackage.haskell.org/package/Cabal/docs/Distribution-License.html',
  ambiguous: 'GPL | LGPL | AGPL | Apache | PublicDomain | OtherLicense',
  names: `
AGPL-3.0-only = AGPL-3
Apache-2.0 = Apache-2.0
BSD-2-Clause = BSD2
BSD-3-Clause = BSD3
BSD-4-Clause = BSD4
GPL-2.0-only = GPL-2
GPL-3.0-only = GPL-3
LGPL-2.1-only = LGPL-2.1
LGPL-3.0-only = LGPL-3
MPL-2.0 = MPL-2.0
`,
};
