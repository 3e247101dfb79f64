/** What names mean where they are declared. Each block names the documentation that its answers are taken from. */
import { describe, expect, test } from 'vitest';
import { normaliseLicense } from './normalise-license.ts';

type Cases = readonly (readonly [raw: unknown, expression: string])[];

function means(ecosystem: string | undefined, cases: Cases) {
  describe(ecosystem ?? 'anywhere', () => {
    test.each(cases)('%j is %j', (raw, expression) => {
      const result = normaliseLicense(raw, ecosystem);
      expect(result.expression).toBe(expression);
      expect(result.raw).toBe(raw);
      expect(result.reason === null).toBe(expression !== 'NOASSERTION');
    });
  });
}

// Identifiers and expressions of https://spdx.org/licenses/, names of https://opensource.org/licenses.
means(undefined, [
  ['MIT', 'MIT'],
  ['mit or apache-2.0', 'MIT OR Apache-2.0'],
  ['GPL-2.0+', 'GPL-2.0-or-later'],
  ['StandardML-NJ', 'SMLNJ'],
  ['GPL-2.0-with-classpath-exception', 'GPL-2.0-with-classpath-exception'],
  ['GPL-2.0 WITH Classpath-exception-2.0', 'GPL-2.0 WITH Classpath-exception-2.0'],
  ['GPL-2.0', 'GPL-2.0'],
  ['MIT License', 'MIT'],
  ['The MIT License (MIT)', 'MIT'],
  ['Apache License 2.0', 'Apache-2.0'],
  ['Apache-2.0 License', 'Apache-2.0'],
  ['BSD 3-Clause "New" or "Revised" License', 'BSD-3-Clause'],
  ['GNU General Public License v2.0 only', 'GPL-2.0-only'],
  ['GNU General Public License v3.0 or later', 'GPL-3.0-or-later'],
  ['GNU Free Documentation License v1.3', 'GFDL-1.3'],
  ['GPLv3', 'GPL-3.0'],
  ['GPLv3+', 'GPL-3.0-or-later'],
  ['GPL v2+', 'GPL-2.0-or-later'],
  ['LGPLv2+', 'LGPL-2.0-or-later'],
  ['AGPL v3 or any later version', 'AGPL-3.0-or-later'],
  ['Creative Commons Attribution 4.0 International', 'CC-BY-4.0'],
  ['GPLv3+ and (MIT or Apache 2.0)', 'GPL-3.0-or-later AND (MIT OR Apache-2.0)'],
  ['GPL v2 or later and MIT', 'GPL-2.0-or-later AND MIT'],
  ['GPL-2.0+ with Classpath exception', 'GPL-2.0-or-later WITH Classpath-exception-2.0'],
  ['Apache 2.0 with LLVM exceptions or MIT', 'Apache-2.0 WITH LLVM-exception OR MIT'],
  ['License :: OSI Approved :: MIT License', 'MIT'],
]);

// https://peps.python.org/pep-0639/ names the ambiguous classifiers.
means('pypi', [
  ['MIT License', 'MIT'],
  ['License :: OSI Approved :: MIT License', 'MIT'],
  ['License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)', 'MPL-2.0'],
  ['License :: OSI Approved :: GNU General Public License v2 or later (GPLv2+)', 'GPL-2.0-or-later'],
  ['License :: OSI Approved :: GNU General Public License v3 (GPLv3)', 'GPL-3.0'],
  ['License :: OSI Approved :: GNU Affero General Public License v3 or later (AGPLv3+)', 'AGPL-3.0-or-later'],
  ['License :: OSI Approved :: Educational Community License, Version 2.0 (ECL-2.0)', 'ECL-2.0'],
  [
    'License :: OSI Approved :: CEA CNRS Inria Logiciel Libre License, version 2.1 (CeCILL-2.1)',
    'CECILL-2.1',
  ],
  ['License :: CC0 1.0 Universal (CC0 1.0) Public Domain Dedication', 'CC0-1.0'],
  ['ISC License (ISCL)', 'ISC'],
  ['The Unlicense (Unlicense)', 'Unlicense'],
  ['GPL v2+', 'GPL-2.0-or-later'],
  ['License :: OSI Approved', 'NOASSERTION'],
  ['License :: OSI Approved :: BSD License', 'NOASSERTION'],
  ['License :: OSI Approved :: Apache Software License', 'NOASSERTION'],
  ['License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)', 'NOASSERTION'],
  ['License :: Public Domain', 'NOASSERTION'],
  ['License :: Other/Proprietary License', 'NOASSERTION'],
  [
    ['License :: OSI Approved :: MIT License', 'License :: OSI Approved :: ISC License (ISCL)'],
    'NOASSERTION',
  ],
]);

