import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { cogYaml } from './cog-yaml.ts';

const parse = (text: string) => cogYaml.parse(manifestInput('cog.yaml', Buffer.from(text)));

it('reads the packages of a build', () => {
  const { dependencies } = parse(
    'build:\n  python_packages:\n    - a==1.10\n    - "b[x] >= 2"\n    - c\n    - d @ https://files.example/d.zip\n    - e==1; os_name == "nt"\n    - {}\n',
  );
  expect(dependencies.map(d => [d.name, d.requirement, d.source, d.condition])).toEqual([
    ['a', '1.10', null, null],
    ['b', '2', null, null],
    ['c', '*', null, null],
    ['d', '*', 'https://files.example/d.zip', null],
    ['e', '1', null, 'os_name == "nt"'],
  ]);
});

it('names the file of requirements', () => {
  expect(parse('build:\n  python_requirements: requirements.txt\n').includes).toEqual(['requirements.txt']);
  expect(parse('predict: x').dependencies).toEqual([]);
});
