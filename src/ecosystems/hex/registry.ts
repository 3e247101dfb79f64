/**
 * The resources of a Hex repository (https://github.com/hexpm/specifications/blob/main/registry-v2.md): Protocol Buffers in
 * an envelope with a signature. Who they come from is known by the connection; the signature is not looked at.
 */
import { UpstreamError } from '../../core/errors.ts';
import type { DependencyRecord } from '../../core/records.ts';
import { clean } from '../families/whole-index/text.ts';
import { names } from './names.ts';
import { bytesIn, type Field, fieldsOf, numberIn, textIn } from './protobuf.ts';

export interface Retirement {
  reason: string | null;
  message: string | null;
}

export interface Release {
  dependencies: DependencyRecord[];
  retirement: Retirement | null;
  /** SHA-256 of the archive. */
  integrity: string | null;
}

const REASONS = ['other', 'invalid', 'security', 'deprecated', 'renamed'];
const MAX_RELEASES = 20_000;
const MAX_DEPENDENCIES = 5_000;

/** `/packages/{name}`: the releases of a package by their versions. @throws UpstreamError `malformed`. */
export function parseReleases(bytes: Uint8Array, name: string): Map<string, Release> {
  const what = `registry entry of ${name}`;
  const fields = fieldsOf(payloadOf(bytes, what), what);
  if (textIn(fields, 2) !== name) throw new UpstreamError('malformed', `${what}: it is of another package`);
  const releases = new Map<string, Release>();
  for (const message of messagesIn(fields, 1, MAX_RELEASES)) {
    const release = fieldsOf(message, what);
    const version = textIn(release, 1);
    if (version !== null) releases.set(version, releaseOf(release, what));
  }
  return releases;
}

/** `/names`: every package of the repository. @throws UpstreamError `malformed`. */
export function* parseNames(bytes: Uint8Array): Generator<string> {
  const what = 'names of packages';
  for (const { number, value } of fieldsOf(payloadOf(bytes, what), what)) {
    if (number !== 1 || typeof value === 'number') continue;
    const name = textIn(fieldsOf(value, what), 1);
    if (name !== null && names.problem(name) === null) yield name;
  }
}

function payloadOf(bytes: Uint8Array, what: string): Uint8Array {
  const payload = bytesIn(fieldsOf(bytes, what), 1);
  if (payload === null) throw new UpstreamError('malformed', `${what}: no payload`);
  return payload;
}

function messagesIn(fields: readonly Field[], number: number, max: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (const { number: other, value } of fields)
    if (other === number && typeof value !== 'number' && found.length < max) found.push(value);
  return found;
}

function releaseOf(release: readonly Field[], what: string): Release {
  const retired = bytesIn(release, 4);
  const checksum = bytesIn(release, 5);
  const dependencies = new Map<string, DependencyRecord>();
  for (const message of messagesIn(release, 3, MAX_DEPENDENCIES)) {
    const record = dependencyOf(fieldsOf(message, what));
    if (record !== null) dependencies.set(record.name, record);
  }
  return {
    dependencies: [...dependencies.values()],
    retirement: retired === null ? null : retirementOf(fieldsOf(retired, what)),
    integrity: checksum?.length === 32 ? `sha256-${Buffer.from(checksum).toString('hex')}` : null,
  };
}

function dependencyOf(fields: readonly Field[]): DependencyRecord | null {
  return edgeOf({
    name: textIn(fields, 1),
    requirement: textIn(fields, 2),
    optional: numberIn(fields, 3) === 1,
    app: textIn(fields, 4),
    repository: textIn(fields, 5),
  });
}

/** Null for what can name no package. An application of the package's own name is not worth a word. */
export function edgeOf(said: {
  name: unknown;
  requirement: unknown;
  optional: boolean;
  app: unknown;
  repository: unknown;
}): DependencyRecord | null {
  const name = typeof said.name === 'string' ? names.normalise(said.name) : '';
  if (names.problem(name) !== null) return null;
  const qualifiers: { [key: string]: string } = {};
  const app = clean(said.app, 200);
  const repository = clean(said.repository, 200);
  if (app !== null && app !== name) qualifiers.app = app;
  if (repository !== null && repository !== 'hexpm') qualifiers.repository = repository;
  const record: DependencyRecord = {
    name,
    requirement: clean(said.requirement, 1_000),
    kind: 'runtime',
    optional: said.optional,
  };
  return Object.keys(qualifiers).length > 0 ? { ...record, qualifiers } : record;
}

function retirementOf(fields: readonly Field[]): Retirement {
  const reason = numberIn(fields, 1) ?? 0;
  return { reason: REASONS[reason] ?? String(reason), message: clean(textIn(fields, 2)) };
}
