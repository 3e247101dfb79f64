/** An inventory as an SBOM. */
import { createHash } from 'node:crypto';
import { buildPurl } from '../../core/purl/index.ts';
import { manifestSetOf } from '../manifests/index.ts';
import { makeSbom, type Sbom } from '../sbom/index.ts';
import { type Inventory, keyOf } from './inventory.ts';

export interface SubjectInput {
  name?: string | null;
  version?: string | null;
  purl?: string | null;
  license?: string | null;
}

/**
 * @param subject what is known better than the manifests say it.
 * @param timestamp RFC 3339. The serial number follows from it and the contents: the same twice is the same document.
 */
export function sbomOfInventory(
  inventory: Inventory,
  { subject, timestamp, toolVersion }: { subject: SubjectInput; timestamp: string; toolVersion: string },
): Sbom {
  const { items, edges, stated, project } = inventory;
  const name = subject.name ?? project?.name ?? 'project';
  const version = subject.version ?? project?.version ?? null;
  const purl = subject.purl ?? projectPurl(project?.ecosystem ?? null, name, version);
  const hash = createHash('sha256')
    .update(JSON.stringify([name, version, timestamp, items]))
    .digest('hex');
  // A locked tree whose lockfile has no graph says nothing of edges; a manifest says what the project asks for itself.
  const direct = items.filter(item => item.direct === true).map(keyOf);
  const fromProject = edges.some(([from]) => from === null)
    ? []
    : direct.map((key): [null, string] => [null, key]);
  return makeSbom({
    subject: { name, version, purl, license: subject.license ?? project?.license ?? null },
    components: items.map(item => ({
      key: keyOf(item),
      name: item.name,
      version: item.version,
      purl: item.purl,
      integrity: item.integrity,
      requirement: item.requirement,
      type: item.type,
      optional: item.optional,
      direct: item.direct,
      manifest: item.manifests[0] ?? null,
      condition: item.condition,
      source: item.source,
    })),
    edges: [...edges, ...fromProject],
    stated,
    tool: { vendor: null, name: 'ecosystems', version: toolVersion },
    timestamp,
    serial: `urn:uuid:${uuidOf(hash)}`,
    lifecycles: [items.some(item => item.version !== null) ? 'build' : 'pre-build'],
  });
}

function projectPurl(ecosystem: string | null, name: string, version: string | null): string | null {
  const parts = ecosystem === null ? null : manifestSetOf(ecosystem)?.purl?.(name);
  if (!parts) return null;
  try {
    return buildPurl({ ...parts, version });
  } catch {
    return null;
  }
}

/** A UUID of version 8 (https://www.rfc-editor.org/rfc/rfc9562#section-5.8) made of a hash. */
function uuidOf(hex: string): string {
  const variant = ((Number.parseInt(hex[16] as string, 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
