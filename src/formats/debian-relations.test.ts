import { expect, test } from 'vitest';
import { relationsOf } from './debian-relations.ts';

const one = (name: string, requirement: string | null = null, condition: string | null = null) => ({
  name,
  requirement,
  condition,
});

/** As templates write it. */
const variable = `\${${'misc:Depends'}}`;

test('groups, alternatives, versions and restrictions', () => {
  expect(
    relationsOf(
      `a (>= 1:2.0-1~) | b,\n# a comment, with a comma\n c:any [amd64 !i386] <!nocheck> <cross>,\n ${variable},, d(<<3)`,
    ),
  ).toEqual([
    [one('a', '>= 1:2.0-1~'), one('b')],
    [one('c:any', null, '[amd64 !i386] <!nocheck> <cross>')],
    [one(variable)],
    [one('d', '<< 3')],
  ]);
});

test('what is cut off is read as far as it goes', () => {
  expect(relationsOf('a (>= 1')).toEqual([[one('a', '>= 1')]]);
  expect(relationsOf(', | ,()')).toEqual([]);
});
