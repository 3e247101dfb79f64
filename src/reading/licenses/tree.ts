/**
 * Under which licences a tree stands: by the texts that it holds, by the tags in its files, by what its manifests declare, and
 * whether these agree.
 */
import { UpstreamError } from '../../core/errors.ts';
import { normaliseLicense, tryParseExpression } from '../../core/licenses/index.ts';
import type { Tree, TreeFile } from '../../core/tree.ts';
import { detect, parse } from '../manifests/index.ts';
import { type Agreement, agreementOf } from './agreement.ts';
import { headersOf } from './headers.ts';
import { matchText } from './match.ts';
import type { DeclaredLicense, HeaderUse, LicenseFile } from './types.ts';

export interface TreeLicenses {
  files: LicenseFile[];
  headers: HeaderUse[];
  metadata: DeclaredLicense[];
  agreement: Agreement;
  /** Files that were looked into for tags. */
  examined: number;
  /** What kept the whole tree from being read, in words; null where it was read to its end. */
  incomplete: string | null;
}

export interface LicenseOptions {
  /** Most files whose heads are read for tags. Default 50,000. */
  maxFiles?: number;
  signal?: AbortSignal;
}

const NAMES =
  /^(?:(?:un)?licen[cs]es?|copying|copyright|ofl|notice)(?:[._-][\w.+-]{0,60})?$|[._-]licen[cs]e(?:\.(?:md|txt|rst|html?))?$/i;
/** Whose tags are there to be read by tests. */
const TESTS = /(?:^|\/)(?:__tests__|tests?|specs?|fixtures|testdata|examples?)\/|[._](?:test|spec)\.\w+$/i;
/** REUSE keeps its texts there (https://reuse.software/spec/). */
const FOLDER = /(?:^|\/)LICENSES\/[^/]+$/;
const README = /^readme(?:\.(?:md|markdown|rst|txt|adoc))?$/i;
const MAX_LICENSE = 1_000_000;
const MAX_CONTENT = 200_000;
const MAX_LICENSE_FILES = 500;
const MAX_FILE = 5 * 1024 * 1024;
/** Of a file's beginning, where tags stand. */
const HEAD = 8 * 1024;
const DEFAULT_MAX_FILES = 50_000;
const EXAMPLES = 5;
const SOURCES =
  /\.(?:[cm]?[jt]sx?|py|rb|rs|go|java|kts?|scala|c|cc|cpp|cxx|h|hh|hpp|cs|fs|vb|swift|php|pl|pm|lua|r|jl|hs|ml|mli|ex|exs|erl|clj|cljs|dart|sh|bash|zsh|ps1|sql|css|scss|less|html?|vue|svelte|nix|zig|nim|d|pas|adb|ads|v|vhd|sv|el|lisp|scm|rkt|tcl|cmake|gradle|groovy|m|mm|asm|s|dts|proto|toml|ya?ml|xml|spdx|cfg|ini|txt|md|rst)$|(?:^|\/)(?:Makefile|Dockerfile|CMakeLists\.txt|BUILD(?:\.bazel)?)$/i;

/** Reads a tree once. One that breaks off gives what was read until then. */
export async function licensesOf(tree: Tree, options: LicenseOptions = {}): Promise<TreeLicenses> {
  const files: LicenseFile[] = [];
  const headers = new Map<string, HeaderUse>();
  const metadata: DeclaredLicense[] = [];
  let examined = 0;
  let incomplete: string | null = null;
  try {
    for await (const file of tree) {
      options.signal?.throwIfAborted();
      if (file.kind !== 'file' || isOthers(file.path)) continue;
      const name = file.path.slice(file.path.lastIndexOf('/') + 1);
      const isText = isLicenseFile(file.path, name) && files.length < MAX_LICENSE_FILES;
      const isReadme = README.test(name) && !file.path.includes('/');
      const isManifest = detect(file.path).length > 0;
      const isTagged =
        !isText &&
        !TESTS.test(file.path) &&
        examined < (options.maxFiles ?? DEFAULT_MAX_FILES) &&
        SOURCES.test(name);
      if (!isText && !isReadme && !isManifest && !isTagged) continue;
      // A body can be read once, and a file may be several of these.
      const bytes = await readOrNull(file);
      if (!bytes) continue;
      if (isText || isReadme) addText(file.path, bytes, files, isReadme);
      if (isManifest) metadata.push(...(await declaredIn(file.path, bytes)));
      if (isTagged) {
        examined++;
        addHeaders(file.path, bytes, headers);
      }
    }
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    incomplete = error.message;
  }
  const uses = [...headers.values()].sort(
    (a, b) => b.files - a.files || (a.expression < b.expression ? -1 : 1),
  );
  files.sort((a, b) => depth(a.path) - depth(b.path) || (a.path < b.path ? -1 : 1));
  return {
    files,
    headers: uses,
    metadata,
    agreement: agreementOf(files, uses, metadata),
    examined,
    incomplete,
  };
}

export function isLicenseFile(path: string, name = path.slice(path.lastIndexOf('/') + 1)): boolean {
  return (
    FOLDER.test(path) ||
    (NAMES.test(name) && !/\.(?:[cm]?[jt]sx?|py|rb|rs|go|java|cs|php|json|ya?ml|toml|svg|png)$/i.test(name))
  );
}

/** What others wrote: their licences say nothing of the tree's own. */
function isOthers(path: string): boolean {
  return /(?:^|\/)(?:node_modules|bower_components|third[_-]party|vendor|\.git)\//i.test(path);
}

function depth(path: string): number {
  return path.split('/').length;
}

/** @param onlyIfFound leaves out a text that holds no licence: a readme, say. */
function addText(path: string, bytes: Buffer, files: LicenseFile[], onlyIfFound: boolean): void {
  const text = bytes.subarray(0, MAX_LICENSE).toString('utf8');
  const matches = matchText(text).map(({ id, alternatives, name, confidence }) => ({
    id,
    alternatives,
    name,
    confidence,
  }));
  if (onlyIfFound && matches.length === 0) return;
  files.push({ path, matches, content: text.slice(0, MAX_CONTENT) });
}

function addHeaders(path: string, bytes: Buffer, headers: Map<string, HeaderUse>): void {
  const own = new Set<string>();
  for (const { raw, expression } of headersOf(bytes.subarray(0, HEAD).toString('utf8'))) {
    const key = expression ?? raw.slice(0, 200);
    if (own.has(key)) continue;
    own.add(key);
    const use = headers.get(key);
    if (!use) headers.set(key, { expression: key, valid: expression !== null, files: 1, examples: [path] });
    else {
      use.files++;
      if (use.examples.length < EXAMPLES) use.examples.push(path);
    }
  }
}

async function declaredIn(path: string, bytes: Buffer): Promise<DeclaredLicense[]> {
  const found: DeclaredLicense[] = [];
  for (const manifest of await parse(path, bytes)) {
    const declared = manifest.success ? manifest.project?.license : null;
    if (!declared) continue;
    const { expression } = normaliseLicense(declared, manifest.ecosystem);
    const known = expression !== null && tryParseExpression(expression) !== null;
    found.push({
      path,
      ecosystem: manifest.ecosystem,
      declared,
      expression: known ? expression : null,
    });
  }
  return found;
}

/** null for a file that is too large or damaged: another one may tell. */
async function readOrNull(file: TreeFile): Promise<Buffer | null> {
  try {
    return await file.read(MAX_FILE);
  } catch (error) {
    if (error instanceof UpstreamError && error.code === 'too-large') return null;
    throw error;
  }
}
