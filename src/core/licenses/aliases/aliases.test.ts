import { expect, test } from 'vitest';
import { formatExpression, parseExpression } from '../expression.ts';
import { canonicalLicenseId } from '../identifiers.ts';
import { type AliasSource, aliasKey } from './alias-source.ts';
import { common } from './common.ts';
import { cpan } from './cpan.ts';
import { cran } from './cran.ts';
import { ctan } from './ctan.ts';
import { debian } from './debian.ts';
import { fedora } from './fedora.ts';
import { freebsd } from './freebsd.ts';
import { gnu } from './gnu.ts';
import { hackage } from './hackage.ts';
import { aliasExpression } from './index.ts';
import { pypi } from './pypi.ts';

const SOURCES: Record<string, AliasSource> = {
  common,
  cpan,
  cran,
  ctan,
  debian,
  fedora,
  freebsd,
  gnu,
  hackage,
  pypi,
};

test.each(Object.entries(SOURCES))('the table %s is sound', (_, { source, names, ambiguous = '' }) => {
  expect(source).toMatch(/^https:\/\//);
  const meanings = new Map<string, string>(ambiguous.split('|').map(name => [aliasKey(name), 'ambiguous']));
  for (const line of names.split('\n').filter(text => text.trim() !== '')) {
    const at = line.indexOf(' = ');
    const expression = line.slice(0, at);
    expect(formatExpression(parseExpression(expression))).toBe(expression);
    for (const name of line.slice(at + 3).split('|')) {
      const key = aliasKey(name);
      expect(key, line).not.toBe('');
      expect([undefined, expression], `${name} has two meanings`).toContain(meanings.get(key));
      meanings.set(key, expression);
    }
  }
});

test('no general name is the identifier of another licence', () => {
  for (const { names } of [common, gnu]) {
    for (const line of names.split('\n').filter(text => text.includes(' = '))) {
      const at = line.indexOf(' = ');
      for (const name of line.slice(at + 3).split('|')) {
        const id = canonicalLicenseId(name.trim());
        const deprecatedForm = id === 'GPL-2.0-with-classpath-exception';
        if (id !== null && !deprecatedForm) expect(line.slice(0, at)).toBe(id);
      }
    }
  }
});

test.each([
  ['The Apache License, Version 2.0', 'apache 2'],
  ['Apache-2', 'apache 2'],
  ['GNU GPL v2.0 or any later version', 'gpl 2+'],
  ['GPL (>= 2)', 'gpl 2+'],
  ['GPLv2+', 'gpl 2+'],
  ['LGPL-2.1', 'lgpl 2.1'],
  ['Eclipse Public License - v 1.0.', 'eclipse public 1'],
  // What looks alike but says something else keeps a key of its own.
  ['GPL 2.0.1', 'gpl 2.0.1'],
  ['GPL (> 2)', 'gpl > 2'],
  ['GPL (>= 2, < 4)', 'gpl 2+ < 4'],
  ['GPLv33', 'gpl 33'],
  ['Theatre License', 'theatre'],
])('the key of %j is %j', (name, key) => {
  expect(aliasKey(name)).toBe(key);
});

test('a name belongs to the ecosystem that is asked for', () => {
  expect(aliasExpression('GPL-2')).toBe('GPL-2.0');
  expect(aliasExpression('GPL-2', 'debian')).toBe('GPL-2.0-only');
  expect(aliasExpression('bsd', 'cpan')).toBe('BSD-3-Clause');
  expect(aliasExpression('bsd', 'debian')).toBeNull();
  expect(aliasExpression('BSD3', 'constructor')).toBe('BSD-3-Clause');
});
