import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { containerManifest } from './container-manifest.ts';
import index from './index.ts';
import { spec } from './spec.ts';

const input = (text: string) => manifestInput('file', Buffer.from(text));

test('a spec file: lists with and without commas, weak ones, conditions, subpackages, macros', () => {
  const parsed = spec.parse(
    input(`Name:    app
Version: 1.0
Release: 1%{?dist}
License: GPL-3.0-or-later
BuildRequires: gcc make, cmake >= 3.5
BuildRequires: pkgconfig(glib-2.0) >= 2.0
%if 0%{?fedora}
BuildRequires: python%{pyver}-devel
%else
BuildRequires: python3-devel
%endif
Requires: %{name}-libs%{?_isa} = %{version}-%{release}
Requires(post): systemd
Requires: (liba >= 2 or libb), /usr/bin/env
Recommends: docs
# Requires: commented
%description
Requires: nothing
%package devel
Requires: zlib-devel = %{zver}
%changelog
`),
  );
  expect(parsed.project).toEqual({ name: 'app', version: '1.0', license: 'GPL-3.0-or-later' });
  expect(
    parsed.dependencies.map(one => [
      one.name,
      one.requirement,
      one.type,
      one.optional,
      one.condition,
      one.unresolved,
    ]),
  ).toEqual([
    ['gcc', '*', 'build', null, null, false],
    ['make', '*', 'build', null, null, false],
    ['cmake', '>= 3.5', 'build', null, null, false],
    ['pkgconfig(glib-2.0)', '>= 2.0', 'build', null, null, false],
    ['python%{pyver}-devel', '*', 'build', null, 'if 0%{?fedora}', true],
    ['python3-devel', '*', 'build', null, 'else of if 0%{?fedora}', false],
    ['systemd', '*', 'runtime', null, null, false],
    ['liba', '*', 'runtime', null, '(liba >= 2 or libb)', false],
    ['docs', '*', 'runtime', true, null, false],
    ['zlib-devel', '= %{zver}', 'runtime', null, null, true],
  ]);
  expect(parsed.unresolved).toEqual([{ what: 'what %{name}-libs%{?_isa} stands for', line: 12 }]);
});

test('other files of that name are told apart', () => {
  const content = index.formats[0]?.content as (head: string) => boolean;
  expect(content('# -*- mode: python -*-\na = Analysis(["main.py"])\n')).toBe(false);
  expect(content('%global x 1\nName: app\n')).toBe(true);
});

test('the list of installed packages in an image without rpm', () => {
  const text =
    'bash\t5.1.8-2.cm2\t1653816591\t1653628924\tVendor\t(none)\t3551502\tx86_64\t0\tbash-5.1.8-2.cm2.src.rpm\nopenssl\t3.0-1\t1\t1\tVendor\t1\t5\tx86_64\t1\topenssl.src.rpm\n';
  expect(containerManifest.parse(input(text)).dependencies.map(one => [one.name, one.requirement])).toEqual([
    ['bash', '5.1.8-2.cm2'],
    ['openssl', '1:3.0-1'],
  ]);
});
