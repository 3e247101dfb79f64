/**
 * The licence names of CPAN::Meta. `bsd` there is the three-clause, `freebsd` the two-clause licence. `open_source`,
 * `restricted`, `unrestricted` and `unknown` name none; `gpl`, `lgpl` and `mozilla` of version 1 name several.
 */
import type { AliasSource } from './alias-source.ts';

export const cpan: AliasSource = {
  source: 'https://metacpan.org/pod/CPAN::Meta::Spec#license',
  ambiguous: 'gpl | lgpl | mozilla | apache | open_source | restricted | unrestricted | restrictive',
  names: `
AGPL-3.0 = agpl_3
Apache-1.1 = apache_1_1
Apache-2.0 = apache_2_0
Artistic-1.0 = artistic_1
Artistic-2.0 = artistic_2
BSD-2-Clause = freebsd
BSD-3-Clause = bsd
GFDL-1.2 = gfdl_1_2
GFDL-1.3 = gfdl_1_3
GPL-1.0 = gpl_1
GPL-2.0 = gpl_2
GPL-3.0 = gpl_3
LGPL-2.1 = lgpl_2_1
LGPL-3.0 = lgpl_3_0
MIT = mit
MPL-1.0 = mozilla_1_0
MPL-1.1 = mozilla_1_1
OpenSSL = openssl
QPL-1.0 = qpl_1_0
SISSL = sun
Zlib = zlib
Artistic-1.0-Perl OR GPL-1.0-or-later = perl_5 | perl
`,
};
