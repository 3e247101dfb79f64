/** A crate's file in the index: https://doc.rust-lang.org/cargo/reference/registry-index.html#json-schema. */
import { UpstreamError } from '../../core/errors.ts';
import type { DependencyRecord } from '../../core/records.ts';
import { type JsonDocument, memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { textsOf, versionNumber } from '../families/registry-api/values.ts';
import { clean } from '../families/whole-index/text.ts';
import type { dependencyKinds } from './kinds.ts';
import { names, sameCrate } from './names.ts';

const MAX_LINES = 50_000;
const MAX_DEPENDENCIES = 5_000;
const MAX_TEXT = 1_000;

/**
 * One JSON object a line, each a version: what each depends on, by its number.
 *
 * @throws UpstreamError `malformed` for a line that is none, or of another crate.
 */
export function parseIndex(bytes: Uint8Array, name: string): Map<string, DependencyRecord[]> {
  const what = `index of ${name}`;
  const versions = new Map<string, DependencyRecord[]>();
  let lines = 0;
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    const line = bytes.subarray(start, end);
    start = end + 1;
    if (isBlank(line)) continue;
    if (++lines > MAX_LINES) throw new UpstreamError('malformed', `${what}: more than ${MAX_LINES} versions`);
    const entry = parseJsonObject(line, what);
    if (typeof entry.name !== 'string' || !sameCrate(entry.name, name))
      throw new UpstreamError('malformed', `${what}: a line is of another crate`);
    const number = versionNumber(entry.vers);
    if (number !== null) versions.set(number, dependenciesOf(entry));
  }
  if (lines === 0) throw new UpstreamError('malformed', `${what}: it is empty`);
  return versions;
}

/** Spaces and line ends only. Looks no further than a few bytes: a longer blank line is no line of JSON either. */
function isBlank(line: Uint8Array): boolean {
  return line.length <= 4 && line.every(byte => byte === 0x20 || byte === 0x0d);
}

/** One crate can be depended upon several times: for several platforms, or under several names. */
function dependenciesOf(entry: JsonDocument): DependencyRecord[] {
  const records = new Map<string, DependencyRecord>();
  for (const said of objectsIn(entry.deps, MAX_DEPENDENCIES)) {
    const record = dependencyOf(said);
    if (record !== null) records.set(JSON.stringify(record), record);
  }
  return [...records.values()];
}

function dependencyOf(said: JsonDocument): DependencyRecord | null {
  const alias = clean(said.name, MAX_TEXT);
  // `package` is the crate's own name where the manifest has given it another.
  const name = names.normalise(clean(said.package, MAX_TEXT) ?? alias ?? '');
  if (names.problem(name) !== null) return null;
  const qualifiers: { [key: string]: string } = {};
  if (alias !== null && alias !== name) qualifiers.alias = alias;
  const target = clean(said.target, MAX_TEXT);
  if (target !== null) qualifiers.target = target;
  const features = textsOf(said.features, { count: 100, length: 200 }).join(',');
  if (features !== '') qualifiers.features = features;
  if (said.default_features === false) qualifiers.default_features = 'false';
  const registry = clean(said.registry, MAX_TEXT);
  if (registry !== null) qualifiers.registry = registry;
  const record: DependencyRecord = {
    name,
    requirement: clean(said.req, MAX_TEXT),
    kind: kindOf(memberOf(said, 'kind')),
    optional: said.optional === true,
  };
  return Object.keys(qualifiers).length > 0 ? { ...record, qualifiers } : record;
}

/** Lines of the first years have no kind. */
function kindOf(kind: unknown): (typeof dependencyKinds)[number] {
  return kind === 'dev' || kind === 'build' ? kind : 'normal';
}
