/** CycloneDX in JSON and XML, element by element. */
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import { jsonElements } from '../../../formats/json-stream.ts';
import { streamElements } from '../../../formats/xml.ts';
import { readComponent, readDependencies } from '../cyclonedx/document.ts';
import { DOCUMENT_GROUPS } from '../cyclonedx/metadata.ts';
import { CYCLONEDX_NAMESPACE } from '../cyclonedx/xml-names.ts';
import { readElement as readXml } from '../cyclonedx/xml-read.ts';
import { readGroups } from '../overlay.ts';
import { objectsOf, own } from '../values.ts';
import { type Parts, type StreamLimits, wrapped } from './parts.ts';

export async function cycloneDxJson(
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

export async function cycloneDxXml(
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
