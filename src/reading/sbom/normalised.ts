/** The normalised form of an SBOM that the `/jobs` results of the sbom service hold: the document, its packages and its relations. */
import { parsePurl } from '../../core/purl/index.ts';
import { everyComponent, type LicenseStatement, type Sbom } from './model.ts';
import { notationOf } from './notations.ts';
import type { SbomFile } from './read.ts';

export interface NormalisedSbom {
  sbom_type: 'cyclonedx' | 'spdx';
  format: string;
  version: string;
  name: string | null;
  serial_number: string | null;
  created: string | null;
  tools: { vendor: string | null; name: string; version: string | null }[];
  creators: { type: string; name: string | null; email: string | null }[];
  packages: NormalisedPackage[];
  relationships: { source: string; target: string; type: string; scope: string | null }[];
  /** Ids of what the document is about. */
  describes: string[];
}

export interface NormalisedPackage {
  id: string;
  name: string;
  namespace: string | null;
  version: string | null;
  type: string | null;
  purl: string | null;
  /** Type of the purl; null without one that can be read. */
  purl_type: string | null;
  cpe: string | null;
  license_declared: string | null;
  license_concluded: string | null;
  supplier: string | null;
  description: string | null;
  copyright: string | null;
  checksums: { algorithm: string; value: string }[];
  external_references: { type: string; url: string }[];
  /** Id of what it is a part of. */
  parent: string | null;
}

export function normaliseSbom(sbom: Sbom, file: Pick<SbomFile, 'notation' | 'version'>): NormalisedSbom {
  const packages: NormalisedPackage[] = [];
  for (const { component, parent } of everyComponent(sbom)) {
    packages.push({
      id: component.id,
      name: component.name,
      namespace: component.namespace,
      version: component.version,
      type: component.kind,
      purl: component.purl,
      purl_type: typeOf(component.purl),
      cpe: component.cpe,
      license_declared: licenseText(component.declared),
      license_concluded: licenseText(component.concluded),
      supplier: component.supplier?.name ?? null,
      description: component.description,
      copyright: component.copyright,
      checksums: component.hashes,
      external_references: component.references.map(({ type, url }) => ({ type, url })),
      parent: parent?.id ?? null,
    });
  }
  const creators = [...sbom.authors, ...(sbom.supplier === null ? [] : [sbom.supplier])];
  return {
    sbom_type: notationOf(file.notation)?.family === 'cyclonedx' ? 'cyclonedx' : 'spdx',
    format: file.notation,
    version: file.version,
    name: sbom.name,
    serial_number: sbom.serial,
    created: sbom.timestamp,
    tools: sbom.tools,
    creators: creators.map(({ kind, name, email }) => ({ type: kind, name, email })),
    packages,
    relationships: sbom.edges.map(({ from, to, kind, scope }) => ({
      source: from,
      target: to,
      type: kind,
      scope,
    })),
    describes: sbom.subjects,
  };
}

function typeOf(purl: string | null): string | null {
  if (purl === null) return null;
  try {
    return parsePurl(purl, { lenient: true }).type;
  } catch {
    return null;
  }
}

/** One expression, or the names, of all that holds; NONE and NOASSERTION as they were said. */
export function licenseText(statement: LicenseStatement | null): string | null {
  if (statement === null) return null;
  if (statement.state === 'none') return 'NONE';
  if (statement.state === 'no-assertion') return 'NOASSERTION';
  const parts = statement.claims.map(claim => claim.id ?? claim.expression ?? claim.name ?? '');
  return parts.map(part => (parts.length > 1 && /\sOR\s/i.test(part) ? `(${part})` : part)).join(' AND ');
}
