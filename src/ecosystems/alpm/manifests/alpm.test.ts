import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { desc } from './desc.ts';
import { pkgbuild } from './pkgbuild.ts';
import { srcinfo } from './srcinfo.ts';

const input = (text: string) => manifestInput('file', Buffer.from(text));
const facts = (parsed: ReturnType<typeof pkgbuild.parse>) =>
  parsed.dependencies.map(one => [one.name, one.requirement, one.type, one.optional, one.condition]);

test('PKGBUILD: arrays, additions, architectures, optional ones and split packages', () => {
  const parsed = pkgbuild.parse(
    input(`pkgbase=app
pkgname=(app app-docs)
epoch=1
pkgver=2.10
pkgrel=1
license=('GPL-3.0-or-later' 'MIT')
depends=('glibc>=2.17' sh "$_extra" # a comment
  'libfoo.so=1-64')
depends+=('more')
depends_x86_64=('fast')
makedepends=('gcc' "libbar=$pkgver")
checkdepends=('python')
optdepends=('cups: to print' 'perl>=5: for scripts')
package_app-docs() {
  depends=('man-db')
}
`),
  );
  expect(parsed.project).toEqual({ name: 'app', version: '1:2.10-1', license: 'GPL-3.0-or-later, MIT' });
  expect(facts(parsed)).toEqual([
    ['glibc', '>=2.17', 'runtime', null, null],
    ['sh', '*', 'runtime', null, null],
    ['libfoo.so', '=1-64', 'runtime', null, null],
    ['more', '*', 'runtime', null, null],
    ['fast', '*', 'runtime', null, 'x86_64'],
    ['gcc', '*', 'build', null, null],
    ['libbar', '=$pkgver', 'build', null, null],
    ['python', '*', 'test', null, null],
    ['cups', '*', 'optional', true, null],
    ['perl', '>=5', 'optional', true, null],
    ['man-db', '*', 'runtime', null, 'app-docs'],
  ]);
  expect(parsed.dependencies[6]?.unresolved).toBe(true);
  expect(parsed.unresolved).toEqual([{ what: 'what $_extra puts in', line: 7 }]);
});

test('.SRCINFO: the same, as lines', () => {
  const parsed = srcinfo.parse(
    input(`pkgbase = app
\tpkgver = 2.10
\tpkgrel = 1
\tlicense = MIT
\tmakedepends = gcc
\tdepends = glibc>=2.17
\toptdepends = cups: to print

pkgname = app

pkgname = app-docs
\tdepends = man-db
`),
  );
  expect(parsed.project).toEqual({ name: 'app', version: '2.10-1', license: 'MIT' });
  expect(facts(parsed)).toEqual([
    ['gcc', '*', 'build', null, null],
    ['glibc', '>=2.17', 'runtime', null, null],
    ['cups', '*', 'optional', true, null],
    ['man-db', '*', 'runtime', null, 'app-docs'],
  ]);
});

test('an installed package, and why it is', () => {
  const text = '%NAME%\nzlib\n\n%VERSION%\n1:1.3-1\n\n%LICENSE%\nZlib\n\n%REASON%\n1\n\n%DEPENDS%\nglibc\n';
  const parsed = desc.parse(input(text));
  expect(parsed.dependencies).toMatchObject([{ name: 'zlib', requirement: '1:1.3-1', direct: false }]);
  expect(parsed.project).toEqual({ name: 'zlib', version: '1:1.3-1', license: 'Zlib' });
  expect(desc.parse(input('%NAME%\nzlib\n')).dependencies[0]?.direct).toBe(true);
  expect(() => desc.parse(input('hello'))).toThrowError(/%NAME%/);
});
