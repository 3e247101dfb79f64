/** Manifests of files: one that is a manifest by its name, and all that an archive holds. */
import { InputError, UpstreamError } from '../../core/errors.ts';
import { files } from '../../io/files.ts';
import {
  detect,
  type Manifest,
  type ParseOptions,
  parse,
  parseTree,
  programFrom,
  relate,
} from '../../reading/manifests/index.ts';
import { archiveTree } from './trees.ts';
import type { ToolFile, ToolHandler } from './types.ts';

/** Of databases of installed packages; each format has its own limit below. */
const MAX_MANIFEST = 256 * 1024 * 1024;

interface Read {
  manifests: Manifest[];
  /** Looked at. */
  files: number;
  incomplete: string | null;
}

/** Options: `as` (read as a file of this name), `graph` (with the graphs of lockfiles), `manages` (with what manages versions). */
export const parserTool: ToolHandler = async ({ files: inputs, options }) => {
  const as = typeof options.as === 'string' ? options.as : undefined;
  const asked = { graph: options.graph === true, manages: options.manages === true };
  const read: Read = { manifests: [], files: 0, incomplete: null };
  for (const input of inputs) {
    const found = await manifestsOfFile(input, as, asked);
    read.manifests.push(...found.manifests);
    read.files += found.files;
    read.incomplete ??= found.incomplete;
  }
  if (read.manifests.length === 0 && read.files === 0) {
    const names = inputs.map(({ name }) => name).join(', ');
    throw new InputError('url', `neither a known manifest nor an archive: ${names}`.slice(0, 500), 422);
  }
  // Files that were sent together belong together.
  if (inputs.length > 1) relate(read.manifests);
  return read;
};

/** A file that is no manifest and no archive gives none, with the reason. */
export async function manifestsOfFile(
  input: ToolFile,
  as: string | undefined,
  asked: Pick<ParseOptions, 'graph' | 'manages'>,
): Promise<Read> {
  const path = as ?? input.name;
  if (detect(path).length > 0) {
    const bytes = await files.read(input.path, { maxBytes: MAX_MANIFEST });
    const manifests = await parse(input.name, bytes, { as: path, ...asked });
    if (manifests.length > 0) return { manifests, files: 1, incomplete: null };
  }
  const program = as === undefined ? await programFrom(files.stream(input.path)) : null;
  if (program !== null)
    return { manifests: await parse(input.name, program, asked), files: 1, incomplete: null };
  try {
    return await parseTree(archiveTree(input), asked);
  } catch (error) {
    if (error instanceof UpstreamError) return { manifests: [], files: 0, incomplete: error.message };
    throw error;
  }
}
