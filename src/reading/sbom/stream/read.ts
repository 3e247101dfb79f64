/**
 * An SBOM that is larger than memory should hold, element by element: CycloneDX in JSON and XML, SPDX 2 in JSON and tag-value,
 * SPDX 3 in JSON-LD. What only the whole document tells is not known here: texts of licences that a document defines behind
 * its packages, and the parties and licences of SPDX 3, which are elements of their own.
 *
 * SPDX in YAML and RDF cannot be read in parts; up to `MAX_SBOM_BYTES` it is read as a whole.
 */
import { UpstreamError } from '../../../core/errors.ts';
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import { jsonElements } from '../../../formats/json-stream.ts';
import { peek } from '../../../formats/peek.ts';
import { linesOf } from '../../../formats/text.ts';
import { streamElements } from '../../../formats/xml.ts';
import { readComponent, readDependencies } from '../cyclonedx/document.ts';
import { DOCUMENT_GROUPS } from '../cyclonedx/metadata.ts';
import { CYCLONEDX_NAMESPACE } from '../cyclonedx/xml-names.ts';
import { readElement as readXml } from '../cyclonedx/xml-read.ts';
import { DETECTION_BYTES, detectSbom } from '../detect.ts';
import { emptyComponent, everyComponent, type Sbom, type SbomComponent, type SbomEdge } from '../model.ts';
import type { NotationId } from '../notations.ts';
import { readGroups } from '../overlay.ts';
import { MAX_SBOM_BYTES, readSbom } from '../read.ts';
import { DOCUMENT_GROUPS as SPDX2_DOCUMENT } from '../spdx2/creation.ts';
import { contextOf, DOCUMENT_ID, readElement } from '../spdx2/document.ts';
import { FILE_GROUPS, PACKAGE_GROUPS } from '../spdx2/package.ts';
import { type Relations, readRelationship } from '../spdx2/relationships.ts';
import { type TagElement, tagLines, tagReader } from '../spdx2/tag-value-read.ts';
import { idOf, isComponent, typeOf } from '../spdx3/graph.ts';
import { ELEMENT_GROUPS } from '../spdx3/package.ts';
import { readingContext } from '../spdx3/read.ts';
import { edgesOf, isRelationship, relationOf } from '../spdx3/relationships.ts';
import { objectIn, objectsOf, own, textsIn, wordIn } from '../values.ts';

/** Takes an SBOM's parts in the order in which they lie in the file. What it gives is awaited, so that it may write. */
export interface SbomSink {
  component(component: SbomComponent, parentId: string | null): void | Promise<void>;
  /** Also edges to ids that have not come yet, or never will. */
  edge(edge: SbomEdge): void;
  /** The dependencies of this id are stated in full. */
  stated?(id: string): void;
  /** An id that the document is about. */
  subject?(id: string): void;
  /** What the document says of itself, as far as a part tells it. */
  head?(head: Partial<Sbom>): void;
  /** A licence that an SPDX 2 document defines, in its JSON form. */
  license?(id: string, node: JsonDocument): void;
}

export interface StreamedSbom {
  notation: NotationId;
  version: string;
  components: number;
  edges: number;
}

export interface StreamLimits {
  bytes: number;
  components: number;
  edges: number;
}

const LIMITS: StreamLimits = { bytes: 2 * 1024 ** 3, components: 2_000_000, edges: 10_000_000 };
const CHUNK_LINE = 1024 * 1024;

/**
 * Hands the parts of an SBOM to `sink`; memory holds one element at a time, and the ids.
 *
 * @throws UpstreamError `malformed` for what is no SBOM or damaged, `too-large` beyond the limits.
 */
