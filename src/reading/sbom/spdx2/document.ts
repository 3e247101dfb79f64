/** A whole SPDX 2.2 or 2.3 document, in its JSON form, as the model has it, and back. */
import type { JsonDocument } from '../../../formats/json.ts';
import { idGiver, realEdges } from '../ids.ts';
import type { Losses } from '../losses.ts';
import { emptyComponent, emptySbom, everyComponent, type Sbom, type SbomComponent } from '../model.ts';
import { readGroups, writeGroups } from '../overlay.ts';
import { objectsOf, own, wordIn } from '../values.ts';
import type { Spdx2Context } from './context.ts';
import { DOCUMENT_GROUPS, spdxTime } from './creation.ts';
import { FILE_GROUPS, PACKAGE_GROUPS } from './package.ts';
import { prune } from './prune.ts';
import { type Relations, readRelations, relationship, writeEdge } from './relationships.ts';
import { WORDS } from './schema.ts';

export const DOCUMENT_ID = 'SPDXRef-DOCUMENT';

export function contextOf(document: JsonDocument, version: '2.2' | '2.3'): Spdx2Context {
  const extracted = new Map<string, JsonDocument>();
  for (const each of objectsOf(own(document, 'hasExtractedLicensingInfos'))) {
    const id = wordIn(own(each, 'licenseId'));
    if (id !== null) extracted.set(id, each);
  }
  return { version, created: spdxTime(null), lose: () => {}, extracted };
}

/** The model of a document. Wrong types are taken as absent. */
export function readSpdx2(document: JsonDocument, version: '2.2' | '2.3'): Sbom {
  const context = contextOf(document, version);
  const sbom: Sbom = {
    ...emptySbom(),
    ...readGroups(DOCUMENT_GROUPS, document, context),
    source: { family: 'spdx2', version },
    extra: { family: 'spdx2', node: document },
  };
  const packages = objectsOf(own(document, 'packages'));
  const files = objectsOf(own(document, 'files'));
  const ids = idGiver([...packages, ...files].flatMap(each => wordIn(own(each, 'SPDXID')) ?? []));
  for (const node of packages) sbom.components.push(readElement(node, PACKAGE_GROUPS, context, ids.give));
  for (const node of files) sbom.components.push(readElement(node, FILE_GROUPS, context, ids.give));
  const relations = readRelations(document, wordIn(own(document, 'SPDXID')) ?? DOCUMENT_ID);
  sbom.dropped.duplicateIds = ids.duplicates();
  sbom.edges = realEdges(relations.edges, ids.has, sbom.dropped);
  sbom.subjects = relations.subjects.filter(ids.has);
  sbom.stated = relations.stated.filter(ids.has);
  return sbom;
}

export function readElement(
  node: JsonDocument,
  groups: typeof PACKAGE_GROUPS,
  context: Spdx2Context,
  give: (wanted: string | null) => string,
): SbomComponent {
  const wanted = wordIn(own(node, 'SPDXID'));
  const id = give(wanted);
  return {
    ...emptyComponent(id, ''),
    ...readGroups(groups, node, context),
    extra: { family: 'spdx2', node, ...(id === wanted ? {} : { givenId: id }) },
  };
}

/** The JSON form in the wanted version. What it cannot hold goes to `losses`. */
export function writeSpdx2(sbom: Sbom, version: '2.2' | '2.3', losses: Losses): JsonDocument {
  const native = sbom.extra?.family === 'spdx2' ? sbom.extra.node : null;
  const documentId = (native && wordIn(own(native, 'SPDXID'))) ?? DOCUMENT_ID;
  const context: Spdx2Context = {
    ...contextOf(native ?? {}, version),
    created: spdxTime(sbom.timestamp),
    lose: (field, why, what) => losses.add(`/${field}`, why, what),
  };
  const toId = spdxIds(sbom);
  const out: JsonDocument = {
    spdxVersion: `SPDX-${version}`,
    SPDXID: documentId,
    ...writeGroups(DOCUMENT_GROUPS, sbom, native, context),
  };
  out.spdxVersion = `SPDX-${version}`;
  const packages: JsonDocument[] = [];
  const files: JsonDocument[] = [];
  const inside = {
    ...context,
    lose: (field: string, why: string, what?: string) => losses.add(`/components/*/${field}`, why, what),
  };
  const advisories = advisoriesOf(sbom, losses);
  for (const { component } of everyComponent(sbom)) {
    const id = toId(component.id);
    if (isFile(component)) files.push(writeFile(component, id, inside));
    else {
      const more = advisories.get(component.id);
      packages.push(
        writePackage(
          more ? { ...component, references: [...component.references, ...more] } : component,
          id,
          inside,
        ),
      );
    }
  }
  put(out, 'packages', packages, native);
  put(out, 'files', files, native);
  writeRelations(sbom, native, documentId, toId, out, losses);
  const extracted = [...context.extracted.values()];
  if (extracted.length > 0) out.hasExtractedLicensingInfos = extracted;
  return prune(out, version, losses);
}

function put(out: JsonDocument, member: string, list: JsonDocument[], native: JsonDocument | null): void {
  if (list.length > 0 || (native !== null && Array.isArray(native[member]))) out[member] = list;
  else delete out[member];
}

export function writePackage(component: SbomComponent, id: string, context: Spdx2Context): JsonDocument {
  const native = component.extra?.family === 'spdx2' ? component.extra.node : null;
  return { ...writeGroups(PACKAGE_GROUPS, component, native, context), SPDXID: id };
}

