/**
 * Written-out names and common abbreviations that belong to one licence wherever they stand. The GNU licences have a
 * table of their own. `BSD`, `Apache`, `Artistic` or `CC BY` alone name several and stand in none.
 */
import type { AliasSource } from './alias-source.ts';

export const common: AliasSource = {
  source:
    'https://spdx.org/licenses/ and https://opensource.org/licenses, names and abbreviations given there',
  names: `
MIT = MIT | MIT/X11 | MIT X11 | MIT/Expat | MIT (Expat) | Expat | MIT (MIT) | Expat/MIT
MIT-0 = MIT No Attribution | MIT-0 No Attribution
0BSD = Zero-Clause BSD | BSD Zero Clause | BSD 0-Clause | Free Public License 1.0.0 | BSD Zero-Clause (0BSD)
Apache-1.0 = Apache 1.0 | Apache Software 1.0
Apache-1.1 = Apache 1.1 | Apache Software 1.1 | ASL 1.1
Apache-2.0 = Apache 2.0 | Apache Software 2.0 | ASL 2.0 | Apache License 2.0 (Apache-2.0) | Apache 2.0 (ASL 2.0) | Apache 2.0 Apache
BSD-1-Clause = BSD 1-Clause
BSD-2-Clause = BSD 2-Clause | BSD 2 | 2-Clause BSD | Simplified BSD | BSD Simplified | FreeBSD | BSD two clause | BSD 2-Clause "Simplified" | BSD 2-Clause Simplified | 2-Clause BSD (BSD-2-Clause)
BSD-3-Clause = BSD 3-Clause | BSD 3 | 3-Clause BSD | New BSD | BSD New | Modified BSD | BSD Modified | Revised BSD | BSD Revised | BSD three clause | BSD 3-Clause "New" or "Revised" | BSD New or Revised | Eclipse Distribution 1.0 | EDL 1.0
BSD-4-Clause = BSD 4-Clause | 4-Clause BSD | Original BSD | BSD 4-Clause "Original" or "Old"
ISC = ISC | ISC (ISCL) | ISCL | Internet Systems Consortium | ISC (Internet Systems Consortium)
Zlib = zlib | zlib/libpng
BSL-1.0 = Boost Software 1.0 | Boost Software | Boost 1.0 | Boost Software License 1.0 (BSL-1.0)
BlueOak-1.0.0 = Blue Oak Model License 1.0.0 | Blue Oak Model License (BlueOak-1.0.0)
Unlicense = Unlicense | The Unlicense (Unlicense)
WTFPL = WTFPL | WTFPL 2 | Do What The Fuck You Want To Public | Do What The F*ck You Want To Public | Do What The Fuck You Want To Public License 2
CC0-1.0 = CC0 | CC0 1.0 | CC0 1.0 Universal | Creative Commons Zero | Creative Commons Zero 1.0 Universal | CC0 1.0 Universal (CC0 1.0) Public Domain Dedication | Public Domain per Creative Commons CC0
CC-BY-3.0 = CC BY 3.0 | Creative Commons Attribution 3.0 | Creative Commons Attribution 3.0 Unported
CC-BY-4.0 = CC BY 4.0 | Creative Commons Attribution 4.0 | Creative Commons Attribution 4.0 International
CC-BY-SA-3.0 = CC BY SA 3.0 | Creative Commons Attribution-ShareAlike 3.0 | Creative Commons Attribution-ShareAlike 3.0 Unported
CC-BY-SA-4.0 = CC BY SA 4.0 | Creative Commons Attribution-ShareAlike 4.0 | Creative Commons Attribution-ShareAlike 4.0 International
CC-BY-NC-4.0 = CC BY NC 4.0 | Creative Commons Attribution-NonCommercial 4.0 | Creative Commons Attribution-NonCommercial 4.0 International
CC-BY-NC-SA-4.0 = CC BY NC SA 4.0 | Creative Commons Attribution-NonCommercial-ShareAlike 4.0 | Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International
CC-BY-NC-ND-4.0 = CC BY NC ND 4.0 | Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International
CC-BY-ND-4.0 = CC BY ND 4.0
GPL-2.0 WITH Classpath-exception-2.0 = GPL2 w/ CPE | GPL 2.0 with the Classpath exception | GPLv2 with Classpath exception | GNU General Public License version 2 with the GNU Classpath Exception | GNU General Public License version 2 (GPL2) with the classpath exception | GPL-2.0-with-classpath-exception
Apache-2.0 WITH LLVM-exception = Apache License v2.0 with LLVM Exceptions | Apache 2.0 with LLVM exception | Apache-2.0-with-LLVM-exceptions
MPL-1.0 = MPL 1.0 | Mozilla Public 1.0
MPL-1.1 = MPL 1.1 | Mozilla Public 1.1 | Mozilla Public 1.1 (MPL 1.1)
MPL-2.0 = MPL 2.0 | Mozilla Public 2.0 | Mozilla Public 2.0 (MPL 2.0)
EPL-1.0 = EPL 1.0 | Eclipse Public 1.0 | Eclipse Public License 1.0 (EPL-1.0) | Eclipse Public License (EPL) 1.0
EPL-2.0 = EPL 2.0 | Eclipse Public 2.0 | Eclipse Public License 2.0 (EPL-2.0) | Eclipse Public License (EPL) 2.0
EUPL-1.0 = EUPL 1.0 | European Union Public 1.0 | European Union Public Licence 1.0 (EUPL 1.0)
EUPL-1.1 = EUPL 1.1 | European Union Public 1.1 | European Union Public Licence 1.1 (EUPL 1.1)
EUPL-1.2 = EUPL 1.2 | European Union Public 1.2 | European Union Public Licence 1.2 (EUPL 1.2)
CDDL-1.0 = CDDL 1.0 | Common Development and Distribution 1.0 | Common Development and Distribution License (CDDL) v1.0 | Common Development and Distribution License 1.0 (CDDL-1.0)
CDDL-1.1 = CDDL 1.1 | Common Development and Distribution 1.1 | Common Development and Distribution License (CDDL) v1.1
CPL-1.0 = CPL 1.0 | Common Public 1.0
CECILL-2.0 = CeCILL 2.0
CECILL-2.1 = CeCILL 2.1
CECILL-B = CeCILL-B
CECILL-C = CeCILL-C
AFL-2.1 = AFL 2.1 | Academic Free 2.1
AFL-3.0 = AFL 3.0 | Academic Free 3.0
OSL-3.0 = OSL 3.0 | Open Software 3.0 | Open Software License 3.0 (OSL-3.0)
Artistic-1.0 = Artistic 1.0
Artistic-2.0 = Artistic 2.0 | Artistic License 2.0 (Artistic-2.0) | artistic_2
LPPL-1.3c = LPPL 1.3c | LaTeX Project Public License 1.3c
OFL-1.1 = OFL 1.1 | SIL Open Font 1.1 | SIL OFL 1.1 | SIL Open Font License 1.1 (OFL-1.1)
PostgreSQL = PostgreSQL
NCSA = University of Illinois/NCSA Open Source | UIUC/NCSA
UPL-1.0 = UPL 1.0 | Universal Permissive 1.0
MS-PL = Microsoft Public | Microsoft Public (Ms-PL)
MS-RL = Microsoft Reciprocal | Microsoft Reciprocal (Ms-RL)
MulanPSL-2.0 = Mulan PSL 2.0 | Mulan Permissive Software 2
ODbL-1.0 = ODbL 1.0 | Open Database License 1.0 | Open Data Commons Open Database License v1.0
Python-2.0 = Python License 2.0
PSF-2.0 = Python Software Foundation License 2.0 | PSF 2.0
ZPL-2.0 = ZPL 2.0 | Zope Public 2.0
ZPL-2.1 = ZPL 2.1 | Zope Public 2.1
JSON = JSON
APSL-2.0 = Apple Public Source 2.0
Beerware = Beerware
ECL-2.0 = Educational Community 2.0
Fair = Fair
HPND = Historical Permission Notice and Disclaimer
ICU = ICU
IPL-1.0 = IBM Public 1.0
NTP = NTP
OLDAP-2.8 = Open LDAP Public 2.8
OpenSSL = OpenSSL
OSL-2.1 = Open Software 2.1
PHP-3.0 = PHP 3.0
PHP-3.01 = PHP 3.01
QPL-1.0 = Q Public 1.0
Sleepycat = Sleepycat
Unicode-3.0 = Unicode License v3
Vim = Vim
W3C = W3C Software Notice and License (2002-12-31)
W3C-20150513 = W3C Software Notice and Document License (2015-05-13)
X11 = X11
curl = curl
Ruby = Ruby
Elastic-2.0 = Elastic License 2.0 | Elastic License 2.0 (ELv2) | ELv2
BUSL-1.1 = Business Source License 1.1 | BUSL 1.1
SSPL-1.0 = Server Side Public License v1 | SSPL 1.0
Artistic-1.0-Perl OR GPL-1.0-or-later = perl_5 | same terms as Perl 5
`,
};