export async function readSbomStream(
  source: AsyncIterable<Uint8Array>,
  sink: SbomSink,
  limits: Partial<StreamLimits> = {},
): Promise<StreamedSbom> {
  const bounds = { ...LIMITS, ...limits };
  const { head, whole } = await peek(capped(source, bounds.bytes), DETECTION_BYTES);
  const notation = detectSbom(head);
  if (notation === null) throw new UpstreamError('malformed', 'SBOM: of no format that is known');
  const text = head.toString('utf8');
  const parts = counted(sink, bounds);
  const version = versionIn(text, notation);
  if (notation === 'cyclonedx-json') await cycloneDxJson(whole, version, parts);
  else if (notation === 'cyclonedx-xml') await cycloneDxXml(whole, text, version, parts, bounds);
  else if (notation === 'spdx-json') await spdxJson(whole, version as '2.2' | '2.3', parts);
  else if (notation === 'spdx3-json') await spdx3Json(whole, parts);
  else if (notation === 'spdx-tag-value') await spdxTags(whole, version as '2.2' | '2.3', parts);
  else await atOnce(whole, parts);
  return { notation, version, ...parts.counts };
}

type Parts = ReturnType<typeof counted>;

function counted(sink: SbomSink, bounds: StreamLimits) {
  const counts = { components: 0, edges: 0 };
  // Ids are not made unique here: that would take every one of them in memory twice.
  const giver = { next: 1 };
  const tooMany = (what: string, max: number) =>
    new UpstreamError('too-large', `SBOM: more than ${max} ${what}`);
  return {
    sink,
    counts,
    give: (wanted: string | null) => wanted ?? `component-${giver.next++}`,
    async component(component: SbomComponent): Promise<void> {
      for (const each of everyComponent({ components: [component] })) {
        if (++counts.components > bounds.components) throw tooMany('components', bounds.components);
        const waits = sink.component(each.component, each.parent?.id ?? null);
        if (waits !== undefined) await waits;
      }
    },
    edges(edges: readonly SbomEdge[]): void {
      for (const edge of edges) {
        if (++counts.edges > bounds.edges) throw tooMany('edges', bounds.edges);
        sink.edge(edge);
      }
    },
  };
}

async function* capped(source: AsyncIterable<Uint8Array>, max: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > max) throw new UpstreamError('too-large', `SBOM: more than ${max} bytes`);
    yield chunk;
  }
}

