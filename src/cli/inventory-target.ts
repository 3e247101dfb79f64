/** What a project consists of, from whatever a command is given: a folder, an archive, a manifest, a lockfile, an SBOM. */
import type { Tree } from '../core/tree.ts';
import type { Inventory } from '../reading/inventory/index.ts';
import { CommandFailure, type OpenedTarget } from './app.ts';
import { manifestsOf } from './reading.ts';

/** Bytes of manifests that are kept, so that places in them can be told. */
const MAX_KEPT = 256 * 1024 * 1024;

export interface ReadTarget {
  inventory: Inventory;
  /** The manifests themselves, by path, as far as they were kept. */
  files: Map<string, Buffer>;
}

/**
 * @param options.sbom also of an SBOM.
 * @throws CommandFailure where nothing is known.
 */
export async function inventoryOfTarget(
  target: OpenedTarget,
  options: { as?: string | undefined; sbom?: boolean } = {},
): Promise<ReadTarget> {
  const { inventoryOf } = await import('../reading/inventory/index.ts');
  const { as, sbom } = options;
  if (sbom === true && as === undefined && target.kind === 'file') {
    const found = await inventoryOfDocument(target);
    if (found) return found;
  }
  const files = new Map<string, Buffer>();
  const manifests = await manifestsOf(keeping(target, files), { as, graph: true });
  if (manifests.length === 0)
    throw new CommandFailure(
      `${target.name}: no manifest or lockfile that is known (--as NAME reads it as one)`,
    );
  return { inventory: inventoryOf(manifests), files };
}

async function inventoryOfDocument(
  target: Extract<OpenedTarget, { kind: 'file' }>,
): Promise<ReadTarget | null> {
  const { detect } = await import('../reading/manifests/index.ts');
  if (target.tree !== null || detect(target.name).length > 0) return null;
  const { DETECTION_BYTES, detectSbom, MAX_SBOM_BYTES, readSbom, streamDependencies } = await import(
    '../reading/sbom/index.ts'
  );
  const { inventoryOfDependencies, inventoryOfSbom } = await import('../reading/inventory-sbom/index.ts');
  const isLarge = target.size > MAX_SBOM_BYTES;
  const head = isLarge ? await firstOf(target.stream(), DETECTION_BYTES) : await target.read(MAX_SBOM_BYTES);
  // Envelopes are opened by reading: what looks like JSON may hold an SBOM further down.
  if (detectSbom(head) === null) return null;
  if (isLarge) {
    const { dependencies } = await streamDependencies(target.stream());
    return { inventory: inventoryOfDependencies(dependencies, target.name), files: new Map() };
  }
  const { sbom } = readSbom(head);
  return { inventory: inventoryOfSbom(sbom, target.name), files: new Map([[target.name, head]]) };
}

async function firstOf(pieces: AsyncIterable<Uint8Array>, size: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of pieces) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= size) break;
  }
  return Buffer.concat(chunks).subarray(0, size);
}

/** The same target, whose files are remembered when they are read. */
function keeping(target: OpenedTarget, files: Map<string, Buffer>): OpenedTarget {
  let kept = 0;
  const keep = (path: string, bytes: Buffer) => {
    kept += bytes.length;
    if (kept <= MAX_KEPT) files.set(path, bytes);
    return bytes;
  };
  async function* remembering(tree: Tree): Tree {
    for await (const file of tree)
      yield { ...file, read: async maxBytes => keep(file.path, await file.read(maxBytes)) };
  }
  const { tree } = target;
  if (target.kind === 'folder') return { ...target, tree: () => remembering(target.tree()) };
  return {
    ...target,
    read: async maxBytes => keep(target.name, await target.read(maxBytes)),
    tree: tree === null ? null : () => remembering(tree()),
  };
}
