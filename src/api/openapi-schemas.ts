/** Schemas that several operations share are written once, under their `title`, and referred to. */
import type { TSchema } from 'typebox';

export type JsonSchema = { [key: string]: JsonSchemaValue };
type JsonSchemaValue = null | boolean | number | string | JsonSchemaValue[] | JsonSchema;

export interface SchemaShelf {
  /** The schema as plain JSON Schema, with titled parts replaced by references. */
  place(schema: TSchema): JsonSchema;
  schemas(): Record<string, JsonSchema>;
}

const NAME = /^[A-Za-z][A-Za-z0-9_.-]*$/;

export function createSchemaShelf(): SchemaShelf {
  const kept = new Map<string, { text: string; schema: JsonSchema }>();

  const walk = (value: JsonSchemaValue): JsonSchemaValue => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const schema = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, walk(child)]));
    const { title } = schema;
    if (typeof title !== 'string' || schema.type !== 'object' || !NAME.test(title)) return schema;
    const text = JSON.stringify(schema);
    const known = kept.get(title);
    if (!known) kept.set(title, { text, schema });
    // Another schema of the same title stays where it is used.
    return known && known.text !== text ? schema : { $ref: `#/components/schemas/${title}` };
  };

  return {
    // What TypeBox keeps for itself is not enumerable and stays behind.
    place: schema => walk(JSON.parse(JSON.stringify(schema)) as JsonSchema) as JsonSchema,
    schemas: () => Object.fromEntries([...kept].map(([title, { schema }]) => [title, schema])),
  };
}
