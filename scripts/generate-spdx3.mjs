// Writes src/reading/sbom/spdx3/data/schema.ts from the official JSON schema of SPDX 3.0.1, which @cyclonedx/cdxgen carries as
// data/spdx-export.schema.json. That package is needed for nothing else, so it is none of the dependencies: unpack it
// (`npm pack @cyclonedx/cdxgen@12.8.4`, then tar) and name the file:
//   node scripts/generate-spdx3.mjs package/data/spdx-export.schema.json
// What is written are the definitions that elements are held against, without descriptions, and the classes that an element can be of.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('usage: node scripts/generate-spdx3.mjs <spdx-export.schema.json>');
const target = join(
  import.meta.dirname ?? dirname(new URL(import.meta.url).pathname),
  '../src/reading/sbom/spdx3/data/schema.ts',
);
const { $schema, properties, $defs } = JSON.parse(readFileSync(source, 'utf8'));
if ($schema !== 'https://json-schema.org/draft/2020-12/schema') throw new Error(`another draft: ${$schema}`);
const context = properties['@context'].const;
if (context !== 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld')
  throw new Error(`not SPDX 3.0.1: ${context}`);

const START = '#/$defs/';
const nameOf = ref => {
  if (!ref.startsWith(START) || !(ref.slice(START.length) in $defs))
    throw new Error(`refers to nothing: ${ref}`);
  return ref.slice(START.length);
};

/** `isNames`: the keys are names of members, not words of JSON Schema. */
function bare(value, isNames = false) {
  if (Array.isArray(value)) return value.map(each => bare(each));
  if (typeof value !== 'object' || value === null) return value;
  const out = {};
  for (const [key, each] of Object.entries(value)) {
    if (!isNames && (key === 'description' || key === '$comment')) continue;
    out[key] = bare(each, !isNames && key === 'properties');
  }
  return out;
}
function refsIn(value) {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === '$ref' && typeof each === 'string' ? [nameOf(each)] : refsIn(each),
  );
}

// AnyClass lists all classes. That of extensions has no name of its own: any IRI is one.
const EXTENSION = 'extension_Extension';
const classes = $defs.AnyClass.anyOf.map(each => nameOf(each.$ref)).filter(name => name !== EXTENSION);
const kept = {};
const queue = ['AnyClass', EXTENSION];
for (const name of queue) {
  if (name in kept) continue;
  kept[name] = bare($defs[name]);
  queue.push(...refsIn(kept[name]));
}
const sorted = Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)));
const literal = text =>
  `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\``;
const rows = Object.entries(sorted).map(([name, each]) => `${JSON.stringify(name)}:${JSON.stringify(each)}`);

writeFileSync(
  target,
  `// Written by scripts/generate-spdx3.mjs from the JSON schema of SPDX 3.0.1 (https://spdx.org/schema/3.0.1/spdx-json-schema.json), which
// shacl2code makes from the model of the SPDX specification: copyright The Linux Foundation and contributors, Community Specification
// License 1.0, older parts CC-BY-3.0. Descriptions and what no element needs are removed. Do not edit.

/** The classes that an element can be of, with spaces between. Extensions are of none of them: their type is an IRI. */
export const CLASSES =
  '${classes.sort().join(' ')}';

/** \`$defs\` of the schema, in JSON: a definition a line. */
export const DEFINITIONS = ${literal(`{\n${rows.join(',\n')}\n}`)};
`,
);
console.log(`${classes.length} classes, ${rows.length} of ${Object.keys($defs).length} definitions`);
