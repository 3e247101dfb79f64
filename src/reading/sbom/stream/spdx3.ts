/** SPDX 3 in JSON-LD, element by element. */
import { isJsonObject } from '../../../formats/json.ts';
import { jsonElements } from '../../../formats/json-stream.ts';
import { emptyComponent } from '../model.ts';
import { readGroups } from '../overlay.ts';
import { idOf, isComponent, typeOf } from '../spdx3/graph.ts';
import { ELEMENT_GROUPS } from '../spdx3/package.ts';
import { readingContext } from '../spdx3/read.ts';
import { edgesOf, isRelationship, relationOf } from '../spdx3/relationships.ts';
import { objectIn, own, textsIn, wordIn } from '../values.ts';
import { type Parts, wrapped } from './parts.ts';

/** Relationships that are other things than edges of the model. */
const NOT_EDGES = new Set([
  'hasDeclaredLicense',
  'hasConcludedLicense',
  'hasAssociatedVulnerability',
  'hasAssessmentFor',
  'affects',
]);

export async function spdx3Json(source: AsyncIterable<Uint8Array>, parts: Parts): Promise<void> {
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
