/** A whole CycloneDX document, in its JSON form, as the model has it, and back. */
import type { JsonDocument } from '../../../formats/json.ts';
import { idGiver, realEdges } from '../ids.ts';
import type { Losses } from '../losses.ts';
import { emptyComponent, emptySbom, type Sbom, type SbomComponent, type SbomEdge } from '../model.ts';
import { readGroups, writeGroups } from '../overlay.ts';
import { objectIn, objectsOf, own, textsIn, wordIn } from '../values.ts';
import { COMPONENT_GROUPS } from './component.ts';
import type { CycloneDxContext } from './context.ts';
import { DOCUMENT_GROUPS } from './metadata.ts';
import { prune } from './prune.ts';

const MAX_DEPTH = 100;

/** The model of a document. Wrong types are taken as absent. */
export function readCycloneDx(document: JsonDocument, version: string): Sbom {
  const context: CycloneDxContext = { version, lose: () => {} };
  const ids = idGiver(refsIn(document));
  const sbom: Sbom = {
    ...emptySbom(),
    ...readGroups(DOCUMENT_GROUPS, document, context),
    source: { family: 'cyclonedx', version },
    extra: { family: 'cyclonedx', node: document },
  };
  const subject = own(objectIn(own(document, 'metadata')), 'component');
  for (const node of [...objectsOf([subject]), ...objectsOf(own(document, 'components'))])
    sbom.components.push(readComponent(node, context, wanted => ids.give(wanted), 0));
  const first = sbom.components[0];
  if (first !== undefined && first.extra?.node === subject) sbom.subjects = [first.id];
  const { edges, stated } = readDependencies(document);
  sbom.dropped.duplicateIds = ids.duplicates();
  sbom.edges = realEdges(edges, ids.has, sbom.dropped);
  sbom.stated = stated.filter(ids.has);
  return sbom;
}

/** One component with those inside it. */
export function readComponent(
  node: JsonDocument,
  context: CycloneDxContext,
  give: (wanted: string | null) => string,
  depth: number,
): SbomComponent {
  const ref = wordIn(own(node, 'bom-ref'));
  const id = give(ref);
  return {
    ...emptyComponent(id, ''),
    ...readGroups(COMPONENT_GROUPS, node, context),
    components:
      depth < MAX_DEPTH
        ? objectsOf(own(node, 'components')).map(child => readComponent(child, context, give, depth + 1))
        : [],
    extra: { family: 'cyclonedx', node, ...(id === ref ? {} : { givenId: id }) },
  };
}

/** The edges as they stand, also to what is nowhere, and the refs that have an entry. */
export function readDependencies(document: JsonDocument): { edges: SbomEdge[]; stated: string[] } {
  const edges: SbomEdge[] = [];
  const stated = new Set<string>();
  for (const entry of objectsOf(own(document, 'dependencies'))) {
    const from = wordIn(own(entry, 'ref'));
    if (from === null) continue;
    stated.add(from);
    for (const to of textsIn(own(entry, 'dependsOn')))
      edges.push({ from, to, kind: 'depends-on', scope: null });
    for (const to of textsIn(own(entry, 'provides'))) edges.push({ from, to, kind: 'provides', scope: null });
  }
  return { edges, stated: [...stated] };
}

