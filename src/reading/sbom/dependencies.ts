/** The packages that an SBOM names, as the parser of manifests gives them. */
import { type Purl, parsePurl } from '../../core/purl/index.ts';
import { everyComponent, type Sbom, type SbomComponent } from './model.ts';

export interface SbomDependency {
  /** The ecosystem as it is called for the purl's type: `go` for golang, `packagist` for composer, `rubygems` for gem. */
  ecosystem: string;
  purlType: string;
  /** With its namespace: `@babel/core`, `org.example:thing`. */
  name: string;
  /** The version, or the range that the document gives; null where it gives neither. */
  requirement: string | null;
  /** `development`, `test`, `optional` ... as the relations to it say; null where they do not. */
  type: string | null;
  /** null: not known, since the document has no relations. */
  direct: boolean | null;
  /** The purl as written. */
  purl: string;
  /** `sha512-<base64>` or the first other hash; null without any. */
  integrity: string | null;
}

export interface SbomDependencies {
  dependencies: SbomDependency[];
  skipped: {
    /** Components without a purl. */
    withoutPurl: number;
    /** Those whose purl cannot be read. */
    badPurl: number;
    /** Further ones with the same purl. */
    repeated: number;
  };
}

const PLATFORMS = new Map([
  ['golang', 'go'],
  ['composer', 'packagist'],
  ['gem', 'rubygems'],
]);

export function ecosystemOfType(type: string): string {
  return PLATFORMS.get(type) ?? type;
}

/** The name of a package with its namespace, as its ecosystem writes it. */
export function packageName({ type, namespace, name }: Purl): string {
  if (namespace === null) return name;
  return `${namespace}${type === 'maven' ? ':' : '/'}${name}`;
}

/**
 * All components with a purl, breadth-first through nested ones, the first of equal purls. What the document is about is not among
 * them. A component is direct when the subject depends on it; without a subject, when nothing else does; and it is not known
 * when the document has no relations of dependence at all.
 */
export function toDependencies(sbom: Sbom): SbomDependencies {
  const { direct, types } = relationsTo(sbom);
  const subjects = new Set(sbom.subjects);
  const seen = new Set<string>();
  const skipped = { withoutPurl: 0, badPurl: 0, repeated: 0 };
  const dependencies: SbomDependency[] = [];
  for (const { component } of everyComponent(sbom)) {
    if (subjects.has(component.id)) continue;
    const entry = dependencyOf(component);
    if (entry === null) {
      if (component.purl === null) skipped.withoutPurl++;
      else skipped.badPurl++;
    } else if (seen.has(entry.purl)) skipped.repeated++;
    else {
      seen.add(entry.purl);
      dependencies.push({
        ...entry,
        type: types.get(component.id) ?? (component.scope === 'optional' ? 'optional' : null),
        direct: direct === null ? null : direct.has(component.id),
      });
    }
  }
  return { dependencies, skipped };
}

/** Null for a component without a purl that can be read. */
export function dependencyOf(
  component: Pick<SbomComponent, 'purl' | 'version' | 'versionRange' | 'hashes'>,
): SbomDependency | null {
  const { purl } = component;
  if (purl === null) return null;
  let parsed: Purl;
  try {
    parsed = parsePurl(purl, { lenient: true });
  } catch {
    return null;
  }
  const name = packageName(parsed);
  if (name.includes('\0')) return null;
  return {
    ecosystem: ecosystemOfType(parsed.type),
    purlType: parsed.type,
    name,
    requirement: parsed.version ?? component.version ?? component.versionRange,
    type: null,
    direct: null,
    purl,
    integrity: integrityOf(component.hashes),
  };
}

function relationsTo(sbom: Sbom): { direct: Set<string> | null; types: Map<string, string> } {
  const edges = sbom.edges.filter(edge => edge.kind === 'depends-on');
  const types = new Map<string, string>();
  for (const { to, scope } of edges) if (scope !== null && !types.has(to)) types.set(to, scope);
  if (edges.length === 0) return { direct: null, types };
  const subjects = new Set(sbom.subjects);
  if (edges.some(edge => subjects.has(edge.from)))
    return { direct: new Set(edges.filter(edge => subjects.has(edge.from)).map(edge => edge.to)), types };
  // Nothing says what is at the top: it is what nothing depends on.
  const targets = new Set(edges.map(edge => edge.to));
  const roots = new Set<string>();
  for (const { component } of everyComponent(sbom)) if (!targets.has(component.id)) roots.add(component.id);
  return { direct: roots, types };
}

const STRONGEST = ['SHA-512', 'SHA-384', 'SHA-256', 'SHA-1', 'MD5'];

function integrityOf(hashes: SbomComponent['hashes']): string | null {
  const [first] = hashes;
  const best =
    STRONGEST.map(name => hashes.find(each => each.algorithm === name)).find(each => each !== undefined) ??
    first;
  if (best === undefined || !/^(?:[0-9a-f]{2}){1,128}$/i.test(best.value)) return null;
  const algorithm = best.algorithm.toLowerCase();
  // Only these have a name in subresource integrity (https://www.w3.org/TR/SRI/).
  if (/^sha-(?:256|384|512)$/.test(algorithm))
    return `${algorithm.replace('-', '')}-${Buffer.from(best.value, 'hex').toString('base64')}`;
  return `${algorithm.replace('sha-', 'sha')}:${best.value.toLowerCase()}`;
}
