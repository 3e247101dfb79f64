/** Relationships of SPDX 2 as edges of the model, and back (https://spdx.github.io/spdx-spec/v2.3/relationships-between-SPDX-elements/). */
import type { JsonDocument } from '../../../formats/json.ts';
import type { SbomEdge } from '../model.ts';
import { objectsOf, own, textsIn, wordIn } from '../values.ts';

/** Types whose left side is the dependency. */
const REVERSED: Record<string, { kind: string; scope: string | null }> = {
  DEPENDENCY_OF: { kind: 'depends-on', scope: null },
  DEV_DEPENDENCY_OF: { kind: 'depends-on', scope: 'development' },
  TEST_DEPENDENCY_OF: { kind: 'depends-on', scope: 'test' },
  BUILD_DEPENDENCY_OF: { kind: 'depends-on', scope: 'build' },
  OPTIONAL_DEPENDENCY_OF: { kind: 'depends-on', scope: 'optional' },
  PROVIDED_DEPENDENCY_OF: { kind: 'depends-on', scope: 'provided' },
  RUNTIME_DEPENDENCY_OF: { kind: 'depends-on', scope: 'runtime' },
  CONTAINED_BY: { kind: 'contains', scope: null },
  PREREQUISITE_FOR: { kind: 'has-prerequisite', scope: null },
};
const TYPED = new Map(
  Object.entries(REVERSED).flatMap(([type, { kind, scope }]): [string, string][] =>
    kind === 'depends-on' && scope !== null ? [[scope, type]] : [],
  ),
);

export interface Relations {
  edges: SbomEdge[];
  /** What the document describes. */
  subjects: string[];
  stated: string[];
}

/** One relationship, put into `into`. */
export function readRelationship(node: JsonDocument, documentId: string, into: Relations): void {
  const left = wordIn(own(node, 'spdxElementId'));
  const type = wordIn(own(node, 'relationshipType'))?.toUpperCase();
  const right = wordIn(own(node, 'relatedSpdxElement'));
  if (left === null || type === undefined || right === null) return;
  if (type === 'DESCRIBES' && left === documentId) into.subjects.push(right);
  else if (type === 'DESCRIBED_BY' && right === documentId) into.subjects.push(left);
  else if (right === 'NOASSERTION') return;
  else if (right === 'NONE') {
    if (type === 'DEPENDS_ON') into.stated.push(left);
  } else {
    const reversed = Object.hasOwn(REVERSED, type) ? REVERSED[type] : undefined;
    into.edges.push(
      reversed === undefined
        ? { from: left, to: right, kind: type.toLowerCase().replaceAll('_', '-'), scope: null }
        : { from: right, to: left, ...reversed },
    );
  }
}

/** All relations of a document, its shortcuts among them. */
export function readRelations(document: JsonDocument, documentId: string): Relations {
  const into: Relations = { edges: [], subjects: textsIn(own(document, 'documentDescribes')), stated: [] };
  for (const each of objectsOf(own(document, 'relationships'))) readRelationship(each, documentId, into);
  for (const each of objectsOf(own(document, 'packages'))) {
    const from = wordIn(own(each, 'SPDXID'));
    if (from !== null)
      for (const to of textsIn(own(each, 'hasFiles')))
        into.edges.push({ from, to, kind: 'contains', scope: null });
  }
  into.subjects = [...new Set(into.subjects)];
  into.stated = [...new Set(into.stated)];
  return into;
}

/** A relationship for an edge whose ids are SPDX ids. */
export function writeEdge({ from, to, kind, scope }: SbomEdge): JsonDocument {
  const typed = kind === 'depends-on' && scope !== null ? TYPED.get(scope) : undefined;
  if (typed !== undefined) return relationship(to, typed, from);
  if (kind === 'provides') return relationship(from, 'OTHER', to, 'provides');
  return relationship(from, kind.toUpperCase().replaceAll('-', '_'), to);
}

export function relationship(left: string, type: string, right: string, comment?: string): JsonDocument {
  return {
    spdxElementId: left,
    relationshipType: type,
    relatedSpdxElement: right,
    ...(comment === undefined ? {} : { comment }),
  };
}
