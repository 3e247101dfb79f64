/** What is gathered of one of two trees while it is read: each file's hash, and what a reviewer wants to know. */
import { createHash } from 'node:crypto';
import { UpstreamError } from '../../core/errors.ts';
import type { Tree, TreeFile } from '../../core/tree.ts';
import { isLicenseFile, matchText } from '../licenses/index.ts';
import { detect, parse } from '../manifests/index.ts';
import { binaryKind, hostsOf, isProgram } from './content.ts';
import { type InstallScript, installScriptsOf } from './install-scripts.ts';

export interface SideFile {
  path: string;
  size: number;
  sha256: string;
  /** Of a link: where it leads. */
  linkTarget: string | null;
  /** null for text. */
  binary: string | null;
  executable: boolean;
  /** Its text, while it may still be needed. */
  text: string | null;
}

export interface SideDependency {
  ecosystem: string;
  /** Of the manifest, or of the lockfile. */
  path: string;
  kind: 'manifest' | 'lockfile';
  name: string;
  type: string | null;
  requirement: string;
}

export interface Side {
  files: Map<string, SideFile>;
  size: number;
  hosts: Set<string>;
  scripts: InstallScript[];
  dependencies: SideDependency[];
  /** Identifiers of the licence texts, and declarations of manifests as written. */
  licenses: { texts: Set<string>; declared: Set<string> };
  /** People whom the package's own metadata names, as written. */
  people: Set<string>;
  programs: Set<string>;
  incomplete: string | null;
}

/** Larger files are compared by their hash. */
const MAX_TEXT = 2 * 1024 * 1024;
const MAX_FILES = 200_000;
/** Of all texts that are kept for diffs, in characters. */
const MAX_KEPT = 96 * 1024 * 1024;
const MAX_DEPENDENCIES = 200_000;

/**
 * Reads a tree.
 *
 * @param onFile sees each file with its text; what it returns says whether the text is kept.
 */
export async function readSide(tree: Tree, onFile: (file: SideFile) => boolean): Promise<Side> {
  const side: Side = {
    files: new Map(),
    size: 0,
    hosts: new Set(),
    scripts: [],
    dependencies: [],
    licenses: { texts: new Set(), declared: new Set() },
    people: new Set(),
    programs: new Set(),
    incomplete: null,
  };
  let kept = 0;
  try {
    for await (const entry of tree) {
      if (entry.kind === 'directory') continue;
      if (side.files.size >= MAX_FILES) throw new UpstreamError('too-large', `more than ${MAX_FILES} files`);
      const { file, bytes } = await readFile(entry);
      side.files.set(file.path, file);
      side.size += file.size;
      if (file.binary !== null && isProgram(file.binary)) side.programs.add(file.path);
      if (bytes && file.binary === null) await gather(side, file, bytes);
      const wanted = onFile(file);
      if (!wanted || kept + (file.text?.length ?? 0) > MAX_KEPT) file.text = null;
      kept += file.text?.length ?? 0;
    }
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    side.incomplete = error.message;
  }
  return side;
}

/** With its bytes where they are few enough to be looked at. */
async function readFile(entry: TreeFile): Promise<{ file: SideFile; bytes: Buffer | null }> {
  const hash = createHash('sha256');
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (entry.kind === 'file')
    for await (const chunk of entry.stream()) {
      size += chunk.length;
      hash.update(chunk);
      if (size <= MAX_TEXT) chunks.push(chunk);
      // The beginning still tells what it is.
      else if (chunks.length > 1) chunks.splice(1);
    }
  const head = Buffer.concat(chunks);
  const isWhole = size <= MAX_TEXT;
  const binary = binaryKind(head);
  const { path, linkTarget } = entry;
  const text = isWhole && binary === null && linkTarget === null ? head.toString('utf8') : null;
  const file = {
    path,
    size,
    sha256: hash.digest('hex'),
    linkTarget,
    binary,
    executable: entry.executable === true,
    text,
  };
  return { file, bytes: isWhole ? head : null };
}

async function gather(side: Side, { path, text, sha256 }: SideFile, bytes: Buffer): Promise<void> {
  if (text === null) return;
  hostsOf(text, side.hosts);
  side.scripts.push(...installScriptsOf(path, text, sha256));
  if (/(?:^|\/)(?:node_modules|vendor|third[_-]party|test|tests|fixtures|examples?)\//i.test(path)) return;
  if (isLicenseFile(path)) for (const { id } of matchText(text)) side.licenses.texts.add(id);
  if (detect(path).length === 0) return;
  for (const manifest of await parse(path, bytes)) {
    if (!manifest.success) continue;
    const { ecosystem, kind, project } = manifest;
    if (project?.license) side.licenses.declared.add(project.license);
    if (side.dependencies.length + manifest.dependencies.length > MAX_DEPENDENCIES) continue;
    for (const { name, type, requirement } of manifest.dependencies)
      side.dependencies.push({ ecosystem, path, kind, name, type, requirement });
  }
  for (const person of peopleOf(path, text)) side.people.add(person);
}

/** Who is named as maintainer in package.json, and in the headers of Python's METADATA and PKG-INFO. */
function peopleOf(path: string, text: string): string[] {
  if (path === 'package.json' || path === 'package/package.json') {
    try {
      const { maintainers, author } = JSON.parse(text) as { maintainers?: unknown; author?: unknown };
      const all = [...(Array.isArray(maintainers) ? maintainers : []), author];
      return all.flatMap(one => {
        const name = typeof one === 'string' ? one : (one as { name?: unknown } | null | undefined)?.name;
        return typeof name === 'string' && name !== '' ? [name.slice(0, 200)] : [];
      });
    } catch {
      return [];
    }
  }
  if (!/(?:^|\/)(?:METADATA|PKG-INFO)$/.test(path)) return [];
  return text
    .slice(0, text.indexOf('\n\n') >>> 0)
    .split('\n')
    .flatMap(line => /^(?:Author|Maintainer): (.{1,200})$/.exec(line.trim())?.[1] ?? []);
}
