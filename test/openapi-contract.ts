/** The contracts of the original services (../shared/openapi), as JSON Schemas to check answers against. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { load } from 'js-yaml';

export type Schema = { [key: string]: unknown };

export interface Operation {
  parameters?: { name: string; in: string }[];
  responses: Record<string, { content?: { 'application/json': { schema: Schema } } }>;
}

export interface Contract {
  /** False where the contracts are not beside the repository: then there is nothing to check against. */
  present: boolean;
  paths: Record<string, Record<string, Operation>>;
  /** The schema of what an operation answers when all is well. */
  answerOf(operation: Operation | undefined): Schema;
}

/** @param service name of the file without its extension. */
export function openContract(service: string): Contract {
  const file = fileURLToPath(new URL(`../../shared/openapi/${service}.yaml`, import.meta.url));
  if (!existsSync(file)) return { present: false, paths: {}, answerOf: () => ({}) };
  const { paths, components } = load(readFileSync(file, 'utf8')) as {
    paths: Contract['paths'];
    components: { schemas: Record<string, Schema> };
  };
  return {
    present: true,
    paths,
    answerOf: operation =>
      toJsonSchema(
        operation?.responses['200']?.content?.['application/json'].schema,
        components.schemas,
      ) as Schema,
  };
}

/** OpenAPI 3.0 to JSON Schema: references filled in, `nullable` as a type. */
function toJsonSchema(value: unknown, named: Record<string, Schema>): unknown {
  if (Array.isArray(value)) return value.map(item => toJsonSchema(item, named));
  if (value === null || typeof value !== 'object') return value;
  const schema = value as Schema;
  if (typeof schema.$ref === 'string') {
    return toJsonSchema(named[schema.$ref.split('/').at(-1) as string], named);
  }
  const { nullable, example: _example, ...rest } = schema;
  const mapped = Object.fromEntries(
    Object.entries(rest).map(([key, item]) => [key, toJsonSchema(item, named)]),
  );
  if (nullable !== true) return mapped;
  return 'type' in mapped
    ? { ...mapped, type: [mapped.type, 'null'] }
    : { anyOf: [mapped, { type: 'null' }] };
}

/** A schema of our own with no room for fields that it does not name. */
export function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (value === null || typeof value !== 'object') return value;
  const mapped = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, closed(item)]));
  return 'properties' in mapped && !('additionalProperties' in mapped)
    ? { ...mapped, additionalProperties: false }
    : mapped;
}

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);

/** What is wrong with answers by this schema; empty where all is well. */
export function checkerOf(schema: Schema): (answer: unknown) => ErrorObject[] {
  const check = ajv.compile(schema);
  return answer => {
    check(answer);
    return check.errors ?? [];
  };
}
