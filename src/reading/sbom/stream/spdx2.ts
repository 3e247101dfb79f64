/** SPDX 2 in JSON and tag-value, element by element. */
import { UpstreamError } from '../../../core/errors.ts';
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import { jsonElements } from '../../../formats/json-stream.ts';
import { linesOf } from '../../../formats/text.ts';
import { readGroups } from '../overlay.ts';
import { DOCUMENT_GROUPS } from '../spdx2/creation.ts';
import { contextOf, DOCUMENT_ID, readElement } from '../spdx2/document.ts';
import { FILE_GROUPS, PACKAGE_GROUPS } from '../spdx2/package.ts';
import { type Relations, readRelationship } from '../spdx2/relationships.ts';
import { type TagElement, tagLines, tagReader } from '../spdx2/tag-value-read.ts';
import { own, textsIn, wordIn } from '../values.ts';
import { type Parts, wrapped } from './parts.ts';

/** Longest line, in characters. */
const MAX_LINE = 16 * 1024 * 1024;

export async function spdxJson(
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
  parts.sink.head?.(readGroups(DOCUMENT_GROUPS, { creationInfo }, context));
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

export async function spdxTags(
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
    if (rest.length > MAX_LINE) throw new UpstreamError('too-large', 'SPDX tag-value: a line without end');
    await flush();
  }
  for (const line of linesOf(rest + decoder.decode())) lines.line(line);
  lines.end();
  reader.end();
  await flush();
  parts.sink.head?.(readGroups(DOCUMENT_GROUPS, reader.document, context));
}