/** From the first bytes; the newest where they do not say, since newer versions only add. */
function versionIn(head: string, notation: NotationId): string {
  if (notation === 'cyclonedx-json')
    return /"specVersion"\s{0,20}:\s{0,20}"(1\.[2-7])"/.exec(head)?.[1] ?? '1.7';
  if (notation === 'cyclonedx-xml')
    return /cyclonedx\.org\/schema\/bom\/(1\.[2-7])["']/.exec(head)?.[1] ?? '1.7';
  if (notation === 'spdx3-json') return '3.0.1';
  return /SPDX-(2\.[23])/.exec(head)?.[1] ?? '2.3';
}

/** The document itself, or what GitHub and in-toto wrap it in. */
const wrapped = (...paths: string[]) => paths.flatMap(path => [[path], ['sbom', path], ['predicate', path]]);

async function cycloneDxJson(
  source: AsyncIterable<Uint8Array>,
  version: string,
  parts: Parts,
): Promise<void> {
  const context = { version, lose: () => {} };
  const metadata: JsonDocument = {};
  for await (const { path, key, value } of jsonElements(
    source,
    wrapped('metadata', 'components', 'dependencies'),
    'SBOM',
  )) {
    const container = path.at(-1);
    if (container === 'metadata') {
      if (key !== null && key !== '__proto__') metadata[key] = value;
      if (key === 'component' && isJsonObject(value)) {
        const subject = readComponent(value, context, parts.give, 0);
        parts.sink.subject?.(subject.id);
        await parts.component(subject);
      }
    } else if (!isJsonObject(value)) continue;
    else if (container === 'components') await parts.component(readComponent(value, context, parts.give, 0));
    else takeDependency(value, parts);
  }
  parts.sink.head?.(readGroups(DOCUMENT_GROUPS, { metadata }, context));
}

function takeDependency(entry: JsonDocument, parts: Parts): void {
  const { edges, stated } = readDependencies({ dependencies: [entry] });
  parts.edges(edges);
  for (const id of stated) parts.sink.stated?.(id);
}

async function cycloneDxXml(
  source: AsyncIterable<Uint8Array>,
  head: string,
  version: string,
  parts: Parts,
  bounds: StreamLimits,
): Promise<void> {
  const context = { version, lose: () => {} };
  const prefix = /xmlns:([\w.-]{1,60})\s{0,20}=\s{0,20}["']http:\/\/cyclonedx\.org\/schema\/bom\//.exec(
    head,
  )?.[1];
  const namespace = `${CYCLONEDX_NAMESPACE}${version}`;
  const scope = new Map(prefix === undefined ? [['', namespace]] : [[prefix, namespace]]);
  const start = prefix === undefined ? '' : `${prefix}:`;
  const wanted = new Map([
    [`${start}metadata`, 2],
    [`${start}component`, 3],
    [`${start}dependency`, 3],
  ]);
  const isWanted = (name: string, depth: number) => wanted.get(name) === depth;
  for await (const trees of streamElements(source, isWanted, { limits: { bytes: bounds.bytes } })) {
    for (const tree of trees) {
      const name = tree.name.slice(start.length);
      if (name === 'component')
        await parts.component(
          readComponent(readXml(tree, 'component', version, scope), context, parts.give, 0),
        );
      else if (name === 'dependency') takeDependency(readXml(tree, 'dependencyType', version, scope), parts);
      else {
        const metadata = readXml(tree, 'metadata', version, scope);
        const [node] = objectsOf([own(metadata, 'component')]);
        if (node !== undefined) {
          const subject = readComponent(node, context, parts.give, 0);
          parts.sink.subject?.(subject.id);
          await parts.component(subject);
        }
        parts.sink.head?.(readGroups(DOCUMENT_GROUPS, { metadata }, context));
      }
    }
  }
}

async function spdxJson(
  source: AsyncIterable<Uint8Array>,
  version: '2.2' | '2.3',
  parts: Parts,
): Promise<void> {
  const context = contextOf({}, version);
  const creationInfo: JsonDocument = {};
  const wanted = wrapped(
    'packages',
    'files',
    'relationships',
    'documentDescribes',
    'creationInfo',
    'hasExtractedLicensingInfos',
  );
  for await (const { path, key, value } of jsonElements(source, wanted, 'SBOM')) {
    const container = path.at(-1);
    if (container === 'creationInfo') {
      if (key !== null && key !== '__proto__') creationInfo[key] = value;
    } else if (container === 'documentDescribes') for (const id of textsIn([value])) parts.sink.subject?.(id);
    else if (isJsonObject(value)) await spdxPart(container ?? '', value, context, parts);
  }
  parts.sink.head?.(readGroups(SPDX2_DOCUMENT, { creationInfo }, context));
}

async function spdxPart(
  kind: string,
  node: JsonDocument,
  context: ReturnType<typeof contextOf>,
  parts: Parts,
): Promise<void> {
  if (kind === 'packages' || kind === 'files') {
    const component = readElement(
      node,
      kind === 'packages' ? PACKAGE_GROUPS : FILE_GROUPS,
      context,
      parts.give,
    );
    await parts.component(component);
    parts.edges(
      textsIn(own(node, 'hasFiles')).map(to => ({ from: component.id, to, kind: 'contains', scope: null })),
    );
  } else if (kind === 'relationships') {
    const into: Relations = { edges: [], subjects: [], stated: [] };
    readRelationship(node, DOCUMENT_ID, into);
    parts.edges(into.edges);
    for (const id of into.subjects) parts.sink.subject?.(id);
    for (const id of into.stated) parts.sink.stated?.(id);
  } else {
    const id = wordIn(own(node, 'licenseId'));
    if (id === null) return;
    context.extracted.set(id, node);
    parts.sink.license?.(id, node);
  }
}

const KINDS: Partial<Record<TagElement['kind'], string>> = {
  package: 'packages',
  file: 'files',
  relationship: 'relationships',
  extractedLicense: 'hasExtractedLicensingInfos',
};

async function spdxTags(
  source: AsyncIterable<Uint8Array>,
  version: '2.2' | '2.3',
  parts: Parts,
): Promise<void> {
  const context = contextOf({}, version);
  let ready: TagElement[] = [];
  const reader = tagReader(element => ready.push(element));
  const lines = tagLines(tag => reader.take(tag));
  const flush = async () => {
    const elements = ready;
    ready = [];
    for (const { kind, node, about } of elements) {
      const name = KINDS[kind];
      if (name !== undefined) await spdxPart(name, node, context, parts);
      if (kind === 'file' && about !== null && typeof node.SPDXID === 'string')
        parts.edges([{ from: about, to: node.SPDXID, kind: 'contains', scope: null }]);
    }
  };
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of source) {
    const text = rest + decoder.decode(chunk, { stream: true });
    // The last line may go on; a CR at the end may be half of a line's end.
    const end = text.lastIndexOf('\n') + 1;
    for (const line of linesOf(text.slice(0, end))) lines.line(line);
    rest = text.slice(end);
    if (rest.length > CHUNK_LINE * 16)
      throw new UpstreamError('too-large', 'SPDX tag-value: a line without end');
    await flush();
  }
  for (const line of linesOf(rest + decoder.decode())) lines.line(line);
  lines.end();
  reader.end();
  await flush();
  parts.sink.head?.(readGroups(SPDX2_DOCUMENT, reader.document, context));
}

