import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { control } from './control.ts';
import { dpkgStatus } from './dpkg-status.ts';

/** As templates write it: a dollar and braces. */
const variable = (name: string) => `\${${name}}`;
const input = (path: string, text: string) => manifestInput(path, Buffer.from(text));

test('debian/control: all packages, the first of alternatives, conditions, and what is filled in later', () => {
  const parsed = control.parse(
    input(
      'debian/control',
      `Source: hello
Build-Depends: debhelper-compat (= 13), libfoo-dev [amd64], dh-python <!nodoc>
Build-Depends-Arch: gcc

Package: hello
Depends: \${shlibs:Depends}, hello-data (= \${source:Version}), info | www-browser
Suggests: gettext-doc

# the data
Package: hello-data
Pre-Depends: dpkg (>= 1.17.5)
`,
    ),
  );
  expect(parsed.project).toEqual({ name: 'hello', version: null, license: null });
  expect(
    parsed.dependencies.map(one => [
      one.name,
      one.requirement,
      one.type,
      one.optional,
      one.local,
      one.condition,
      one.unresolved,
    ]),
  ).toEqual([
    ['debhelper-compat', '= 13', 'build', null, null, null, false],
    ['libfoo-dev', '*', 'build', null, null, '[amd64]', false],
    ['dh-python', '*', 'build', null, null, '<!nodoc>', false],
    ['gcc', '*', 'build', null, null, null, false],
    ['hello-data', `= ${variable('source:Version')}`, 'runtime', null, true, null, true],
    ['info', '*', 'runtime', null, null, null, false],
    ['gettext-doc', '*', 'runtime', true, null, null, false],
    ['dpkg', '>= 1.17.5', 'runtime', null, null, null, false],
  ]);
  expect(parsed.unresolved?.map(one => one.what)).toEqual([
    `${variable('shlibs:Depends')} is filled in when the package is built`,
  ]);
});

test('the control file of a package; text that is none', () => {
  const parsed = control.parse(input('control', 'Package: a\nVersion: 1:2.0-1\nDepends: libc6 (>= 2.14)\n'));
  expect(parsed.project).toEqual({ name: 'a', version: '1:2.0-1', license: null });
  expect(parsed.dependencies).toMatchObject([{ name: 'libc6', requirement: '>= 2.14' }]);
  expect(() => control.parse(input('control', 'hello'))).toThrowError(/control data/);
});

const STATUS = `Package: bash
Status: install ok installed
Architecture: amd64
Version: 5.2.15-2
Pre-Depends: libc6 (>= 2.36)
Depends: base-files (>= 2.1.12), awk
Description: GNU Bourne Again SHell
 Depends: nothing

Package: gone
Status: deinstall ok config-files
Architecture: amd64
Version: 1.0

Package: libc6
Status: hold ok installed
Architecture: amd64
Version: 2.36-9

Package: mawk
Status: install ok installed
Architecture: amd64
Version: 1.3.4
Provides: awk
`;

test('dpkg: what is installed, and who depends on whom', () => {
  const parsed = dpkgStatus.parse(input('var/lib/dpkg/status', STATUS));
  expect(parsed.dependencies.map(one => [one.name, one.requirement, one.type])).toEqual([
    ['bash', '5.2.15-2', null],
    ['libc6', '2.36-9', null],
    ['mawk', '1.3.4', null],
  ]);
  const graph = parsed.graph?.();
  expect(graph?.nodes.map(node => node.id)).toEqual(['bash:amd64', 'libc6:amd64', 'mawk:amd64']);
  expect(graph?.edges).toEqual([
    [0, 2],
    [0, 1],
  ]);
});

test('a file of one package, as distroless images have them', () => {
  const parsed = dpkgStatus.parse(
    input('var/lib/dpkg/status.d/tzdata', 'Package: tzdata\nVersion: 2024a\nArchitecture: all\n'),
  );
  expect(parsed.dependencies).toMatchObject([{ name: 'tzdata', requirement: '2024a' }]);
});
