/** The model as an SPDX 3.0 document in JSON-LD. What was read as SPDX 3 keeps its elements; those that changed are written anew. */
import { isDeepStrictEqual } from 'node:util';
import type { JsonDocument } from '../../../formats/json.ts';
import { realEdges } from '../ids.ts';
import type { Losses } from '../losses.ts';
import { everyComponent, type Party, type Sbom } from '../model.ts';
import { writeGroups } from '../overlay.ts';
import { namespaceOf, spdxTime } from '../spdx2/creation.ts';
import { isFile, spdxIds } from '../spdx2/document.ts';
import { writeTool } from '../spdx2/party.ts';
import type { Spdx3Context } from './context.ts';
import { CONTEXT, type Graph, graphOf, idOf, isComponent, typeOf } from './graph.ts';
import { readLicenses, writeLicenses } from './licenses.ts';
import { ELEMENT_GROUPS, writeProperties } from './package.ts';
import { agentMembers } from './party.ts';
import { licensesIn, readEdges, readHead, relationsIn } from './read.ts';
import { isRelationship, relationOf, relationsOf } from './relationships.ts';
import { isVulnerabilityPart, readVulnerabilities, writeVulnerabilities } from './vulnerabilities.ts';

export const SPDX3_VERSION = '3.0.1';
const INFO = '_:creationinfo';

export function writeSpdx3(sbom: Sbom, losses: Losses): JsonDocument {
  const native = sbom.extra?.family === 'spdx3' ? sbom.extra.node : null;
  const graph: Graph = native === null ? { elements: [], byId: new Map() } : graphOf(native);
  const base = `${(sbom.serial ?? namespaceOf(sbom)).replace(/#.*$/s, '')}#`;
  const added: JsonDocument[] = [];
  const taken = new Set(graph.byId.keys());
  const toSpdx = spdxIds(sbom);
  const toId = (id: string) => (graph.byId.has(id) ? id : `${base}${toSpdx(id)}`);
  const info = infoOf(graph) ?? INFO;

  const parties = new Map<string, string>();
  const context: Spdx3Context = {
    graph,
    lose: (field, why, what) => losses.add(`/components/*/${field}`, why, what),
    add(type, members, wanted) {
      const start = `${base}${(wanted ?? type).replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 200)}`;
      let id = wanted === undefined ? `${start}-${added.length + 1}` : start;
      for (let n = added.length + 1; taken.has(id); n++) id = `${start}-${n}`;
      taken.add(id);
      added.push({ type, spdxId: id, creationInfo: info, ...members });
      return id;
    },
    party(party: Party) {
      const key = JSON.stringify(party);
      const id =
        parties.get(key) ??
        context.add(party.kind === 'person' ? 'Person' : 'Organization', agentMembers(party));
      parties.set(key, id);
      return id;
    },
  };

  const rewritten = new Map<JsonDocument, JsonDocument>();
  for (const { component } of everyComponent(sbom)) {
    const node = component.extra?.family === 'spdx3' ? component.extra.node : null;
    const members = writeGroups(ELEMENT_GROUPS, component, node, context);
    if (node !== null) rewritten.set(node, members);
    else {
      const id = toId(component.id);
      taken.add(id);
      added.push({
        type: isFile(component) ? 'software_File' : 'software_Package',
        spdxId: id,
        creationInfo: info,
        ...members,
      });
    }
  }
  const changed = writeChanged(sbom, graph, native !== null, toId, context, losses);
  const kept = graph.elements.filter(
    each => !changed.drop(each) && (!isComponent(each) || rewritten.has(each)),
  );
  const elements = kept.map(each => rewritten.get(each) ?? each);
  if (native === null)
    return { '@context': CONTEXT, '@graph': [...newHead(sbom, base, info, added, toId, context), ...added] };
  noteHead(sbom, graph, losses);
  const out = elements.map(each => withElements(each, added));
  return { ...native, '@graph': [...out, ...added] };
}

function infoOf(graph: Graph): string | null {
  const element = graph.elements.find(each => typeOf(each) === 'CreationInfo');
  return element === undefined ? null : idOf(element);
}