/** The JSON form in the wanted version. What that version cannot hold goes to `losses`. */
export function writeCycloneDx(sbom: Sbom, version: string, losses: Losses): JsonDocument {
  const native = sbom.extra?.family === 'cyclonedx' ? sbom.extra.node : null;
  const context = {
    version,
    lose: (member: string, why: string, what?: string) => losses.add(`/${member}`, why, what),
  };
  const { $schema, ...rest } = writeGroups(DOCUMENT_GROUPS, sbom, native, context);
  const out: JsonDocument = { bomFormat: 'CycloneDX', ...rest, specVersion: version };
  if ($schema !== undefined) out.$schema = `http://cyclonedx.org/schema/bom-${version}.schema.json`;
  if (native === null && version < '1.5') out.version ??= 1;
  if (out.signature !== undefined && native?.specVersion !== version) {
    delete out.signature;
    losses.add('/signature', 'it was of the document in another version');
  }

  const [subjectId, ...further] = sbom.subjects;
  if (further.length > 0)
    losses.add('/subjects', 'CycloneDX describes one subject; the others are mere components');
  const referenced = new Set(sbom.edges.flatMap(edge => [edge.from, edge.to]));
  for (const vulnerability of sbom.vulnerabilities)
    for (const { id } of vulnerability.affects) referenced.add(id);
  const write = (component: SbomComponent) => writeComponent(component, version, losses, referenced);
  const subject = sbom.components.find(component => component.id === subjectId);
  if (subject !== undefined) out.metadata = { ...objectIn(out.metadata), component: write(subject) };
  const components = sbom.components.filter(component => component !== subject);
  if (components.length > 0 || native === null || Object.hasOwn(native, 'components'))
    out.components = components.map(write);

  const before = native === null ? null : readDependencies(native);
  const known = new Set<string>();
  for (const component of allOf(sbom.components)) known.add(component.id);
  const unchanged =
    before !== null &&
    sameEdges(
      realEdges(before.edges, id => known.has(id)),
      sbom.edges,
    ) &&
    sameTexts(
      before.stated.filter(id => known.has(id)),
      sbom.stated,
    );
  if (!unchanged) {
    const dependencies = writeDependencies(sbom, losses);
    if (dependencies.length > 0) out.dependencies = dependencies;
    else delete out.dependencies;
  }
  return prune(out, version, losses);
}

export function writeComponent(
  component: SbomComponent,
  version: string,
  losses: Losses,
  referenced: ReadonlySet<string> | null,
): JsonDocument {
  const native = component.extra?.family === 'cyclonedx' ? component.extra.node : null;
  const context = {
    version,
    lose: (member: string, why: string) => losses.add(`/components/*/${member}`, why),
  };
  const out = writeGroups(COMPONENT_GROUPS, component, native, context);
  const isGiven = component.extra?.givenId === component.id;
  if (native === null || (isGiven ? referenced?.has(component.id) : native['bom-ref'] !== component.id))
    out['bom-ref'] = component.id;
  if (component.components.length > 0)
    out.components = component.components.map(child => writeComponent(child, version, losses, referenced));
  else if (native !== null && Array.isArray(native.components) && native.components.length > 0)
    delete out.components;
  return out;
}

export function writeDependencies(sbom: Pick<Sbom, 'edges' | 'stated'>, losses: Losses): JsonDocument[] {
  const entries = new Map<string, { dependsOn: Set<string>; provides: Set<string> }>();
  const entry = (id: string) => {
    const before = entries.get(id);
    if (before !== undefined) return before;
    const fresh = { dependsOn: new Set<string>(), provides: new Set<string>() };
    entries.set(id, fresh);
    return fresh;
  };
  for (const id of sbom.stated) entry(id);
  for (const { from, to, kind, scope } of sbom.edges) {
    if (kind === 'depends-on') entry(from).dependsOn.add(to);
    else if (kind === 'provides') entry(from).provides.add(to);
    else losses.add('/relationships', 'CycloneDX knows no such relation', kind);
    if (scope !== null && kind === 'depends-on')
      losses.add('/relationships', 'CycloneDX does not say what a dependency is for', scope);
  }
  return [...entries].map(([ref, { dependsOn, provides }]) => ({
    ref,
    ...(dependsOn.size > 0 ? { dependsOn: [...dependsOn] } : {}),
    ...(provides.size > 0 ? { provides: [...provides] } : {}),
  }));
}

function* allOf(components: SbomComponent[]): Generator<SbomComponent> {
  for (const component of components) {
    yield component;
    yield* allOf(component.components);
  }
}

function* refsIn(document: JsonDocument): Generator<string> {
  const queue: unknown[] = [
    objectIn(own(document, 'metadata')).component,
    ...objectsOf(own(document, 'components')),
  ];
  for (let i = 0; i < queue.length; i++) {
    const node = objectIn(queue[i]);
    const ref = wordIn(own(node, 'bom-ref'));
    if (ref !== null) yield ref;
    for (const child of objectsOf(own(node, 'components'))) queue.push(child);
  }
}

function sameEdges(a: readonly SbomEdge[], b: readonly SbomEdge[]): boolean {
  return (
    a.length === b.length &&
    a.every((edge, i) => {
      const other = b[i];
      return (
        edge.from === other?.from &&
        edge.to === other.to &&
        edge.kind === other.kind &&
        edge.scope === other.scope
      );
    })
  );
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
