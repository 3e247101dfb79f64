import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { createSchemaShelf } from './openapi-schemas.ts';
import { headerValue } from './prepared.ts';

test('shared shapes are written once, others of the same title where they are used', () => {
  const shelf = createSchemaShelf();
  const Person = Type.Object({ name: Type.String() }, { title: 'Person' });
  const Other = Type.Object({ age: Type.Integer() }, { title: 'Person' });
  const reference = { $ref: '#/components/schemas/Person' };
  expect(shelf.place(Type.Array(Person))).toEqual({ type: 'array', items: reference });
  expect(shelf.place(Type.Object({ owner: Type.Optional(Person) }))).toEqual({
    type: 'object',
    properties: { owner: reference },
  });
  expect(shelf.place(Other)).toMatchObject({ title: 'Person', properties: { age: { type: 'integer' } } });
  expect(shelf.schemas()).toEqual({
    Person: { title: 'Person', type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
  });
});

test.each([
  ['/plain?a=b', '/plain?a=b'],
  ['/café/漢', '/caf%C3%A9/%E6%BC%A2'],
  ['a\r\nset-cookie: x', 'aset-cookie: x'],
  ['\ud800x\0', 'x'],
  ['😀', '%F0%9F%98%80'],
])('the header value %j', (value, expected) => expect(headerValue(value)).toBe(expected));
