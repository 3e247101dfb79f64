/** A whole SPDX 3.0 document as the model has it. */
import type { JsonDocument } from '../../../formats/json.ts';
import { idGiver, realEdges } from '../ids.ts';
import { emptyComponent, emptySbom, type Sbom } from '../model.ts';
import { readGroups } from '../overlay.ts';
import { readTool } from '../spdx2/party.ts';
import { own, wordIn } from '../values.ts';
import type { Spdx3Context } from './context.ts';
import { type Graph, graphOf, idOf, idsIn, isComponent, referred, typeOf } from './graph.ts';
import { readLicenses } from './licenses.ts';
import { ELEMENT_GROUPS, readProperties } from './package.ts';
import { readAgent } from './party.ts';
import { edgesOf, isRelationship, type Relation, relationOf } from './relationships.ts';
import { readVulnerabilities } from './vulnerabilities.ts';

/** Relations that are not between components. */
const ELSEWHERE = new Set([
  'hasDeclaredLicense',
  'hasConcludedLicense',
  'hasAssociatedVulnerability',
  'affects',
  'hasAssessmentFor',
]);

export function readingContext(graph: Graph): Spdx3Context {
  return { graph, lose: () => {}, party: () => '', add: () => '' };
}

/** @throws UpstreamError `malformed` where there are no elements. */
export function readSpdx3(document: JsonDocument, version: string): Sbom {
  const graph = graphOf(document);
  const context = readingContext(graph);
  const sbom: Sbom = {
    ...emptySbom(),
    ...readHead(graph),
    source: { family: 'spdx3', version },
    extra: { family: 'spdx3', node: document },
  };
  const nodes = graph.elements.filter(isComponent);
  const ids = idGiver(nodes.flatMap(each => idOf(each) ?? []));
  const relations = relationsIn(graph);
  const licenses = licensesIn(relations);
  for (const node of nodes) {
    const wanted = idOf(node);
    const id = ids.give(wanted);
    const { declared = [], concluded = [] } = licenses.get(id) ?? {};
    sbom.components.push({
      ...emptyComponent(id, ''),
      ...readGroups(ELEMENT_GROUPS, node, context),
      declared: readLicenses(declared, graph),
      concluded: readLicenses(concluded, graph),
      extra: { family: 'spdx3', node, ...(id === wanted ? {} : { givenId: id }) },
    });
  }
  const { edges, subjects, stated } = readEdges(relations, graph);
  sbom.dropped.duplicateIds = ids.duplicates();
  sbom.edges = realEdges(edges, ids.has, sbom.dropped);
  sbom.subjects = subjects.filter(ids.has);
  sbom.stated = stated.filter(ids.has);
  sbom.vulnerabilities = readVulnerabilities(graph);
  return sbom;
}

export function relationsIn(graph: Graph): Relation[] {
  return graph.elements.filter(isRelationship).flatMap(each => relationOf(each) ?? []);
}

/** Ids of licences by what they are licences of. */
export function licensesIn(
  relations: readonly Relation[],
): Map<string, { declared: string[]; concluded: string[] }> {
  const out = new Map<string, { declared: string[]; concluded: string[] }>();
  for (const { from, type, to } of relations) {
    if (type !== 'hasDeclaredLicense' && type !== 'hasConcludedLicense') continue;
    const entry = out.get(from) ?? { declared: [], concluded: [] };
    (type === 'hasDeclaredLicense' ? entry.declared : entry.concluded).push(...to);
    out.set(from, entry);
  }
  return out;
}

export function readEdges(relations: readonly Relation[], graph: Graph) {
  const collections = graph.elements.filter(each =>
    ['software_Sbom', 'Bom', 'SpdxDocument'].includes(typeOf(each)),
  );
  const roots = collections.flatMap(each => idsIn(own(each, 'rootElement')));
  const holders = new Set(collections.flatMap(each => idOf(each) ?? []));
  const subjects = new Set(roots.filter(id => !holders.has(id)));
  const stated = new Set<string>();
  const edges = relations
    .filter(each => !ELSEWHERE.has(each.type))
    .flatMap(relation => {
      if (relation.type === 'describes' && holders.has(relation.from)) {
        for (const id of relation.to) subjects.add(id);
        return [];
      }
      if (relation.type === 'dependsOn' && relation.isComplete) stated.add(relation.from);
      return edgesOf(relation);
    });
  return { edges, subjects: [...subjects], stated: [...stated] };
}

/** What the document says of itself. */
export function readHead(graph: Graph): Partial<Sbom> {
  const document = graph.elements.find(each => typeOf(each) === 'SpdxDocument');
  const info =
    referred(own(document ?? {}, 'creationInfo'), graph) ??
    graph.elements.find(each => typeOf(each) === 'CreationInfo') ??
    {};
  const creators = idsIn(own(info, 'createdBy')).flatMap(id => readAgent(id, graph) ?? []);
  const tools = idsIn(own(info, 'createdUsing')).flatMap(id => {
    const name = wordIn(own(referred(id, graph) ?? {}, 'name'));
    return name === null ? [] : (readTool(`Tool: ${name}`) ?? []);
  });
  const license = wordIn(own(document ?? {}, 'dataLicense'));
  const licenseElement = license === null ? null : readLicenses([license], graph);
  const claim = licenseElement?.claims[0];
  return {
    name: wordIn(own(document ?? {}, 'name')),
    serial: document === undefined ? null : idOf(document),
    comment: wordIn(own(document ?? {}, 'comment')),
    timestamp: wordIn(own(info, 'created')),
    tools,
    authors: creators.filter(each => each.kind === 'person'),
    supplier: creators.find(each => each.kind === 'organization') ?? null,
    dataLicense: claim?.id ?? claim?.expression ?? null,
    properties: document === undefined ? [] : readProperties(document),
  };
}
