import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { modelfile } from './modelfile.ts';

it('reads what a model builds upon', () => {
  const text = `# FROM no
from a
FROM b:7b-instruct
FROM hf.example:5000/org/c:Q4
FROM registry:5000/d
FROM ./models/e.gguf
SYSTEM """
FROM no
"""
ADAPTER ./x
`;
  const { dependencies } = modelfile.parse(manifestInput('Modelfile', Buffer.from(text)));
  expect(dependencies.map(d => [d.name, d.requirement, d.local])).toEqual([
    ['a', 'latest', null],
    ['b', '7b-instruct', null],
    ['hf.example:5000/org/c', 'Q4', null],
    ['registry:5000/d', 'latest', null],
    ['e.gguf', 'local', true],
  ]);
});
