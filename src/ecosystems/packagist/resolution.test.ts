/**
 * Universes worked out by hand from https://getcomposer.org/doc/articles/versions.md, https://getcomposer.org/doc/04-schema.md
 * (package links, minimum-stability, prefer-stable, replace, provide, conflict), https://getcomposer.org/doc/articles/aliases.md and
 * https://getcomposer.org/doc/articles/composer-platform-dependencies.md.
 */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../core/records.ts';
import { createBudget } from '../../resolving/budget.ts';
import { request, universeOf, type VersionInWords } from '../../resolving/fixtures/universe.ts';
import type { ResolveRequest } from '../../resolving/types.ts';
import { composer } from '../../versions/schemes/composer.ts';
import resolver from './resolution.ts';

interface Version {
  needs?: string[];
  php?: string;
  replace?: Record<string, string>;
  provide?: Record<string, string>;
  conflict?: Record<string, string>;
  alias?: Record<string, string>;
}
type Packages = Record<string, Record<string, string[] | Version>>;

function universe(packages: Packages) {
  const words = Object.entries(packages).map(([name, versions]) => {
    const all = Object.entries(versions).map(([number, said]): [string, VersionInWords] => {
      const { needs = [], php, alias, ...links }: Version = Array.isArray(said) ? { needs: said } : said;
      const metadata = {
        ...links,
        ...(php && { php_version: php }),
        ...(alias && { extra: { 'branch-alias': alias } }),
      };
      return [number, { needs, metadata: metadata as JsonObject }];
    });
    return [name, Object.fromEntries(all)];
  });
  return universeOf(composer, Object.fromEntries(words));
}

async function update(packages: Packages, roots: string[], more: Partial<ResolveRequest> = {}) {
  const resolution = await resolver.resolve(
    { ...request(...roots), ...more },
    universe(packages),
    createBudget(),
  );
  return {
    ...resolution,
    list: resolution.nodes.map(({ name, version }) => `${name} ${version}`),
    kinds: resolution.problems
      .filter(({ severity }) => severity === 'error')
      .map(({ kind, name }) => `${kind} ${name}`),
  };
}

const on = (environment: Record<string, string>) => ({ environment });
const by = (options: Record<string, string>) => ({ options });
const LINE: Packages = {
  'a/a': {
    '1.0.0': [],
    '1.1.0-beta1': [],
    '1.1.0-RC1': [],
    '1.1.0-alpha2': [],
    '1.1.x-dev': [],
    'dev-main': [],
  },
};
const LOGS: Packages = {
  'a/a': { '1.0.0': ['psr/log-implementation@^1.0'] },
  'm/monolog': {
    '1.0.0': { provide: { 'psr/log-implementation': '1.0.0' } },
    '2.0.0': { provide: { 'psr/log-implementation': '1.0.0 || 2.0.0' } },
    '3.0.0': { provide: { 'psr/log-implementation': '3.0.0' } },
  },
};
const WHOLE: Packages = {
  's/s': {
    '1.0.0': { replace: { 's/a': 'self.version', 's/b': 'self.version' } },
    '2.0.0': { replace: { 's/a': 'self.version', 's/b': 'self.version' } },
  },
  's/a': { '1.0.0': [], '2.0.0': [] },
  's/b': { '1.0.0': [], '2.0.0': [] },
  'x/x': { '1.0.0': ['s/a@^1.0'] },
};

