/**
 * What an index knows of packages, put into an SBOM: licences where the document states none, vulnerabilities, references, and the
 * rest as properties under `ecosystems:`. Nothing that the document says is overwritten. Every fact says from where and as of when.
 */
import { canonicalisePurl, withoutVersion } from '../../core/purl/index.ts';
import { licenseOf } from './make.ts';
import {
  everyComponent,
  type Sbom,
  type SbomComponent,
  type SbomProperty,
  type SbomVulnerability,
} from './model.ts';

export interface PackageFacts {
  /** Where they come from: a name or a URL. */
  source: string;
  /** As of when, RFC 3339. */
  asOf: string;
  /** An SPDX expression, or as declared. */
  license?: string | null;
  /** The latest version. */
  latest?: string | null;
  /** `deprecated`, `yanked`, `removed` ...; null: nothing of the kind is known. */
  status?: string | null;
  /** The registry's own words about it. */
  statusReason?: string | null;
  advisories?: readonly AdvisoryFact[];
  /** 1 is the most critical. */
  rank?: number | null;
  dependents?: number | null;
  funding?: readonly string[];
  repository?: string | null;
  homepage?: string | null;
}

export interface AdvisoryFact {
  /** `GHSA-...`, `CVE-...`, `OSV-...`. */
  id: string;
  summary?: string | null;
  /** `critical`, `high`, `medium`, `low`, `none`; null: not rated. */
  severity?: string | null;
  score?: number | null;
  /** A CVSS vector. */
  vector?: string | null;
  url?: string | null;
  /** Affected versions as a vers. */
  range?: string | null;
  /** The first versions without it. */
  fixed?: readonly string[];
}

export interface Enriched {
  sbom: Sbom;
  /** Components for which there were facts, and those with a purl for which there were none. */
  known: number;
  unknown: number;
  vulnerabilities: number;
}

/** Properties that enrichment writes. Documented in the README. */
export const FACT_PROPERTIES = {
  latest: 'ecosystems:latest',
  status: 'ecosystems:status',
  statusReason: 'ecosystems:status:reason',
  rank: 'ecosystems:criticality:rank',
  dependents: 'ecosystems:criticality:dependents',
  funding: 'ecosystems:funding',
  licenseSource: 'ecosystems:license:source',
  source: 'ecosystems:source-of-facts',
  asOf: 'ecosystems:as-of',
  notice: 'ecosystems:notice',
} as const;

const OURS = new Set<string>(Object.values(FACT_PROPERTIES));

/**
 * A new document; the one given is not changed. Facts are looked up by a component's purl as written, in canonical form, and
 * without its version, in this order. Enriching again replaces what was written before.
 *
 * @param notice what the facts are under, in a line: a property of the document, whose own licence stays as it is.
 */
export function enrichSbom(
  sbom: Sbom,
  facts: ReadonlyMap<string, PackageFacts>,
  notice: string | null = null,
): Enriched {
  const found = new Map<string, SbomVulnerability>(sbom.vulnerabilities.map(each => [each.id, each]));
  const count = { known: 0, unknown: 0 };
  const visit = (component: SbomComponent): SbomComponent => {
    const known = component.purl === null ? null : factsOf(component.purl, facts);
    if (component.purl !== null) count[known === null ? 'unknown' : 'known']++;
    const inside = { ...component, components: component.components.map(visit) };
    return known === null ? inside : withFacts(inside, known);
  };
  const components = sbom.components.map(visit);
  for (const { component } of everyComponent(sbom)) {
    const known = component.purl === null ? null : factsOf(component.purl, facts);
    for (const advisory of known?.advisories ?? [])
      addVulnerability(found, component, advisory, known as PackageFacts);
  }
  const vulnerabilities = [...found.values()];
  return {
    sbom: {
      ...sbom,
      components,
      vulnerabilities,
      properties: notice === null || count.known === 0 ? sbom.properties : withNotice(sbom, notice),
    },
    ...count,
    vulnerabilities: vulnerabilities.length - sbom.vulnerabilities.length,
  };
}

