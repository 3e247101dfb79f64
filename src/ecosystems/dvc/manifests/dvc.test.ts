import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { dvcYaml } from './dvc-yaml.ts';

it('reads models among artifacts and outputs, each once', () => {
  const text = `stages:
  train:
    outs:
      - a.pkl
      - models/x
      - data.csv
      - b.pt
      - c.onnx: {cache: false}
artifacts:
  one: {path: b.pt, type: model, meta: {version: 1.10}}
  two: {path: d.txt, type: dataset}
`;
  const { dependencies } = dvcYaml.parse(manifestInput('dvc.yaml', Buffer.from(text)));
  expect(dependencies.map(d => [d.name, d.requirement])).toEqual([
    ['b.pt', '1.10'],
    ['a.pkl', 'latest'],
    ['models/x', 'latest'],
  ]);
});