// https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/#license-specification
means('debian', [
  ['Expat', 'MIT'],
  ['GPL-2', 'GPL-2.0-only'],
  ['GPL-2+', 'GPL-2.0-or-later'],
  ['LGPL-2.1', 'LGPL-2.1-only'],
  ['LGPL-2.1+', 'LGPL-2.1-or-later'],
  ['LGPL-3+', 'LGPL-3.0-or-later'],
  ['GFDL-NIV-1.3+', 'GFDL-1.3-no-invariants-or-later'],
  ['BSD-3-clause', 'BSD-3-Clause'],
  ['Apache-2', 'Apache-2.0'],
  ['ZLIB', 'Zlib'],
  ['Perl', 'GPL-1.0-or-later OR Artistic-1.0-Perl'],
  ['GPL-2+ or Artistic-2.0, and BSD-3-clause', '(GPL-2.0-or-later OR Artistic-2.0) AND BSD-3-Clause'],
  ['GPL-2+ or Artistic-2.0 and BSD-3-clause', 'GPL-2.0-or-later OR (Artistic-2.0 AND BSD-3-Clause)'],
  ['GPL-3+ with Font exception', 'GPL-3.0-or-later WITH Font-exception-2.0'],
  ['GPL-2+ with OpenSSL exception', 'NOASSERTION'],
  ['public-domain', 'NOASSERTION'],
  ['BSD', 'NOASSERTION'],
  ['GPL', 'NOASSERTION'],
  ['Artistic', 'NOASSERTION'],
]);

// https://docs.fedoraproject.org/en-US/legal/: the names in use before SPDX identifiers.
means('rpm', [
  ['GPLv2+', 'GPL-2.0-or-later'],
  ['GPLv2', 'GPL-2.0-only'],
  ['GPL+', 'GPL-1.0-or-later'],
  ['ASL 2.0', 'Apache-2.0'],
  ['LGPLv3+', 'LGPL-3.0-or-later'],
  ['MPLv2.0', 'MPL-2.0'],
  ['GPL+ or Artistic 2.0', 'GPL-1.0-or-later OR Artistic-2.0'],
  ['GPLv3+ and (MIT or ASL 2.0)', 'GPL-3.0-or-later AND (MIT OR Apache-2.0)'],
  ['GPL-2.0-or-later AND MIT', 'GPL-2.0-or-later AND MIT'],
  // Versions 2.0 and 2.1 share the name there.
  ['LGPLv2+', 'NOASSERTION'],
  ['BSD', 'NOASSERTION'],
  ['BSD with advertising', 'NOASSERTION'],
  ['GPLv3+ with exceptions', 'NOASSERTION'],
  ['Public Domain', 'NOASSERTION'],
]);

// https://docs.npmjs.com/cli/v11/configuring-npm/package-json#license
const object = { type: 'ISC', url: 'https://opensource.org/licenses/ISC' };
means('npm', [
  ['(ISC OR GPL-3.0)', 'ISC OR GPL-3.0'],
  [object, 'ISC'],
  [[{ type: 'MIT', url: 'https://example.org' }, { type: 'Apache-2.0' }], 'MIT OR Apache-2.0'],
  [['MIT', 'Apache 2.0'], 'MIT OR Apache-2.0'],
  [[{ type: 'MIT' }], 'MIT'],
  [{ type: 'BSD', url: 'https://opensource.org/licenses/BSD-3-Clause' }, 'BSD-3-Clause'],
  [{ url: 'https://www.apache.org/licenses/LICENSE-2.0.html' }, 'Apache-2.0'],
  [{ type: 'BSD', url: 'https://example.org/LICENSE' }, 'NOASSERTION'],
  [[{ type: 'MIT' }, { type: 'ours' }], 'NOASSERTION'],
  ['SEE LICENSE IN LICENSE.md', 'NOASSERTION'],
  ['SEE LICENSE IN MIT and Apache-2.0', 'NOASSERTION'],
  ['UNLICENSED', 'NOASSERTION'],
  ['MIT/Apache-2.0', 'NOASSERTION'],
  ['MIT, Apache-2.0', 'NOASSERTION'],
]);