async function spdx3Json(source: AsyncIterable<Uint8Array>, parts: Parts): Promise<void> {
  const context = readingContext({ elements: [], byId: new Map() });
  for await (const { value } of jsonElements(source, wrapped('@graph'), 'SBOM')) {
    if (!isJsonObject(value)) continue;
    if (isComponent(value)) {
      const id = parts.give(idOf(value));
      const extra = { family: 'spdx3' as const, node: value };
      await parts.component({
        ...emptyComponent(id, ''),
        ...readGroups(ELEMENT_GROUPS, value, context),
        extra,
      });
    } else if (isRelationship(value)) {
      const relation = relationOf(value);
      if (relation === null || NOT_EDGES.has(relation.type)) continue;
      parts.edges(edgesOf(relation));
      if (relation.type === 'dependsOn' && relation.isComplete) parts.sink.stated?.(relation.from);
    } else if (typeOf(value) === 'software_Sbom' || typeOf(value) === 'SpdxDocument') {
      for (const id of textsIn(own(value, 'rootElement'))) parts.sink.subject?.(id);
      if (typeOf(value) === 'SpdxDocument')
        parts.sink.head?.({ name: wordIn(own(value, 'name')), serial: idOf(value) });
    } else if (typeOf(value) === 'CreationInfo')
      parts.sink.head?.({ timestamp: wordIn(own(objectIn(value), 'created')) });
  }
}
const NOT_EDGES = new Set([
  'hasDeclaredLicense',
  'hasConcludedLicense',
  'hasAssociatedVulnerability',
  'hasAssessmentFor',
  'affects',
]);

async function atOnce(source: AsyncIterable<Uint8Array>, parts: Parts): Promise<void> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > MAX_SBOM_BYTES)
      throw new UpstreamError(
        'too-large',
        `SBOM: more than ${MAX_SBOM_BYTES} bytes of a notation that is read as a whole`,
      );
    chunks.push(chunk);
  }
  const { sbom } = readSbom(Buffer.concat(chunks));
  for (const id of sbom.subjects) parts.sink.subject?.(id);
  for (const component of sbom.components) await parts.component(component);
  parts.edges(sbom.edges);
  for (const id of sbom.stated) parts.sink.stated?.(id);
  parts.sink.head?.(sbom);
}
