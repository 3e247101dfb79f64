/** The notations that are read and written. */
import { CYCLONEDX_VERSIONS } from './cyclonedx/context.ts';
import type { SbomFamily } from './model.ts';
import { SPDX2_VERSIONS } from './spdx2/context.ts';

export interface Notation {
  id: NotationId;
  family: SbomFamily;
  label: string;
  /** Oldest first. */
  versions: readonly string[];
  mediaType: string;
  /** The usual end of a file name. */
  extension: string;
}

export type NotationId =
  | 'cyclonedx-json'
  | 'cyclonedx-xml'
  | 'spdx-json'
  | 'spdx-yaml'
  | 'spdx-tag-value'
  | 'spdx-rdf'
  | 'spdx3-json';

const SPDX3 = ['3.0.1'] as const;
const notation = (
  id: NotationId,
  family: SbomFamily,
  label: string,
  versions: readonly string[],
  mediaType: string,
  extension: string,
): Notation => ({ id, family, label, versions, mediaType, extension });

export const NOTATIONS: readonly Notation[] = [
  notation(
    'cyclonedx-json',
    'cyclonedx',
    'CycloneDX JSON',
    CYCLONEDX_VERSIONS,
    'application/vnd.cyclonedx+json',
    '.cdx.json',
  ),
  notation(
    'cyclonedx-xml',
    'cyclonedx',
    'CycloneDX XML',
    CYCLONEDX_VERSIONS,
    'application/vnd.cyclonedx+xml',
    '.cdx.xml',
  ),
  notation('spdx-json', 'spdx2', 'SPDX JSON', SPDX2_VERSIONS, 'application/spdx+json', '.spdx.json'),
  notation('spdx-yaml', 'spdx2', 'SPDX YAML', SPDX2_VERSIONS, 'application/yaml', '.spdx.yaml'),
  notation('spdx-tag-value', 'spdx2', 'SPDX tag-value', SPDX2_VERSIONS, 'text/spdx', '.spdx'),
  notation('spdx-rdf', 'spdx2', 'SPDX RDF/XML', SPDX2_VERSIONS, 'application/rdf+xml', '.spdx.rdf'),
  notation('spdx3-json', 'spdx3', 'SPDX 3 JSON-LD', SPDX3, 'application/ld+json', '.spdx3.json'),
];

export function notationOf(id: string): Notation | null {
  return NOTATIONS.find(each => each.id === id) ?? null;
}