/** What is asked for, and what is locked or which problem there is. */
const CASES: [string, Packages, string[], string[], Partial<ResolveRequest>?][] = [
  ['the highest stable version', { 'a/a': { '1.9.0': [], 'v1.10.0': [] } }, ['a/a@*'], ['a/a v1.10.0']],
  ['`^`', { 'a/a': { '1.2.3': [], '1.9.0': [], '2.0.0': [] } }, ['a/a@^1.2.3'], ['a/a 1.9.0']],
  ['`^` below 1', { 'a/a': { '0.3.0': [], '0.3.9': [], '0.4.0': [] } }, ['a/a@^0.3'], ['a/a 0.3.9']],
  ['`~` with two numbers', { 'a/a': { '1.2.0': [], '1.9.0': [], '2.0.0': [] } }, ['a/a@~1.2'], ['a/a 1.9.0']],
  ['`~` with three', { 'a/a': { '1.2.3': [], '1.2.9': [], '1.3.0': [] } }, ['a/a@~1.2.3'], ['a/a 1.2.9']],
  ['a wildcard', { 'a/a': { '1.0.0': [], '1.0.9': [], '1.1.0': [] } }, ['a/a@1.0.*'], ['a/a 1.0.9']],
  ['a hyphen', { 'a/a': { '1.0.0': [], '2.0.9': [], '2.1.0': [] } }, ['a/a@1.0 - 2.0'], ['a/a 2.0.9']],
  ['or', { 'a/a': { '1.0.0': [], '2.0.0': [], '3.0.0': [] } }, ['a/a@^1.0 || ^2.0'], ['a/a 2.0.0']],
  ['and', { 'a/a': { '1.0.0': [], '1.1.0': [], '1.2.0': [] } }, ['a/a@>=1.0 <1.2 !=1.1.0'], ['a/a 1.0.0']],
  ['nothing there', {}, ['a/a@*'], ['missing-package a/a']],
  ['no such version', { 'a/a': { '1.0.0': [] } }, ['a/a@^2.0'], ['no-matching-version a/a']],
  [
    'what is needed',
    {
      'a/a': { '1.0.0': ['b/b@^1.0'] },
      'b/b': { '1.0.0': [], '1.4.0': ['c/c@*'], '2.0.0': [] },
      'c/c': { '1.0.0': [] },
    },
    ['a/a@*'],
    ['a/a 1.0.0', 'b/b 1.4.0', 'c/c 1.0.0'],
  ],
  [
    'an older one that suits',
    { 'a/a': { '1.0.0': ['b/b@^1.0'], '2.0.0': ['b/b@^2.0'] }, 'b/b': { '1.0.0': [], '2.0.0': [] } },
    ['a/a@*', 'b/b@^1.0'],
    ['a/a 1.0.0', 'b/b 1.0.0'],
  ],
  [
    'two that exclude one another',
    {
      'a/a': { '1.0.0': ['c/c@1.0.0'] },
      'b/b': { '1.0.0': ['c/c@2.0.0'] },
      'c/c': { '1.0.0': [], '2.0.0': [] },
    },
    ['a/a@*', 'b/b@*'],
    ['a/a 1.0.0', 'b/b 1.0.0', 'c/c 1.0.0', 'conflict c/c'],
  ],
  [
    'the locked version',
    { 'a/a': { '1.0.0': [], '1.1.0': [] } },
    ['a/a@^1.0'],
    ['a/a 1.0.0'],
    { locked: [{ name: 'a/a', version: '1.0.0', location: null }] },
  ],

  ['stable alone', LINE, ['a/a@*'], ['a/a 1.0.0']],
  ['a flag', LINE, ['a/a@*@RC'], ['a/a 1.1.0-RC1']],
  ['a flag alone', LINE, ['a/a@@beta'], ['a/a 1.1.0-RC1']],
  ['a flag on a version', LINE, ['a/a@~1.1@alpha'], ['a/a 1.1.0-RC1']],
  ['the flag that lets all in', LINE, ['a/a@>=1.0@dev'], ['a/a 1.1.x-dev']],
  ['a version with a stability lets it in', LINE, ['a/a@1.1.0-beta1'], ['a/a 1.1.0-beta1']],
  ['a caret with a stability, too', LINE, ['a/a@^1.1.0-beta1'], ['a/a 1.1.0-RC1']],
  ['a branch', LINE, ['a/a@dev-main'], ['a/a dev-main']],
  ['a numbered branch', LINE, ['a/a@1.1.x-dev'], ['a/a 1.1.x-dev']],
  ['minimum-stability', LINE, ['a/a@^1.0'], ['a/a 1.1.0-RC1'], by({ 'minimum-stability': 'beta' })],
  ['minimum-stability dev', LINE, ['a/a@^1.0'], ['a/a 1.1.x-dev'], by({ 'minimum-stability': 'dev' })],
  [
    'prefer-stable',
    LINE,
    ['a/a@^1.0'],
    ['a/a 1.0.0'],
    by({ 'minimum-stability': 'dev', 'prefer-stable': 'true' }),
  ],
  [
    'prefer-stable where nothing is',
    LINE,
    ['a/a@^1.1'],
    ['a/a 1.1.0-RC1'],
    by({ 'minimum-stability': 'dev', 'prefer-stable': 'true' }),
  ],
  [
    'flags are those of the root alone',
    { 'b/b': { '1.0.0': ['a/a@^1.1@beta'] }, ...LINE },
    ['b/b@*'],
    ['b/b 1.0.0', 'no-matching-version a/a'],
  ],
  [
    'flags of the root count for what others need',
    { 'b/b': { '1.0.0': ['a/a@^1.0'] }, ...LINE },
    ['b/b@*', 'a/a@@RC'],
    ['b/b 1.0.0', 'a/a 1.1.0-RC1'],
  ],

  [
    'an alias of a branch',
    { 'a/a': { '1.0.0': [], 'dev-main': { alias: { 'dev-main': '1.2.x-dev' } } } },
    ['a/a@^1.1@dev'],
    ['a/a dev-main'],
  ],
  [
    'an alias is no release',
    { 'a/a': { '1.0.0': [], 'dev-main': { alias: { 'dev-main': '1.2.x-dev' } } } },
    ['a/a@^1.0'],
    ['a/a 1.0.0'],
  ],
  [
    'an alias has its place in the order',
    { 'a/a': { '1.0.0': [], '2.0.0': [], 'dev-main': { alias: { 'dev-main': '1.2.x-dev' } } } },
    ['a/a@>=1.0@dev'],
    ['a/a 2.0.0'],
  ],
  [
    'an alias in line',
    { 'a/a': { '1.0.0': [], 'dev-fix': [] }, 'b/b': { '1.0.0': ['a/a@^1.0'] } },
    ['a/a@dev-fix as 1.0.5', 'b/b@*'],
    ['a/a dev-fix', 'b/b 1.0.0'],
  ],
  [
    'without the alias the branch does not do',
    { 'a/a': { '1.0.0': [], 'dev-fix': [] }, 'b/b': { '1.0.0': ['a/a@^1.0'] } },
    ['a/a@dev-fix', 'b/b@*'],
    ['a/a dev-fix', 'b/b 1.0.0', 'conflict a/a'],
  ],

  ['PHP', { 'a/a': { '1.0.0': { php: '>=7.2' }, '2.0.0': { php: '^8.4' } } }, ['a/a@*'], ['a/a 1.0.0']],
  [
    'a newer PHP',
    { 'a/a': { '1.0.0': { php: '>=7.2' }, '2.0.0': { php: '^8.4' } } },
    ['a/a@*'],
    ['a/a 2.0.0'],
    on({ php: '8.4.1' }),
  ],
  ['no such PHP', { 'a/a': { '1.0.0': { php: '^7.2' } } }, ['a/a@*'], ['a/a 1.0.0', 'environment php']],
  [
    'PHP asked for by the root',
    { 'a/a': { '1.0.0': [] } },
    ['php@^7.0', 'a/a@*'],
    ['a/a 1.0.0', 'environment php'],
  ],
  [
    'extensions are there',
    { 'a/a': { '1.0.0': ['ext-json@*', 'ext-gd@>=8', 'lib-icu@>=60'] } },
    ['a/a@*'],
    ['a/a 1.0.0'],
  ],
  [
    'an extension that is not',
    { 'a/a': { '1.0.0': [], '2.0.0': ['ext-gd@*'] } },
    ['a/a@*'],
    ['a/a 1.0.0'],
    on({ extensions: 'ext-json' }),
  ],
  [
    'an extension of another version',
    { 'a/a': { '1.0.0': [], '2.0.0': ['ext-gd@^8'] } },
    ['a/a@*'],
    ['a/a 1.0.0'],
    on({ extensions: 'ext-gd:7.4' }),
  ],
  [
    'an extension that a package provides',
    {
      'a/a': { '1.0.0': ['ext-mbstring@*', 'p/p@*'] },
      'p/p': { '1.0.0': { provide: { 'ext-mbstring': '*' } } },
    },
    ['a/a@*'],
    ['a/a 1.0.0', 'p/p 1.0.0'],
    on({ extensions: 'ext-json' }),
  ],
  [
    'interfaces of Composer',
    {
      'a/a': {
        '1.0.0': ['composer-plugin-api@^1.0'],
        '2.0.0': ['composer-plugin-api@^2.0', 'composer-runtime-api@^2.2'],
      },
    },
    ['a/a@*'],
    ['a/a 2.0.0'],
  ],

  ['who provides is there', LOGS, ['a/a@*', 'm/monolog@*'], ['a/a 1.0.0', 'm/monolog 2.0.0']],
  [
    'who provides in another version',
    LOGS,
    ['a/a@*', 'm/monolog@^3.0'],
    ['a/a 1.0.0', 'm/monolog 3.0.0', 'conflict psr/log-implementation'],
  ],
  [
    'nobody provides',
    { 'a/a': LOGS['a/a']! },
    ['a/a@*'],
    ['a/a 1.0.0', 'missing-package psr/log-implementation'],
  ],
  [
    'who provides is needed by another',
    { ...LOGS, 'b/b': { '1.0.0': ['m/monolog@^1.0'] } },
    ['a/a@*', 'b/b@*'],
    ['a/a 1.0.0', 'b/b 1.0.0', 'm/monolog 1.0.0'],
  ],

  ['the package itself before who replaces it', WHOLE, ['s/a@*'], ['s/a 2.0.0']],
  ['replaced by the whole', WHOLE, ['s/s@*', 's/a@*'], ['s/s 2.0.0']],
  ['replaced by an older whole', WHOLE, ['x/x@*', 's/s@*'], ['x/x 1.0.0', 's/s 1.0.0']],
  [
    'the whole and its part exclude one another',
    { 's/s': WHOLE['s/s']!, 's/a': { '3.0.0': [] } },
    ['s/s@*', 's/a@^3.0'],
    ['s/s 2.0.0', 'conflict s/a'],
  ],
  [
    'two that replace the same',
    {
      'f/f': { '1.0.0': { replace: { 's/a': '1.0.0' } } },
      'g/g': { '1.0.0': { replace: { 's/a': '1.0.0' } }, '0.9.0': [] },
    },
    ['f/f@*', 'g/g@*'],
    ['f/f 1.0.0', 'g/g 0.9.0'],
  ],

  [
    'a conflict',
    { 'a/a': { '1.0.0': [], '2.0.0': { conflict: { 'b/b': '<2.0' } } }, 'b/b': { '1.0.0': [], '2.0.0': [] } },
    ['a/a@*', 'b/b@^1.0'],
    ['a/a 1.0.0', 'b/b 1.0.0'],
  ],
  [
    'a conflict with another version',
    { 'a/a': { '2.0.0': { conflict: { 'b/b': '<2.0' } } }, 'b/b': { '1.0.0': [], '2.0.0': [] } },
    ['a/a@*', 'b/b@*'],
    ['a/a 2.0.0', 'b/b 2.0.0'],
  ],
  [
    'a conflict with what is not there',
    { 'a/a': { '2.0.0': { conflict: { 'b/b': '*' } } } },
    ['a/a@*'],
    ['a/a 2.0.0'],
  ],
  [
    'a cycle',
    { 'a/a': { '1.0.0': ['b/b@*'] }, 'b/b': { '1.0.0': ['a/a@*'] } },
    ['a/a@*'],
    ['a/a 1.0.0', 'b/b 1.0.0'],
  ],
  [
    'its own version of another',
    { 'a/a': { '1.0.0': ['b/b@self.version'], '1.1.0': ['b/b@self.version'] }, 'b/b': { '1.0.0': [] } },
    ['a/a@*'],
    ['a/a 1.0.0', 'b/b 1.0.0'],
  ],
  ['names in any case', { 'a/a': { '1.0.0': [] } }, ['A/A@*'], ['a/a 1.0.0']],
];

test.each(CASES)('%s', async (_, packages, roots, expected, more) => {
  const { list, kinds } = await update(packages, roots, more);
  expect([...list, ...kinds].sort()).toEqual([...expected].sort());
});

test('who provides is where the edge leads', async () => {
  const { edges, nodes } = await update(LOGS, ['a/a@*', 'm/monolog@^1.0']);
  const edge = edges.find(({ name }) => name === 'psr/log-implementation')!;
  expect([nodes[edge.from!]!.name, nodes[edge.to!]!.name, edge.satisfied]).toEqual([
    'a/a',
    'm/monolog',
    true,
  ]);
});

test('the explanation names PHP', async () => {
  const { problems } = await update({ 'a/a': { '1.0.0': { php: '^7.2' } } }, ['a/a@*']);
  expect(problems[0]!.explanation).toEqual([
    'Because the project depends on a/a which depends on php ^7.2, and 8.3.0 is given, there is no solution.',
  ]);
});
