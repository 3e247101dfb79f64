import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { mlModel } from './ml-model.ts';

it('reads which models the flavors were made of', () => {
  const text =
    'flavors:\n  python_function: {model: x}\n  transformers:\n    source_model_name: org/a\n    source_model_revision: 0123\n  other:\n    source_model_name: b\n';
  const { dependencies } = mlModel.parse(manifestInput('MLmodel', Buffer.from(text)));
  expect(dependencies.map(d => [d.name, d.requirement])).toEqual([
    ['org/a', '0123'],
    ['b', 'latest'],
  ]);
});
