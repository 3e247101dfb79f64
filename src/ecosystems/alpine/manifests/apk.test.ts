import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { apkbuild } from './apkbuild.ts';
import { installed } from './installed.ts';
import { world } from './world.ts';

const input = (text: string) => manifestInput('file', Buffer.from(text));

test('APKBUILD: variables over several lines, conflicts, what other variables put in, subpackages', () => {
  const parsed = apkbuild.parse(
    input(`pkgname=app
pkgver=1.2
pkgrel=3
license="MIT"
depends="liba>=1.0 !oldapp so:libb.so.1"
depends_dev="left-out"
makedepends="
	$depends_dev
	gcc
	libc~2
	libd=$pkgver-r$pkgrel
"
checkdepends='pytest'
sub() {
	depends="python3"
}
`),
  );
  expect(parsed.project).toEqual({ name: 'app', version: '1.2-r3', license: 'MIT' });
  expect(
    parsed.dependencies.map(one => [one.name, one.requirement, one.type, one.condition, one.unresolved]),
  ).toEqual([
    ['liba', '>=1.0', 'runtime', null, false],
    ['so:libb.so.1', '*', 'runtime', null, false],
    ['gcc', '*', 'build', null, false],
    ['libc', '~2', 'build', null, false],
    ['libd', '=$pkgver-r$pkgrel', 'build', null, true],
    ['pytest', '*', 'test', null, false],
    ['python3', '*', 'runtime', 'sub', false],
  ]);
  expect(parsed.unresolved).toEqual([{ what: 'what $depends_dev puts in', line: 7 }]);
});

test('installed packages with their checksums, and who provides what others need', () => {
  const parsed = installed.parse(
    input(`C:Q1aGVsbG8=
P:busybox
V:1.36.1-r2
D:so:libc.musl-x86_64.so.1 gone
F:bin
R:busybox
a:0:0:755

P:musl
V:1.2.4-r1
p:so:libc.musl-x86_64.so.1=1
F:lib
`),
  );
  expect(parsed.dependencies.map(one => [one.name, one.requirement, one.integrity])).toEqual([
    ['busybox', '1.36.1-r2', 'sha1-aGVsbG8='],
    ['musl', '1.2.4-r1', null],
  ]);
  expect(parsed.graph?.().edges).toEqual([[0, 1]]);
  expect(() => installed.parse(input('hello\n'))).toThrowError(/no package/);
});

test('what was asked for', () => {
  const { dependencies } = world.parse(input('alpine-base\nbusybox>1.30\nnginx@edge\n!openrc\n'));
  expect(dependencies.map(one => [one.name, one.requirement, one.source])).toEqual([
    ['alpine-base', '*', null],
    ['busybox', '>1.30', null],
    ['nginx', '*', 'edge'],
  ]);
});
