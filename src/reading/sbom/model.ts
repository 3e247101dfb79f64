/**
 * One SBOM, whatever format it came in. Words are those of CycloneDX where it has one, since its vocabulary is the larger:
 * component types, hash algorithms, types of external references.
 *
 * What a format says beyond this model stays in `extra`, so that writing the same format again loses nothing, and so that a
 * conversion can say what it loses.
 */
import type { JsonDocument } from '../../formats/json.ts';

/** Formats that share a data model; their notations convert into each other without this model. */
export type SbomFamily = 'cyclonedx' | 'spdx2' | 'spdx3';

export interface Extra {
  family: SbomFamily;
  /** The thing as the format's JSON form has it. Not to be changed. */
  node: JsonDocument;
  /** The id that it was given when it was read, where the document gives it none or one that is taken. */
  givenId?: string;
}

export interface Sbom {
  /** Where it was read from; null for one made here. */
  source: { family: SbomFamily; version: string } | null;
  name: string | null;
  /** `urn:uuid:...` of CycloneDX, or the namespace of an SPDX document. */
  serial: string | null;
  /** Counts the revisions of one serial number. */
  revision: number | null;
  /** When it was made, RFC 3339. */
  timestamp: string | null;
  tools: SbomTool[];
  authors: Party[];
  supplier: Party | null;
  /** Phases of CycloneDX (`build`, `post-build` ...) or their names. */
  lifecycles: string[];
  /** Of the document itself, an SPDX expression. */
  dataLicense: string | null;
  comment: string | null;
  /** Ids of what the document is about. */
  subjects: string[];
  /** Top-level ones; the subject is among them. */
  components: SbomComponent[];
  edges: SbomEdge[];
  /** Ids whose dependencies are stated in full: without an edge they are known to have none. Of others it is not known. */
  stated: string[];
  vulnerabilities: SbomVulnerability[];
  properties: SbomProperty[];
  /** What reading left out. */
  dropped: Dropped;
  extra: Extra | null;
}

/** Numbers of edges to ids that are nowhere, edges to oneself, and ids that were taken twice. */
export interface Dropped {
  danglingEdges: number;
  selfEdges: number;
  duplicateIds: number;
}

export interface SbomComponent {
  /** Unique in the document. */
  id: string;
  /** `library`, `application`, `file` ...; null where it is not said. */
  kind: string | null;
  /** The group of CycloneDX: scope, groupId, vendor. */
  namespace: string | null;
  name: string;
  version: string | null;
  /** A vers, where there is no one version. */
  versionRange: string | null;
  /** As written. */
  purl: string | null;
  cpe: string | null;
  scope: 'required' | 'optional' | 'excluded' | null;
  hashes: SbomHash[];
  declared: LicenseStatement | null;
  concluded: LicenseStatement | null;
  supplier: Party | null;
  /** Who made it, if an organisation. */
  manufacturer: Party | null;
  authors: Party[];
  publisher: string | null;
  description: string | null;
  copyright: string | null;
  references: SbomReference[];
  properties: SbomProperty[];
  /** Not part of what the document is about, but expected from outside; null: not said. */
  isExternal: boolean | null;
  /** Files and lines in which it was found. */
  occurrences: SbomOccurrence[];
  /** What it is assembled from, which is not what it depends on. */
  components: SbomComponent[];
  extra: Extra | null;
}

/**
 * `none`: it is said that there is no licence. `no-assertion`: it is said that nothing is said. A statement that is missing
 * altogether is null.
 */
export interface LicenseStatement {
  state: 'stated' | 'none' | 'no-assertion';
  /** All of them hold. */
  claims: LicenseClaim[];
}

export interface LicenseClaim {
  /** One identifier of the SPDX list, as written. */
  id: string | null;
  /** An SPDX expression. Of `id`, `expression` and `name` one is given. */
  expression: string | null;
  name: string | null;
  text: string | null;
  url: string | null;
}

export interface SbomHash {
  /** As CycloneDX writes it (`SHA-256`), or as SPDX does where CycloneDX has no word (`MD2`). */
  algorithm: string;
  /** Hexadecimal. */
  value: string;
}

export interface Party {
  kind: 'person' | 'organization';
  name: string | null;
  email: string | null;
  url: string | null;
}

export interface SbomTool {
  vendor: string | null;
  name: string;
  version: string | null;
}

export interface SbomReference {
  /** A type of CycloneDX, or `spdx:CATEGORY:type` for what only SPDX knows. */
  type: string;
  url: string;
  comment: string | null;
}

export interface SbomProperty {
  name: string;
  value: string;
}

export interface SbomOccurrence {
  location: string;
  line: number | null;
}

export interface SbomEdge {
  from: string;
  to: string;
  /**
   * `depends-on`, `contains`, `provides`, or another type of SPDX in lower case with `-`, always from the one that depends,
   * contains, is described ... as its active form says.
   */
  kind: string;
  /** When it is needed: `development`, `test`, `build`, `optional`, `provided`, `runtime`; null: not said. */
  scope: string | null;
}

export interface SbomVulnerability {
  id: string;
  source: { name: string | null; url: string | null } | null;
  description: string | null;
  ratings: { severity: string | null; score: number | null; method: string | null; vector: string | null }[];
  /** What to do about it, in words. */
  recommendation: string | null;
  advisories: string[];
  affects: {
    id: string;
    versions: { version: string | null; range: string | null; status: string | null }[];
  }[];
}

/** A component of which only the id and the name are known. */
export function emptyComponent(id: string, name: string): SbomComponent {
  return {
    id,
    kind: null,
    namespace: null,
    name,
    version: null,
    versionRange: null,
    purl: null,
    cpe: null,
    scope: null,
    hashes: [],
    declared: null,
    concluded: null,
    supplier: null,
    manufacturer: null,
    authors: [],
    publisher: null,
    description: null,
    copyright: null,
    references: [],
    properties: [],
    isExternal: null,
    occurrences: [],
    components: [],
    extra: null,
  };
}

/** A document without content. */
export function emptySbom(): Sbom {
  return {
    source: null,
    name: null,
    serial: null,
    revision: null,
    timestamp: null,
    tools: [],
    authors: [],
    supplier: null,
    lifecycles: [],
    dataLicense: null,
    comment: null,
    subjects: [],
    components: [],
    edges: [],
    stated: [],
    vulnerabilities: [],
    properties: [],
    dropped: { danglingEdges: 0, selfEdges: 0, duplicateIds: 0 },
    extra: null,
  };
}

/** Every component, those inside others after all of the level above (breadth-first), with what holds it. */
export function* everyComponent(
  sbom: Pick<Sbom, 'components'>,
): Generator<{ component: SbomComponent; parent: SbomComponent | null }> {
  const queue: { component: SbomComponent; parent: SbomComponent | null }[] = sbom.components.map(
    component => ({
      component,
      parent: null,
    }),
  );
  for (let i = 0; i < queue.length; i++) {
    const entry = queue[i] as (typeof queue)[number];
    yield entry;
    for (const component of entry.component.components) queue.push({ component, parent: entry.component });
  }
}
