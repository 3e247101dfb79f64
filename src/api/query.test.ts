import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { InputError } from '../core/errors.ts';
import { createQueryReader } from './query.ts';

const read = createQueryReader(
  Type.Object({
    page: Type.Optional(Type.Integer({ minimum: 1 })),
    share: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    latest: Type.Optional(Type.Boolean()),
    sort: Type.Optional(Type.Union([Type.Literal('name'), Type.Literal('downloads')])),
    order: Type.Optional(Type.Enum(['asc', 'desc'])),
    q: Type.Optional(Type.String({ maxLength: 5 })),
  }),
);

const refused = (raw: string) => {
  try {
    read(raw);
  } catch (error) {
    if (error instanceof InputError) return [error.status, error.field, error.message];
    throw error;
  }
  return null;
};

describe('query parameters by schema', () => {
  test('have the types that the schema says', () => {
    expect(read('page=3&share=0.5&latest=false&sort=name&order=desc&q=7')).toEqual({
      page: 3,
      share: 0.5,
      latest: false,
      sort: 'name',
      order: 'desc',
      q: '7',
    });
    expect(read('latest=1')).toEqual({ latest: true });
    expect(read('')).toEqual({});
  });

  test('who asks is no part of the question', () => {
    expect(read('mailto=maintainer@example.org&apikey=x&page=1')).toEqual({ page: 1 });
  });

  test.each([
    ['foo=1', 'foo', 'unknown parameter: foo'],
    ['__proto__=1', '__proto__', 'unknown parameter: __proto__'],
    ['toString=1', 'toString', 'unknown parameter: toString'],
    ['page=0', 'page', 'page must be a whole number of at least 1'],
    ['page=-1', 'page', 'page must be a whole number of at least 1'],
    ['page=1.5', 'page', 'page must be a whole number of at least 1'],
    ['page=1e3', 'page', 'page must be a whole number of at least 1'],
    ['page=0x10', 'page', 'page must be a whole number of at least 1'],
    ['page=99999999999999999999', 'page', 'page must be a whole number of at least 1'],
    ['page=abc', 'page', 'page must be a whole number of at least 1'],
    ['share=2', 'share', 'share must be a number from 0 to 1'],
    ['share=NaN', 'share', 'share must be a number from 0 to 1'],
    ['latest=maybe', 'latest', 'latest must be true or false'],
    ['sort=stars', 'sort', 'sort must be one of name, downloads'],
    ['order=up', 'order', 'order must be one of asc, desc'],
    ['q=123456', 'q', 'q must be text of at most 5 characters'],
    ['page=1&page=2', 'page', 'parameter page is given twice'],
  ])('%s', (raw, field, message) => expect(refused(raw)).toEqual([400, field, message]));
});
