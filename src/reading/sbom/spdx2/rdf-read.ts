/** SPDX 2.2 and 2.3 in RDF/XML to the JSON form. */
import { UpstreamError } from '../../../core/errors.ts';
import type { JsonDocument } from '../../../formats/json.ts';
import type { XmlElement } from '../../../formats/xml.ts';
import { type RdfNode, type RdfValue, readRdf } from './rdf-graph.ts';
import { isWordList, LICENSES, PREFIXES, propertyUri, REFERENCES, TERMS, wordFromUri } from './rdf-words.ts';
import { type Field, fieldsOf, isClass } from './schema.ts';

const MAX_DEPTH = 50;
const CLASS_OF_TYPE = new Map([
  ['Package', 'package'],
  ['File', 'file'],
  ['Snippet', 'snippet'],
  ['ExtractedLicensingInfo', 'extractedLicense'],
]);

/** @throws UpstreamError `malformed` where there is no SPDX document in it. */
export function readRdfDocument(root: XmlElement): JsonDocument {
  const nodes = readRdf(root);
  const byId = new Map(
    nodes.flatMap((node): [string, RdfNode][] => (node.id === null ? [] : [[node.id, node]])),
  );
  const top = nodes.find(node => node.type === `${TERMS}SpdxDocument`);
  if (top === undefined) throw new UpstreamError('malformed', 'SPDX RDF: no SpdxDocument');
  const hash = top.id?.lastIndexOf('#') ?? -1;
  const namespace = top.id === null ? '' : hash === -1 ? top.id : top.id.slice(0, hash);
  const relationships: JsonDocument[] = [];
  const read = reader(byId, namespace, relationships);

  const document = read.node(top, 'document', 0);
  document.SPDXID = idOf(top, namespace) ?? 'SPDXRef-DOCUMENT';
  document.documentNamespace = namespace;
  const lists: Record<string, JsonDocument[]> = { package: [], file: [], snippet: [], extractedLicense: [] };
  for (const node of nodes) {
    const name = CLASS_OF_TYPE.get(node.type?.startsWith(TERMS) ? node.type.slice(TERMS.length) : '');
    if (name === undefined) continue;
    const out = read.node(node, name, 0);
    if (name !== 'extractedLicense') out.SPDXID = idOf(node, namespace) ?? '';
    const files = (node.properties.get(`${TERMS}hasFile`) ?? [])
      .map(each => read.id(each))
      .filter(each => each !== '');
    if (name === 'package' && files.length > 0) out.hasFiles = files;
    const ranges = (node.properties.get(`${TERMS}range`) ?? []).map(each => rangeOf(read.target(each), read));
    if (name === 'snippet') {
      out.ranges = ranges;
      const from = node.properties.get(`${TERMS}snippetFromFile`)?.[0];
      if (from !== undefined) out.snippetFromFile = read.id(from);
    }
    lists[name]?.push(out);
  }
  for (const [member, list] of [
    ['packages', lists.package],
    ['files', lists.file],
    ['snippets', lists.snippet],
    ['hasExtractedLicensingInfos', lists.extractedLicense],
    ['relationships', relationships],
  ] as const) {
    if (list !== undefined && list.length > 0) document[member] = list;
  }
  return document;
}

function reader(byId: ReadonlyMap<string, RdfNode>, namespace: string, relationships: JsonDocument[]) {
  const target = (value: RdfValue): RdfNode | null =>
    'node' in value ? value.node : 'resource' in value ? (byId.get(value.resource) ?? null) : null;
  const uri = (value: RdfValue) =>
    'resource' in value ? value.resource : 'node' in value ? (value.node.id ?? '') : value.text;
  /** `SPDXRef-x`, `DocumentRef-x:SPDXRef-y`, NONE or NOASSERTION. */
  const id = (value: RdfValue): string => shortId(uri(value), namespace);

  function node(from: RdfNode, name: string, depth: number): JsonDocument {
    const out: JsonDocument = {};
    if (depth > MAX_DEPTH) return out;
    for (const field of fieldsOf(name)) {
      // What a document lists is put together by its caller.
      if (field.rdf === null || field.type === 'extractedLicense' || field.json === 'snippetFromFile')
        continue;
      const values = from.properties.get(propertyUri(field.rdf));
      if (values === undefined) continue;
      const list = values.map(each => value(each, field, depth)).filter(each => each !== null);
      if (field.isMany) out[field.json] = list;
      else if (list.length > 0) out[field.json] = list[0];
    }
    for (const each of from.properties.get(`${TERMS}relationship`) ?? []) {
      const relation = target(each);
      if (relation !== null)
        relationships.push({
          spdxElementId: idOf(from, namespace) ?? '',
          ...node(relation, 'relationship', depth + 1),
        });
    }
    return out;
  }

  function value(from: RdfValue, field: Field, depth: number): unknown {
    const { type, json } = field;
    if (isClass(type)) {
      const inner = target(from);
      return inner === null ? null : node(inner, type, depth + 1);
    }
    if (isWordList(type)) return wordFromUri(type, uri(from));
    if (type === 'license') return licenseText(from, target, uri, 0);
    if (json === 'relatedSpdxElement') return id(from);
    const text = uri(from);
    if (text === `${TERMS}noassertion`) return 'NOASSERTION';
    if (text === `${TERMS}none`) return 'NONE';
    if (json === 'referenceType' && text.startsWith(REFERENCES)) return text.slice(REFERENCES.length);
    if (type === 'boolean') return text.trim() === 'true' ? true : text.trim() === 'false' ? false : text;
    return text;
  }
  return { node, id, target };
}

