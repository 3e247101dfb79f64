import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { bentofile } from './bentofile.ts';

it('reads models in both forms', () => {
  const text =
    'models:\n  - a\n  - "b:v1.10"\n  - {tag: "c:x", alias: other}\n  - {}\n  - 5\npython:\n  packages: [numpy]\n';
  const { dependencies } = bentofile.parse(manifestInput('bentofile.yaml', Buffer.from(text)));
  expect(dependencies.map(d => [d.name, d.requirement, d.alias])).toEqual([
    ['a', 'latest', null],
    ['b', 'v1.10', null],
    ['c', 'x', 'other'],
    ['5', 'latest', null],
  ]);
});
