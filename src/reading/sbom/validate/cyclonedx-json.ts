/** CycloneDX in JSON against the official JSON schemas. */
import type { JsonDocument } from '../../../formats/json.ts';
import { type CompiledSchema, checkSchema, compileSchema } from './json-schema.ts';
import type { ProblemList } from './problem.ts';
import { loadSchemas } from './schemas.ts';

const compiled = new Map<string, Promise<CompiledSchema>>();

/** Components of documents of which only the first problem is looked for. */
const LARGE = 20_000;

async function compile(version: string): Promise<CompiledSchema> {
  const { json, shared } = await loadSchemas(version);
  return compileSchema(
    JSON.parse(json),
    shared.map(schema => JSON.parse(schema)),
  );
}

export async function checkCycloneDxJson(
  document: JsonDocument,
  version: string,
  list: ProblemList,
): Promise<void> {
  let schema = compiled.get(version);
  if (schema === undefined) {
    schema = compile(version);
    compiled.set(version, schema);
  }
  const size = Array.isArray(document.components) ? document.components.length : 0;
  checkSchema(await schema, document, list, size > LARGE);
}
