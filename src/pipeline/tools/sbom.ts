/** SBOMs read, converted, checked, made and enriched. */
import { InputError, UpstreamError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/records.ts';
import { files } from '../../io/files.ts';
import { checkXsdWithin } from '../../io/xsd.ts';
import { inventoryOf } from '../../reading/inventory/index.ts';
import { sbomOfInventory } from '../../reading/inventory/sbom.ts';
import { relate } from '../../reading/manifests/index.ts';
import {
  convertSbom,
  enrichSbom,
  MAX_SBOM_BYTES,
  type NotationId,
  normaliseSbom,
  notationOf,
  type PackageFacts,
  readSbom,
  streamDependencies,
  toDependencies,
  validateSbom,
  writeSbom,
} from '../../reading/sbom/index.ts';
import { manifestsOfFile } from './parser.ts';
import { onlyFile } from './trees.ts';
import type { ToolFile, ToolHandler } from './types.ts';

/** Less than what is asked within a request may take. */
const checkXsd = checkXsdWithin(20_000);

/**
 * Options: `operation` (none: what the jobs of the original answer), `to` and `version` of what is written, `subject` and
 * `timestamp` of what is made, `facts` for enrichment and the `notice` of what they are under.
 */
export const sbomTool: ToolHandler = async ({ files: inputs, options }) => {
  switch (options.operation) {
    case undefined:
      return readAll(onlyFile(inputs));
    case 'packages':
      return packages(onlyFile(inputs));
    case 'convert':
      return convertSbom(await bytesOf(onlyFile(inputs)), target(options));
    case 'validate':
      return validateSbom(await bytesOf(onlyFile(inputs)), { checkXsd });
    case 'make':
      return make(inputs, options);
    case 'enrich':
      return enrich(onlyFile(inputs), options);
    default:
      throw new InputError('operation', `there is no operation ${String(options.operation)}`);
  }
};

/** A document that is too large to be held is read in parts: its packages without what only the whole tells. */
async function readAll(file: ToolFile) {
  if (file.size > MAX_SBOM_BYTES) {
    const { dependencies, skipped, ...rest } = await streamDependencies(files.stream(file.path));
    return { ...rest, dependencies, skipped, packages: null, relationships: null, validation: null };
  }
  const bytes = await bytesOf(file);
  const { sbom, file: opened } = readSbom(bytes);
  return {
    ...normaliseSbom(sbom, opened),
    ...toDependencies(sbom),
    validation: await validationOf(bytes),
  };
}

/** Null for a document whose check takes too much: what it says is told all the same. */
async function validationOf(bytes: Buffer) {
  try {
    const { isValid, by, problems, isTruncated } = await validateSbom(bytes, { checkXsd });
    return { valid: isValid, by, problems, truncated: isTruncated };
  } catch (error) {
    if (error instanceof UpstreamError && (error.code === 'timeout' || error.code === 'too-large'))
      return null;
    throw error;
  }
}

async function packages(file: ToolFile) {
  const { dependencies } =
    file.size > MAX_SBOM_BYTES
      ? await streamDependencies(files.stream(file.path))
      : toDependencies(readSbom(await bytesOf(file)).sbom);
  return { purls: dependencies.map(({ purl }) => purl) };
}

async function make(inputs: ToolFile[], options: JsonObject) {
  const manifests = [];
  for (const input of inputs)
    manifests.push(...(await manifestsOfFile(input, undefined, { graph: true })).manifests);
  if (manifests.length === 0) throw new InputError('url', 'no manifest or lockfile that is known', 422);
  relate(manifests);
  const inventory = inventoryOf(manifests);
  const sbom = sbomOfInventory(inventory, {
    subject: (options.subject ?? {}) as object,
    timestamp: String(options.timestamp),
    toolVersion: String(options.toolVersion),
  });
  return {
    ...writeSbom(sbom, target(options)),
    components: inventory.items.length,
    failed: inventory.failed,
  };
}

async function enrich(file: ToolFile, options: JsonObject) {
  const { sbom, file: opened } = readSbom(await bytesOf(file));
  const facts = new Map(options.facts as unknown as [string, PackageFacts][]);
  const notice = typeof options.notice === 'string' ? options.notice : null;
  const { sbom: enriched, known, unknown, vulnerabilities } = enrichSbom(sbom, facts, notice);
  const notation = options.to === undefined ? opened.notation : target(options).notation;
  const version = options.version === undefined ? undefined : String(options.version);
  return { ...writeSbom(enriched, { notation, version }), known, unknown, vulnerabilities };
}

async function bytesOf(file: ToolFile): Promise<Buffer> {
  if (file.size > MAX_SBOM_BYTES)
    throw new UpstreamError('too-large', `SBOMs over ${MAX_SBOM_BYTES} bytes are read in parts only`);
  return files.read(file.path, { maxBytes: MAX_SBOM_BYTES });
}

/** @throws InputError naming `to`. */
function target(options: JsonObject): { notation: NotationId; version?: string } {
  const notation = notationOf(String(options.to ?? 'cyclonedx-json'));
  if (!notation) throw new InputError('to', `there is no notation ${String(options.to)}`);
  return options.version === undefined
    ? { notation: notation.id }
    : { notation: notation.id, version: String(options.version) };
}