/** A licence as an expression: a URI of the list, a reference, or sets of them. */
function licenseText(
  from: RdfValue,
  target: (value: RdfValue) => RdfNode | null,
  uri: (value: RdfValue) => string,
  depth: number,
): string {
  const node = depth > MAX_DEPTH ? null : target(from);
  const inner = (property: string) =>
    (node?.properties.get(`${TERMS}${property}`) ?? []).map(each =>
      licenseText(each, target, uri, depth + 1),
    );
  const text = (property: string) => {
    const [first] = node?.properties.get(`${TERMS}${property}`) ?? [];
    return first === undefined ? null : uri(first);
  };
  switch (node?.type) {
    case `${TERMS}ConjunctiveLicenseSet`:
      return grouped(inner('member'), ' AND ', depth);
    case `${TERMS}DisjunctiveLicenseSet`:
      return grouped(inner('member'), ' OR ', depth);
    case `${TERMS}OrLaterOperator`:
      return `${inner('member')[0] ?? ''}+`;
    case `${TERMS}WithExceptionOperator`: {
      const exception = node.properties.get(`${TERMS}licenseException`)?.[0];
      const exceptionNode = exception === undefined ? null : target(exception);
      const id = exceptionNode?.properties.get(`${TERMS}licenseExceptionId`)?.[0];
      const name = id === undefined ? (exception === undefined ? '' : local(uri(exception))) : uri(id);
      return `${inner('member')[0] ?? ''} WITH ${name}`;
    }
    case `${TERMS}ExtractedLicensingInfo`:
    case `${TERMS}ListedLicense`:
    case `${TERMS}License`:
      return text('licenseId') ?? local(node.id ?? '');
  }
  const plain = uri(from);
  if (plain === `${TERMS}noassertion`) return 'NOASSERTION';
  if (plain === `${TERMS}none`) return 'NONE';
  if (plain.startsWith(LICENSES)) return plain.slice(LICENSES.length);
  return plain.includes('#LicenseRef-') ? local(plain) : plain;
}

function grouped(parts: string[], sign: string, depth: number): string {
  return depth === 0 ? parts.join(sign) : `(${parts.join(sign)})`;
}

const local = (uri: string) => uri.slice(Math.max(uri.lastIndexOf('#'), uri.lastIndexOf('/')) + 1);

function idOf(node: RdfNode, namespace: string): string | null {
  return node.id === null || node.id === '' ? null : shortId(node.id, namespace);
}

function shortId(uri: string, namespace: string): string {
  if (uri === `${TERMS}noassertion`) return 'NOASSERTION';
  if (uri === `${TERMS}none`) return 'NONE';
  if (namespace !== '' && uri.startsWith(`${namespace}#`)) return uri.slice(namespace.length + 1);
  const hash = uri.lastIndexOf('#');
  return hash === -1 ? uri : uri.startsWith('DocumentRef-') ? uri : uri.slice(hash + 1);
}

const POINTERS = PREFIXES.ptr ?? '';

function rangeOf(range: RdfNode | null, read: ReturnType<typeof reader>): JsonDocument {
  const pointer = (name: string): JsonDocument => {
    const [value] = range?.properties.get(`${POINTERS}${name}`) ?? [];
    const node = value === undefined ? null : read.target(value);
    const [reference] = node?.properties.get(`${POINTERS}reference`) ?? [];
    const out: JsonDocument = { reference: reference === undefined ? '' : read.id(reference) };
    for (const member of ['offset', 'lineNumber']) {
      const [number] = node?.properties.get(`${POINTERS}${member}`) ?? [];
      if (number !== undefined && 'text' in number) out[member] = Number(number.text);
    }
    return out;
  };
  return { startPointer: pointer('startPointer'), endPointer: pointer('endPointer') };
}