function withNotice({ properties }: Sbom, notice: string): SbomProperty[] {
  const { notice: name } = FACT_PROPERTIES;
  return [...properties.filter(each => each.name !== name), { name, value: notice }];
}

function factsOf(purl: string, facts: ReadonlyMap<string, PackageFacts>): PackageFacts | null {
  const direct = facts.get(purl);
  if (direct !== undefined) return direct;
  try {
    return facts.get(canonicalisePurl(purl)) ?? facts.get(withoutVersion(purl)) ?? null;
  } catch {
    return null;
  }
}

function withFacts(component: SbomComponent, facts: PackageFacts): SbomComponent {
  const properties = component.properties.filter(each => !OURS.has(each.name));
  const put = (name: string, value: string | number | null | undefined) => {
    if (value !== null && value !== undefined) properties.push({ name, value: String(value) });
  };
  const isStated = component.declared?.state === 'stated' || component.concluded?.state === 'stated';
  const declared = isStated ? component.declared : (licenseOf(facts.license ?? null) ?? component.declared);
  if (declared !== component.declared) put(FACT_PROPERTIES.licenseSource, facts.source);
  put(FACT_PROPERTIES.latest, facts.latest);
  put(FACT_PROPERTIES.status, facts.status);
  put(FACT_PROPERTIES.statusReason, facts.statusReason);
  put(FACT_PROPERTIES.rank, facts.rank);
  put(FACT_PROPERTIES.dependents, facts.dependents);
  for (const link of facts.funding ?? []) put(FACT_PROPERTIES.funding, link);
  put(FACT_PROPERTIES.source, facts.source);
  put(FACT_PROPERTIES.asOf, facts.asOf);
  const references = [...component.references];
  for (const [type, url] of [
    ['vcs', facts.repository],
    ['website', facts.homepage],
  ] as const)
    if (url && !references.some(each => each.type === type || each.url === url))
      references.push({ type, url, comment: null });
  return { ...component, properties, references, declared };
}

function addVulnerability(
  found: Map<string, SbomVulnerability>,
  component: SbomComponent,
  advisory: AdvisoryFact,
  facts: PackageFacts,
): void {
  const affected = {
    id: component.id,
    versions:
      component.version !== null
        ? [{ version: component.version, range: null, status: 'affected' }]
        : advisory.range
          ? [{ version: null, range: advisory.range, status: 'affected' }]
          : [],
  };
  const before = found.get(advisory.id);
  if (before !== undefined) {
    if (!before.affects.some(each => each.id === component.id))
      found.set(advisory.id, { ...before, affects: [...before.affects, affected] });
    return;
  }
  const fixed = advisory.fixed ?? [];
  found.set(advisory.id, {
    id: advisory.id,
    source: { name: `${facts.source}, as of ${facts.asOf}`, url: advisory.url ?? null },
    description: advisory.summary ?? null,
    ratings:
      advisory.severity || advisory.vector || typeof advisory.score === 'number'
        ? [
            {
              severity: SEVERITIES.has(advisory.severity ?? '') ? (advisory.severity ?? null) : 'unknown',
              score: advisory.score ?? null,
              method: methodOf(advisory.vector ?? null),
              vector: advisory.vector ?? null,
            },
          ]
        : [],
    recommendation: fixed.length > 0 ? `Fixed in ${fixed.join(', ')}` : null,
    advisories: advisory.url ? [advisory.url] : [],
    affects: [affected],
  });
}

const SEVERITIES = new Set(['critical', 'high', 'medium', 'low', 'info', 'none', 'unknown']);

function methodOf(vector: string | null): string | null {
  if (vector === null) return null;
  if (vector.startsWith('CVSS:4')) return 'CVSSv4';
  if (vector.startsWith('CVSS:3.1')) return 'CVSSv31';
  return vector.startsWith('CVSS:3') ? 'CVSSv3' : 'CVSSv2';
}