/** Relations, licences and vulnerabilities that differ from what was read; `drop` tells the elements that they replace. */
function writeChanged(
  sbom: Sbom,
  graph: Graph,
  isNative: boolean,
  toId: (id: string) => string,
  context: Spdx3Context,
  losses: Losses,
) {
  const relations = relationsIn(graph);
  const known = new Set<string>();
  for (const { component } of everyComponent(sbom)) known.add(component.id);
  const before = readEdges(relations, graph);
  const has = (id: string) => known.has(id);
  const sameEdges =
    isNative &&
    isDeepStrictEqual(realEdges(before.edges, has), sbom.edges) &&
    isDeepStrictEqual(before.stated.filter(has), sbom.stated);
  if (!sameEdges) {
    const nested = [...everyComponent(sbom)].flatMap(({ component, parent }) =>
      parent === null ? [] : [{ from: parent.id, to: component.id, kind: 'contains', scope: null }],
    );
    const edges = [...nested, ...sbom.edges].map(each => ({
      ...each,
      from: toId(each.from),
      to: toId(each.to),
    }));
    const lose = (kind: string, why: string) => losses.add('/relationships', why, kind);
    for (const { type, ...members } of relationsOf(edges, sbom.stated.map(toId), lose))
      context.add(String(type), members);
  }
  const licensesBefore = licensesIn(relations);
  const relicensed = new Set<string>();
  const shared = new Map<string, string>();
  for (const { component } of everyComponent(sbom)) {
    const was = component.extra?.family === 'spdx3' ? licensesBefore.get(component.id) : undefined;
    for (const field of ['declared', 'concluded'] as const) {
      const statement = component[field];
      if (
        component.extra?.family === 'spdx3' &&
        isDeepStrictEqual(readLicenses(was?.[field] ?? [], graph), statement)
      )
        continue;
      relicensed.add(`${component.id}\n${field}`);
      if (statement === null) continue;
      const type = field === 'declared' ? 'hasDeclaredLicense' : 'hasConcludedLicense';
      context.add('Relationship', {
        from: toId(component.id),
        relationshipType: type,
        to: writeLicenses(statement, context, shared),
      });
    }
  }
  const sameVulnerabilities = isDeepStrictEqual(readVulnerabilities(graph), sbom.vulnerabilities);
  if (!sameVulnerabilities) writeVulnerabilities(sbom.vulnerabilities, toId, context);
  const licenceFields = new Map([
    ['hasDeclaredLicense', 'declared'],
    ['hasConcludedLicense', 'concluded'],
  ]);
  return {
    drop(element: JsonDocument): boolean {
      if (!sameVulnerabilities && isVulnerabilityPart(element)) return true;
      if (!isRelationship(element)) return false;
      const relation = relationOf(element);
      if (relation === null || isVulnerabilityPart(element)) return false;
      const field = licenceFields.get(relation.type);
      if (field !== undefined) return relicensed.has(`${relation.from}\n${field}`);
      return !sameEdges && known.has(relation.from) && relation.to.every(has);
    },
  };
}

/** The elements that say what the document is. */
function newHead(
  sbom: Sbom,
  base: string,
  info: string,
  added: JsonDocument[],
  toId: (id: string) => string,
  context: Spdx3Context,
): JsonDocument[] {
  const creators = [...sbom.authors, ...(sbom.supplier === null ? [] : [sbom.supplier])].map(context.party);
  const tools = sbom.tools.map(tool => context.add('Tool', { name: writeTool(tool).slice('Tool: '.length) }));
  if (creators.length === 0) creators.push(context.add('SoftwareAgent', { name: 'ecosystems' }));
  if (sbom.timestamp === null)
    context.lose('metadata/timestamp', 'SPDX demands a time: 1970-01-01 stands for an unknown one');
  if (sbom.revision !== null && sbom.revision !== 1) context.lose('version', 'SPDX does not count revisions');
  const bom = `${base}SPDXRef-SBOM`;
  const license = context.add('simplelicensing_LicenseExpression', {
    simplelicensing_licenseExpression: sbom.dataLicense ?? 'CC0-1.0',
  });
  const properties = writeProperties(
    [...sbom.properties, ...sbom.lifecycles.map(value => ({ name: 'ecosystems:lifecycle', value }))],
    null,
  );
  const roots = sbom.subjects.map(toId);
  const ids = added.flatMap(each => idOf(each) ?? []);
  return [
    {
      type: 'CreationInfo',
      '@id': info,
      specVersion: SPDX3_VERSION,
      created: spdxTime(sbom.timestamp),
      createdBy: creators,
      ...(tools.length > 0 ? { createdUsing: tools } : {}),
    },
    {
      type: 'SpdxDocument',
      spdxId: `${base}SPDXRef-DOCUMENT`,
      creationInfo: info,
      ...(sbom.name === null ? {} : { name: sbom.name }),
      ...(sbom.comment === null ? {} : { comment: sbom.comment }),
      dataLicense: license,
      profileConformance: [
        'core',
        'software',
        'simpleLicensing',
        ...(sbom.vulnerabilities.length > 0 ? ['security'] : []),
      ],
      rootElement: [bom],
      element: [bom, ...ids],
      ...(properties === undefined ? {} : { extension: properties }),
    },
    {
      type: 'software_Sbom',
      spdxId: bom,
      creationInfo: info,
      ...(roots.length > 0 ? { rootElement: roots } : {}),
      element: ids,
    },
  ];
}

/** New elements belong to the document as well. */
function withElements(element: JsonDocument, added: readonly JsonDocument[]): JsonDocument {
  if (typeOf(element) !== 'SpdxDocument' || added.length === 0 || !Array.isArray(element.element))
    return element;
  return { ...element, element: [...element.element, ...added.flatMap(each => idOf(each) ?? [])] };
}

/** What is said of the document itself is not rewritten in a document that was read. */
function noteHead(sbom: Sbom, graph: Graph, losses: Losses): void {
  for (const [field, value] of Object.entries(readHead(graph)))
    if (!isDeepStrictEqual(sbom[field as keyof Sbom], value))
      losses.add(`/${field}`, 'the head of an SPDX 3 document that was read is kept');
}
