/** SPDX 2 in JSON and YAML against the official JSON schemas. */
import type { JsonDocument } from '../../../formats/json.ts';
import { type CompiledSchema, checkSchema, compileSchema } from './json-schema.ts';
import type { ProblemList } from './problem.ts';

type Version = '2.2' | '2.3';
const compiled = new Map<Version, Promise<CompiledSchema>>();

/** Packages, files and relationships of documents of which only the first problem is looked for. */
const LARGE = 20_000;

async function compile(version: Version): Promise<CompiledSchema> {
  const { schemaOf } = await import('../spdx2/data/json-schema.ts');
  return compileSchema(schemaOf(version));
}

export async function checkSpdx2Schema(
  document: JsonDocument,
  version: Version,
  list: ProblemList,
): Promise<void> {
  let schema = compiled.get(version);
  if (schema === undefined) {
    schema = compile(version);
    compiled.set(version, schema);
  }
  const size = ['packages', 'files', 'relationships']
    .map(member => document[member])
    .reduce<number>((sum, each) => sum + (Array.isArray(each) ? each.length : 0), 0);
  // `$schema` says which schema the author meant; it is no member of SPDX and does no harm.
  const { $schema: _, ...members } = document;
  checkSchema(await schema, members, list, size > LARGE);
}
