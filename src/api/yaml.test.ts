import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import { expect, test } from 'vitest';
import { toYaml } from './yaml.ts';

test('block style that people read', () => {
  const value = {
    openapi: '3.1.0',
    list: ['a', { name: 'x', in: 'path' }, []],
    none: {},
    yes: 'yes',
    n: null,
  };
  expect(toYaml(value)).toBe(
    [
      'openapi: "3.1.0"',
      'list:',
      '  - a',
      '  - name: x',
      '    in: path',
      '  - []',
      'none: {}',
      '"yes": "yes"',
      '"n": null',
      '',
    ].join('\n'),
  );
});

test('reads back as what it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(load(toYaml(value), { schema: CORE_SCHEMA })).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