// https://cran.r-project.org/doc/manuals/r-release/R-exts.html#Licensing
means('cran', [
  ['GPL-3', 'GPL-3.0-only'],
  ['GPL (>= 2)', 'GPL-2.0-or-later'],
  ['GPL (>= 2.0)', 'GPL-2.0-or-later'],
  ['GPL-2 | GPL-3', 'GPL-2.0-only OR GPL-3.0-only'],
  ['GPL', 'GPL-1.0-or-later'],
  ['LGPL (>= 2.1)', 'LGPL-2.1-or-later'],
  ['LGPL-2.1 | Artistic-2.0', 'LGPL-2.1-only OR Artistic-2.0'],
  ['MIT + file LICENSE', 'MIT'],
  ['MIT+file LICENCE', 'MIT'],
  ['BSD_3_clause + file LICENSE', 'BSD-3-Clause'],
  ['BSD_2_clause + file LICENSE | GPL-2', 'BSD-2-Clause OR GPL-2.0-only'],
  ['Apache License (== 2.0)', 'Apache-2.0'],
  ['Apache License (>= 2)', 'Apache-2.0+'],
  ['CC BY-SA 4.0', 'CC-BY-SA-4.0'],
  ['CC0', 'CC0-1.0'],
  ['GPL-3 + file LICENSE', 'NOASSERTION'],
  ['file LICENSE', 'NOASSERTION'],
  ['GPL (>= 2) | file LICENSE', 'NOASSERTION'],
  ['GPL (>= 2, < 4)', 'NOASSERTION'],
  ['GPL (> 2)', 'NOASSERTION'],
  ['Unlimited', 'NOASSERTION'],
]);

// https://hackage.haskell.org/package/Cabal/docs/Distribution-License.html
means('hackage', [
  ['BSD3', 'BSD-3-Clause'],
  ['BSD2', 'BSD-2-Clause'],
  ['BSD4', 'BSD-4-Clause'],
  ['GPL-2', 'GPL-2.0-only'],
  ['LGPL-3', 'LGPL-3.0-only'],
  ['BSD-3-Clause AND MIT', 'BSD-3-Clause AND MIT'],
  ['GPL', 'NOASSERTION'],
  ['PublicDomain', 'NOASSERTION'],
  ['AllRightsReserved', 'NOASSERTION'],
  ['OtherLicense', 'NOASSERTION'],
  ['UnspecifiedLicense', 'NOASSERTION'],
]);

// https://metacpan.org/pod/CPAN::Meta::Spec#license
means('cpan', [
  ['perl_5', 'Artistic-1.0-Perl OR GPL-1.0-or-later'],
  ['artistic_2', 'Artistic-2.0'],
  ['apache_2_0', 'Apache-2.0'],
  ['bsd', 'BSD-3-Clause'],
  ['freebsd', 'BSD-2-Clause'],
  ['lgpl_2_1', 'LGPL-2.1'],
  ['mozilla_1_1', 'MPL-1.1'],
  [['perl_5'], 'Artistic-1.0-Perl OR GPL-1.0-or-later'],
  [['mit', 'apache_2_0'], 'NOASSERTION'],
  ['open_source', 'NOASSERTION'],
  ['unknown', 'NOASSERTION'],
]);

