/** Manifests of files: one that is a manifest by its name, and all that an archive holds. */
import { InputError } from '../../core/errors.ts';
import { files } from '../../io/files.ts';
import { detect, type Manifest, parse } from '../../reading/manifests/index.ts';
import type { ToolFile, ToolHandler } from './types.ts';

const MAX_MANIFEST = 50 * 1024 * 1024;

/** Options: `as` (read as a file of this name), `graph` (with the graphs of lockfiles). */
export const parserTool: ToolHandler = async ({ files: inputs, options }) => {
  const as = typeof options.as === 'string' ? options.as : undefined;
  const graph = options.graph === true;
  const manifests: Manifest[] = [];
  for (const input of inputs) manifests.push(...(await manifestsOf(input, as, graph)));
  if (manifests.length === 0) {
    const names = inputs.map(({ name }) => name).join(', ');
    throw new InputError('url', `no known manifest or lockfile: ${names}`.slice(0, 500), 422);
  }
  return { manifests };
};

async function manifestsOf(input: ToolFile, as: string | undefined, graph: boolean): Promise<Manifest[]> {
  const path = as ?? input.name;
  if (detect(path).length > 0) {
    const bytes = await files.read(input.path, { maxBytes: MAX_MANIFEST });
    const found = await parse(input.name, bytes, { as: path, graph });
    if (found.length > 0) return found;
  }
  return [];
}
