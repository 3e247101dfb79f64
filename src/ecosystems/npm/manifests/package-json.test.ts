import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { packageJson } from './package-json.ts';

const read = (value: unknown) =>
  packageJson.parse(
    manifestInput('package.json', Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))),
  );
const brief = (value: unknown) =>
  read(value).dependencies.map(({ name, requirement, type }) => `${name} ${requirement} ${type}`);

it('reads the four members in their order', () => {
  const document = {
    name: 'app',
    version: '1.0.0',
    license: { type: 'MIT' },
    workspaces: { packages: ['packages/*'] },
    peerDependencies: { react: '>=18', vue: '3' },
    peerDependenciesMeta: { vue: { optional: true } },
    devDependencies: { mocha: '^2.2.1', alias: 'npm:zod@3' },
    dependencies: { '// why': ['text'], babel: '^4.6.6', fsevents: '^2', '': '1' },
    optionalDependencies: { fsevents: '^2' },
  };
  expect(brief(document)).toEqual([
    'babel ^4.6.6 runtime',
    'mocha ^2.2.1 development',
    'zod 3 development',
    'fsevents ^2 optional',
    'react >=18 peer',
    'vue 3 peer',
  ]);
  const { dependencies, project, includes } = read(document);
  expect(dependencies.map(({ optional }) => optional)).toEqual([false, false, false, true, false, true]);
  expect(project).toEqual({ name: 'app', version: '1.0.0', license: 'MIT' });
  expect(includes).toEqual(['packages/*']);
});

it('takes nothing for a file without dependencies, and a lockfile for none of its own', () => {
  for (const text of ['', ' \n', 'null', '[]', '{"dependencies": ["a"]}']) expect(brief(text)).toEqual([]);
  expect(() => read({ lockfileVersion: 3 })).toThrow('a lockfile, not a manifest');
});

it('tells of requirements that are no text', () => {
  expect(read({ dependencies: { a: 1, __proto__: '2' } }).unresolved).toEqual([
    { what: 'the requirement of "a" is no text', line: null },
  ]);
  expect(brief('{"dependencies": {"__proto__": "1", "constructor": "2"}}')).toEqual([
    '__proto__ 1 runtime',
    'constructor 2 runtime',
  ]);
});

it('reads licences as packages of old have them', () => {
  expect(read({ licenses: [{ type: 'MIT' }, { type: 'ISC' }] }).project?.license).toBe('MIT OR ISC');
});
