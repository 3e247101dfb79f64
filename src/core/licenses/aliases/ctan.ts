/** The licence keys of CTAN. `gpl`, `lgpl`, `lppl`, `bsd`, `fdl`, `ofl` and `pd` name no one licence. */
import type { AliasSource } from './alias-source.ts';

export const ctan: AliasSource = {
  source: 'https://ctan.org/license',
  ambiguous: 'gpl | lgpl | lppl | lppl1.3 | bsd | fdl | ofl | pd | artistic',
  names: `
AGPL-3.0 = agpl3
AGPL-3.0-or-later = agpl3+
Apache-2.0 = apache2
Artistic-2.0 = artistic2
BSD-2-Clause = bsd2
BSD-3-Clause = bsd3
BSD-4-Clause = bsd4
CC-BY-1.0 = cc-by-1
CC-BY-2.0 = cc-by-2
CC-BY-3.0 = cc-by-3
CC-BY-4.0 = cc-by-4
CC-BY-SA-1.0 = cc-by-sa-1
CC-BY-SA-2.0 = cc-by-sa-2
CC-BY-SA-3.0 = cc-by-sa-3
CC-BY-SA-4.0 = cc-by-sa-4
CC0-1.0 = cc0
EUPL-1.2 = eupl1.2
GPL-1.0 = gpl1
GPL-2.0 = gpl2
GPL-2.0-or-later = gpl2+
GPL-3.0 = gpl3
GPL-3.0-or-later = gpl3+
Knuth-CTAN = knuth
LGPL-2.1 = lgpl2.1
LGPL-3.0 = lgpl3
LPPL-1.0 = lppl1
LPPL-1.2 = lppl1.2
LPPL-1.3a = lppl1.3a
LPPL-1.3c = lppl1.3c
MS-PL = mspl
`,
};
