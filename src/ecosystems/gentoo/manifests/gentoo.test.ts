import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { ebuild } from './ebuild.ts';
import { installed } from './installed.ts';
import { world } from './world.ts';

const input = (path: string, text: string) => manifestInput(path, Buffer.from(text));

test('an ebuild: variables that put each other in, flags, alternatives, blockers', () => {
  const parsed = ebuild.parse(
    input(
      'repo/app-misc/hello/hello-2.10-r1.ebuild',
      `EAPI=8
LICENSE="GPL-3+"
RDEPEND="
	>=dev-libs/openssl-1.1:0=
	ssl? ( net-libs/gnutls )
	|| ( app-arch/xz-utils app-arch/lzma )
	!app-misc/old
"
DEPEND="\${RDEPEND}
	dev-libs/boost
"
BDEPEND="virtual/pkgconfig >=dev-lang/go-\${GO}"
src_compile() {
	DEPEND="no/thing"
}
`,
    ),
  );
  expect(parsed.project).toEqual({ name: 'app-misc/hello', version: '2.10-r1', license: 'GPL-3+' });
  expect(parsed.dependencies.map(one => [one.name, one.requirement, one.type, one.condition])).toEqual([
    ['dev-libs/openssl', '>=1.1', 'runtime', null],
    ['net-libs/gnutls', '*', 'runtime', 'ssl'],
    ['app-arch/xz-utils', '*', 'runtime', null],
    ['virtual/pkgconfig', '*', 'build', null],
    ['dev-libs/openssl', '>=1.1', 'build', null],
    ['net-libs/gnutls', '*', 'build', 'ssl'],
    ['app-arch/xz-utils', '*', 'build', null],
    ['dev-libs/boost', '*', 'build', null],
  ]);
  expect(parsed.unresolved).toEqual([{ what: 'what variables put into BDEPEND', line: 12 }]);
});

test('values that double are not followed to the end', () => {
  const lines = Array.from({ length: 60 }, (_, i) => `V${i + 1}="$V${i} $V${i}"`);
  const parsed = ebuild.parse(input('a/b/c-1.ebuild', `V0="a/b"\n${lines.join('\n')}\nRDEPEND="$V60"\n`));
  expect(parsed.unresolved).toEqual([{ what: 'what variables put into RDEPEND', line: 62 }]);
  expect(parsed.dependencies).toEqual([]);
});

test('what was asked for, and what is installed', () => {
  expect(
    world.parse(input('world', 'app-editors/vim\n>=dev-lang/go-1.20\n@set\n')).dependencies,
  ).toMatchObject([
    { name: 'app-editors/vim', requirement: '*' },
    { name: 'dev-lang/go', requirement: '>=1.20' },
  ]);
  expect(
    installed.parse(input('var/db/pkg/app-shells/bash-5.1_p16/PF', 'bash-5.1_p16\n')).dependencies,
  ).toMatchObject([{ name: 'app-shells/bash', requirement: '5.1_p16' }]);
  expect(() => installed.parse(input('var/db/pkg/a/b/PF', 'x'))).toThrowError(/name and version/);
});
