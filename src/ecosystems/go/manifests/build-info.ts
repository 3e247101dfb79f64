/**
 * What Go's linker writes into programs: the version of Go, and the modules that they are built from, as `go version -m` shows them
 * (https://pkg.go.dev/debug/buildinfo, https://pkg.go.dev/runtime/debug#BuildInfo). The block begins with its magic number on a boundary of 16
 * bytes. Since Go 1.18 both texts stand in it, before it held the addresses of two strings.
 */
import { bytesAt, bytesOf, type Executable, executablesIn } from '../../../formats/executable.ts';
import { linesOf } from '../../../formats/text.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { isPath } from './mod-lines.ts';

const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1');
const ALIGNMENT = 16;
const HEADER = 32;
/** Bits of the byte of flags. */
const [BIG_ENDIAN, INLINE] = [1, 2];
/** Longest text, in bytes; those of the largest programs are of some hundred kilobytes. */
const MAX_TEXT = 16 * 1024 * 1024;
/** Marks around the list of modules. */
const MARK = 16;

interface BuildInfo {
  /** `go1.19.8`. */
  goVersion: string;
  modules: string;
}

export const buildInfo: ManifestReader = {
  parse(input) {
    for (const executable of executablesIn(input.bytes)) {
      const found = buildInfoOf(executable);
      if (found !== null) return parsed(found);
    }
    throw new ManifestError('not-this-format', 'no build information of Go in it');
  },
};

function parsed({ goVersion, modules }: BuildInfo) {
  const dependencies: ManifestDependency[] = [];
  let program: string | null = null;
  let main: [path: string, version: string | null] | null = null;
  for (const line of linesOf(modules)) {
    const [verb, path = '', version = '', sum = ''] = line.split('\t');
    if (path === '') continue;
    if (verb === 'path') program ??= path;
    else if (verb === 'mod') main = [path, version === '(devel)' || version === '' ? null : version];
    else if (verb === 'dep')
      dependencies.push(dependency(path, version || null, 'runtime', { integrity: sum || null }));
    else if (verb === '=>') replaceLast(dependencies, path, version, sum);
  }
  // The standard library has the version of Go, and advisories under this name.
  const [, release] = /^go(\d[^ ]*)/.exec(goVersion) ?? [];
  if (release) dependencies.push(dependency('stdlib', release, 'runtime'));
  const [name, version] = main ?? [program, null];
  return {
    dependencies,
    project: name === null ? null : { name, version, license: null },
  };
}

/** The line after a module says what stands in for it; after that of the program itself it says nothing of dependencies. */
function replaceLast(dependencies: ManifestDependency[], path: string, version: string, sum: string): void {
  const last = dependencies.pop();
  if (last === undefined) return;
  if (isPath(path)) dependencies.push({ ...last, local: true, source: path });
  else
    dependencies.push(
      dependency(path, version || null, last.type, { alias: last.name, integrity: sum || null }),
    );
}

function buildInfoOf(executable: Executable): BuildInfo | null {
  const places = executable.sections.filter(
    ({ name }) => name === '.go.buildinfo' || name === '__go_buildinfo',
  );
  // Files whose sections have no names, and PE, have it in the data that programs may change.
  if (places.length === 0) places.push(...executable.segments.filter(({ isWritable }) => isWritable));
  for (const place of places) {
    const data = bytesOf(executable, place);
    for (let at = data.indexOf(MAGIC); at >= 0; at = data.indexOf(MAGIC, at + 1)) {
      if (at % ALIGNMENT !== 0 || at + HEADER > data.length) continue;
      const found = blockAt(executable, data.subarray(at));
      if (found !== null) return found;
    }
  }
  return null;
}

function blockAt(executable: Executable, block: Buffer): BuildInfo | null {
  const width = block[14];
  const flags = block[15] as number;
  if (flags & INLINE) {
    const version = counted(block, HEADER);
    const modules = version && counted(block, version.end);
    return modules && { goVersion: version.text.toString('utf8'), modules: unmarked(modules.text) };
  }
  if (width !== 4 && width !== 8) return null;
  const pointer = (bytes: Buffer, at: number): number => {
    const isBig = (flags & BIG_ENDIAN) !== 0;
    if (width === 4) return isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
    return Number(isBig ? bytes.readBigUInt64BE(at) : bytes.readBigUInt64LE(at));
  };
  const textAt = (address: number): Buffer | null => {
    const header = bytesAt(executable, address, width * 2);
    const length = header === null ? 0 : pointer(header, width);
    if (header === null || length === 0 || length > MAX_TEXT) return null;
    return bytesAt(executable, pointer(header, 0), length);
  };
  const version = textAt(pointer(block, 16));
  if (version === null) return null;
  const modules = textAt(pointer(block, 16 + width));
  return { goVersion: version.toString('utf8'), modules: modules === null ? '' : unmarked(modules) };
}

/** A text with its length before it, seven bits a byte, the lowest first. */
function counted(block: Buffer, at: number): { text: Buffer; end: number } | null {
  let length = 0;
  for (let i = 0; i < 4; i++) {
    const byte = block[at + i];
    if (byte === undefined) return null;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte >= 0x80) continue;
    const start = at + i + 1;
    const end = start + length;
    return length <= MAX_TEXT && end <= block.length ? { text: block.subarray(start, end), end } : null;
  }
  return null;
}

/** Go takes for a list of modules only what ends with a line break before the second mark. */
function unmarked(text: Buffer): string {
  if (text.length < MARK * 2 + 1 || text[text.length - MARK - 1] !== 0x0a) return '';
  return text.toString('utf8', MARK, text.length - MARK);
}
