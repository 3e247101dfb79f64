/** The lines of packagesite.yaml: a JSON object for each package (pkg-repository(5), pkg-repo(8)). */
import { UpstreamError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/records.ts';
import { clean } from '../families/whole-index/text.ts';
import { names } from './names.ts';

/** Many are held at once: no more than is needed. */
export interface PackageEntry {
  name: string;
  version: string;
  origin: string | null;
  comment: string | null;
  www: string | null;
  maintainer: string | null;
  licenses: string[];
  licenseLogic: string | null;
  categories: string[];
  sum: string | null;
  built: string | null;
  /** Facts of the version that need no reading. */
  metadata: JsonObject;
  /** Name and origin of what it needs. */
  dependencies: [name: string, origin: string | null][];
}

const MAX_LINE = 4 * 1024 * 1024;
const NEWLINE = 0x0a;
const BRACE = 0x7b;
const MAX_LIST = 200;
const MAX_DEPENDENCIES = 5_000;
const VERSION = /^[!-~]{1,256}$/;

/**
 * The packages of the lines; a line that is none is passed over.
 *
 * @throws UpstreamError `malformed` for a line longer than 4 MiB, and where no line is a package.
 */
export async function* readPackagesite(source: AsyncIterable<Uint8Array>): AsyncGenerator<PackageEntry> {
  let count = 0;
  for await (const lines of linesOf(source)) {
    for (const line of lines) {
      const entry = entryOf(parsed(line));
      if (entry === null) continue;
      count++;
      yield entry;
    }
  }
  if (count === 0) throw new UpstreamError('malformed', 'packagesite has no package');
}

/** The lines that each chunk completes and that start an object. */
async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: string[] = [];
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      const line = bytes.subarray(start, end);
      const whole = rest.length === 0 ? line : Buffer.concat([...rest, line]);
      if (whole[0] === BRACE) lines.push(whole.toString('utf8'));
      rest = [];
      length = 0;
      start = end + 1;
    }
    // A copy: a view would keep the whole chunk.
    if (start < bytes.length) rest.push(Buffer.from(bytes.subarray(start)));
    length += bytes.length - start;
    if (length > MAX_LINE) {
      throw new UpstreamError('malformed', `a line of packagesite exceeds ${MAX_LINE} bytes`);
    }
    if (lines.length > 0) yield lines;
  }
  yield [Buffer.concat(rest).toString('utf8')];
}

function parsed(line: string): Record<string, unknown> | null {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function entryOf(line: Record<string, unknown> | null): PackageEntry | null {
  const name = names.normalise(clean(line?.name) ?? '');
  const version = clean(line?.version) ?? '';
  if (line === null || names.problem(name) !== null || !VERSION.test(version)) return null;
  const text = (key: string, max?: number) => clean(line[key], max);
  return {
    name,
    version,
    origin: text('origin', 300),
    comment: text('comment') ?? text('desc', 500),
    www: text('www', 2_048),
    maintainer: text('maintainer', 300),
    licenses: textsOf(line.licenses),
    licenseLogic: text('licenselogic', 20),
    categories: textsOf(line.categories),
    sum: text('sum', 128),
    built: isObject(line.annotations) ? clean(line.annotations.build_timestamp, 40) : null,
    metadata: metadataOf(line),
    dependencies: dependenciesOf(line.deps),
  };
}

function metadataOf(line: Record<string, unknown>): JsonObject {
  const metadata: JsonObject = {};
  for (const key of ['origin', 'abi', 'arch', 'prefix', 'repopath']) {
    const value = clean(line[key], 500);
    if (value !== null) metadata[key] = value;
  }
  for (const key of ['pkgsize', 'flatsize']) {
    const value = line[key];
    if (Number.isSafeInteger(value) && (value as number) >= 0) metadata[key] = value as number;
  }
  return metadata;
}

function dependenciesOf(deps: unknown): PackageEntry['dependencies'] {
  if (!isObject(deps)) return [];
  return Object.entries(deps)
    .slice(0, MAX_DEPENDENCIES)
    .filter(([name]) => names.problem(name) === null)
    .map(([name, value]) => [name, isObject(value) ? clean(value.origin, 300) : null]);
}

function textsOf(value: unknown): string[] {
  const texts = Array.isArray(value) ? value.slice(0, MAX_LIST).map(item => clean(item, 200)) : [];
  return [...new Set(texts.filter(text => text !== null))];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