// https://maven.apache.org/pom.html#licenses: a choice, where several are listed.
means('maven', [
  ['The Apache Software License, Version 2.0', 'Apache-2.0'],
  ['Apache License, Version 2.0.', 'Apache-2.0'],
  ['Eclipse Public License - v 1.0', 'EPL-1.0'],
  ['Eclipse Public License v. 2.0', 'EPL-2.0'],
  ['Eclipse Distribution License - v 1.0', 'BSD-3-Clause'],
  ['GNU LESSER GENERAL PUBLIC LICENSE, Version 2.1', 'LGPL-2.1'],
  ['GPL2 w/ CPE', 'GPL-2.0 WITH Classpath-exception-2.0'],
  ['Public Domain, per Creative Commons CC0', 'CC0-1.0'],
  ['Eclipse Public License v2.0,GNU General Public License, version 2', 'EPL-2.0 OR GPL-2.0'],
  [{ name: 'Apache 2', url: 'https://www.apache.org/licenses/LICENSE-2.0.txt' }, 'Apache-2.0'],
  [{ name: 'The BSD License', url: 'https://opensource.org/licenses/BSD-2-Clause' }, 'BSD-2-Clause'],
  [{ name: 'The BSD License', url: 'https://www.opensource.org/licenses/bsd-license.php' }, 'NOASSERTION'],
  ['CDDL + GPLv2 with classpath exception', 'NOASSERTION'],
  ['Public Domain', 'NOASSERTION'],
]);

// https://doc.rust-lang.org/cargo/reference/manifest.html#the-license-and-license-file-fields
means('cargo', [
  ['MIT/Apache-2.0', 'MIT OR Apache-2.0'],
  ['MIT / Apache-2.0 / Unlicense', 'MIT OR Apache-2.0 OR Unlicense'],
  ['MIT OR Apache-2.0', 'MIT OR Apache-2.0'],
  ['(MIT OR Apache-2.0) AND Unicode-3.0', '(MIT OR Apache-2.0) AND Unicode-3.0'],
  ['Apache-2.0 WITH LLVM-exception', 'Apache-2.0 WITH LLVM-exception'],
  ['non-standard', 'NOASSERTION'],
]);

// https://getcomposer.org/doc/04-schema.md#license
means('packagist', [
  [['LGPL-2.1-only', 'GPL-3.0-or-later'], 'LGPL-2.1-only OR GPL-3.0-or-later'],
  ['LGPL-2.1-only,GPL-3.0-or-later', 'LGPL-2.1-only OR GPL-3.0-or-later'],
  ['(LGPL-2.1-only or GPL-3.0-or-later)', 'LGPL-2.1-only OR GPL-3.0-or-later'],
  ['proprietary', 'NOASSERTION'],
]);

// Neither https://guides.rubygems.org/specification-reference/#licenses= nor https://hex.pm/docs/publish says more.
means('rubygems', [
  [['MIT'], 'MIT'],
  [['Ruby', 'BSD-2-Clause'], 'NOASSERTION'],
]);
means('hex', [
  ['Apache 2', 'Apache-2.0'],
  [['Apache-2.0', 'MIT'], 'NOASSERTION'],
]);

means('conda', [
  ['BSD-3-Clause AND MIT', 'BSD-3-Clause AND MIT'],
  ['BSD 3-Clause', 'BSD-3-Clause'],
  ['GPL (>=2)', 'GPL-2.0-or-later'],
  ['LGPLv3+', 'LGPL-3.0-or-later'],
  ['LicenseRef-Proprietary', 'LicenseRef-Proprietary'],
  ['PSF', 'NOASSERTION'],
]);

// https://ctan.org/license
means('ctan', [
  ['lppl1.3c', 'LPPL-1.3c'],
  ['gpl3+', 'GPL-3.0-or-later'],
  ['bsd3', 'BSD-3-Clause'],
  ['lppl', 'NOASSERTION'],
  ['pd', 'NOASSERTION'],
]);

// https://docs.freebsd.org/en/books/porters-handbook/makefiles/#licenses-license
means('freebsd', [
  ['BSD2CLAUSE', 'BSD-2-Clause'],
  ['APACHE20', 'Apache-2.0'],
  ['GPLv2', 'GPL-2.0-only'],
  ['LGPL21+', 'LGPL-2.1-or-later'],
  ['BSD', 'NOASSERTION'],
]);
