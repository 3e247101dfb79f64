/**
 * What SPDX 2 has no field for, kept in annotations of our own: `ecosystems:property {"name":...,"value":...}`. Reading takes
 * them back.
 */
import type { JsonDocument } from '../../../formats/json.ts';
import type { SbomProperty } from '../model.ts';
import { objectIn, objectsOf, own, textIn } from '../values.ts';
import type { Spdx2Context } from './context.ts';

const START = 'ecosystems:property ';
const ANNOTATOR = 'Tool: ecosystems';

export function readAnnotated(node: JsonDocument): SbomProperty[] {
  return objectsOf(own(node, 'annotations')).flatMap(each => propertyIn(each) ?? []);
}

function propertyIn(annotation: JsonDocument): SbomProperty | null {
  const comment = textIn(own(annotation, 'comment'));
  if (comment === null || !comment.startsWith(START) || comment.length > 1_000_000) return null;
  try {
    const { name, value } = objectIn(JSON.parse(comment.slice(START.length)));
    return typeof name === 'string' && typeof value === 'string' ? { name, value } : null;
  } catch {
    return null;
  }
}

/** The annotations of a node: those of others as they were, then ours. */
export function writeAnnotated(
  properties: readonly SbomProperty[],
  native: JsonDocument | null,
  context: Spdx2Context,
): JsonDocument[] | undefined {
  const others = objectsOf(native?.annotations).filter(each => propertyIn(each) === null);
  const own = properties.map(({ name, value }) => ({
    annotator: ANNOTATOR,
    annotationDate: context.created,
    annotationType: 'OTHER',
    comment: `${START}${JSON.stringify({ name, value })}`,
  }));
  const all = [...others, ...own];
  return all.length > 0 ? all : undefined;
}