export function writeFile(component: SbomComponent, id: string, context: Spdx2Context): JsonDocument {
  const native = component.extra?.family === 'spdx2' ? component.extra.node : null;
  const out = writeGroups(FILE_GROUPS, component, native, context);
  // A file of SPDX says less than a package.
  if (native === null) {
    for (const field of PACKAGE_ONLY) {
      const value = component[field];
      if (value !== null && !(Array.isArray(value) && value.length === 0))
        context.lose(field, 'files of SPDX have no such field');
    }
  }
  if (native === null && context.version === '2.2') {
    out.licenseConcluded ??= 'NOASSERTION';
    out.copyrightText ??= 'NOASSERTION';
    out.licenseInfoInFiles ??= ['NOASSERTION'];
  }
  return { ...out, SPDXID: id };
}

const PACKAGE_ONLY = [
  'namespace',
  'version',
  'cpe',
  'declared',
  'supplier',
  'manufacturer',
  'publisher',
  'description',
  'references',
] as const;

/** SPDX demands a SHA-1 of every file; a file without one is written as a package whose purpose is a file. */
export function isFile(component: SbomComponent): boolean {
  if (component.extra?.family === 'spdx2') return Object.hasOwn(component.extra.node, 'fileName');
  return (
    component.kind === 'file' &&
    component.purl === null &&
    component.hashes.some(each => each.algorithm === 'SHA-1')
  );
}

/** Ids as SPDX 2 allows them: `SPDXRef-` and letters, digits, `.` and `-`. Those that are so already stay. */
export function spdxIds(sbom: Pick<Sbom, 'components'>): (id: string) => string {
  const taken = new Set<string>([DOCUMENT_ID]);
  const ids = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const { component } of everyComponent(sbom))
    if (VALID_ID.test(component.id) && component.id !== DOCUMENT_ID) taken.add(component.id);
  return id => {
    if (VALID_ID.test(id) && id !== DOCUMENT_ID) return id;
    const before = ids.get(id);
    if (before !== undefined) return before;
    const start = `SPDXRef-${id.replace(/[^A-Za-z0-9.]+/g, '-').slice(0, 200)}`;
    let wanted = start;
    // Counting on from where the last one of the same start ended keeps many equal ones linear.
    for (let n = (counts.get(start) ?? 1) + 1; taken.has(wanted); n++) {
      wanted = `${start}-${n}`;
      counts.set(start, n);
    }
    taken.add(wanted);
    ids.set(id, wanted);
    return wanted;
  };
}
const VALID_ID = /^SPDXRef-[A-Za-z0-9.-]+$/;

function writeRelations(
  sbom: Sbom,
  native: JsonDocument | null,
  documentId: string,
  toId: (id: string) => string,
  out: JsonDocument,
  losses: Losses,
): void {
  const known = new Set<string>();
  for (const { component } of everyComponent(sbom)) known.add(component.id);
  if (native !== null && isUnchanged(sbom, readRelations(native, documentId), known)) return;
  const relations = described(sbom).map(id => relationship(documentId, 'DESCRIBES', toId(id)));
  for (const { component, parent } of everyComponent(sbom))
    if (parent !== null) relations.push(relationship(toId(parent.id), 'CONTAINS', toId(component.id)));
  const types = WORDS.get('relationshipType');
  for (const edge of sbom.edges) {
    const written = writeEdge({ ...edge, from: toId(edge.from), to: toId(edge.to) });
    const type = String(written.relationshipType);
    if (!types?.always.includes(type) && !types?.since23.includes(type)) {
      losses.add('/relationships', 'no such relation in SPDX 2: written as OTHER', edge.kind);
      relations.push({ ...written, relationshipType: 'OTHER', comment: edge.kind });
    } else relations.push(written);
  }
  const depending = new Set(sbom.edges.filter(edge => edge.kind === 'depends-on').map(edge => edge.from));
  for (const id of sbom.stated)
    if (!depending.has(id)) relations.push(relationship(toId(id), 'DEPENDS_ON', 'NONE'));
  delete out.documentDescribes;
  // Nodes that were read are not changed: packages are new objects here.
  for (const each of objectsOf(out.packages)) delete each.hasFiles;
  if (relations.length > 0) out.relationships = relations;
  else delete out.relationships;
}

/** SPDX demands that something is described: without a subject it is what nothing depends on, in a ring the first component. */
function described(sbom: Sbom): string[] {
  if (sbom.subjects.length > 0) return sbom.subjects;
  const targets = new Set(sbom.edges.map(edge => edge.to));
  const roots = sbom.components.filter(each => !targets.has(each.id)).map(each => each.id);
  return roots.length > 0 ? roots : sbom.components.slice(0, 1).map(each => each.id);
}

function isUnchanged(sbom: Sbom, before: Relations, known: ReadonlySet<string>): boolean {
  const has = (id: string) => known.has(id);
  return (
    JSON.stringify(realEdges(before.edges, has)) === JSON.stringify(sbom.edges) &&
    JSON.stringify(before.subjects.filter(has)) === JSON.stringify(sbom.subjects) &&
    JSON.stringify(before.stated.filter(has)) === JSON.stringify(sbom.stated)
  );
}

/** SPDX 2 has no vulnerabilities, but packages may refer to advisories. */
function advisoriesOf(sbom: Sbom, losses: Losses): Map<string, SbomComponent['references']> {
  const out = new Map<string, SbomComponent['references']>();
  for (const vulnerability of sbom.vulnerabilities) {
    const url = vulnerability.advisories[0] ?? vulnerability.source?.url ?? null;
    losses.add(
      '/vulnerabilities',
      url === null
        ? 'SPDX 2 has no vulnerabilities'
        : 'SPDX 2 has no vulnerabilities: references to advisories are kept',
    );
    if (url === null) continue;
    for (const { id } of vulnerability.affects) {
      const list = out.get(id) ?? [];
      list.push({ type: 'advisories', url, comment: vulnerability.id });
      out.set(id, list);
    }
  }
  return out;
}
