/** Relationships of SPDX 3 as edges of the model, and back (https://spdx.github.io/spdx-spec/v3.0.1/model/Core/Vocabularies/RelationshipType/). */
import type { JsonDocument } from '../../../formats/json.ts';
import type { SbomEdge } from '../model.ts';
import { own, wordIn } from '../values.ts';
import { idsIn, NO_ASSERTION_ELEMENT, NONE_ELEMENT, typeOf } from './graph.ts';
import { toCamel, toKebab } from './words.ts';

export const RELATIONSHIP_TYPES = new Set(
  `affects amendedBy ancestorOf availableFrom configures contains coordinatedBy copiedTo delegatedTo dependsOn descendantOf describes
  doesNotAffect expandsTo exploitCreatedBy fixedBy fixedIn foundBy generates hasAddedFile hasAssessmentFor hasAssociatedVulnerability
  hasConcludedLicense hasDataFile hasDeclaredLicense hasDeletedFile hasDependencyManifest hasDistributionArtifact hasDocumentation
  hasDynamicLink hasEvidence hasExample hasHost hasInput hasMetadata hasOptionalComponent hasOptionalDependency hasOutput
  hasPrerequisite hasProvidedDependency hasRequirement hasSpecification hasStaticLink hasTest hasTestCase hasVariant invokedBy
  modifiedBy other packagedBy patchedBy publishedBy reportedBy republishedBy serializedInArtifact testedOn trainedOn
  underInvestigationFor usesTool`.split(/\s+/),
);

/** Types of SPDX 3 and kinds of the model (those of SPDX 2), where they are not the same word; `true` where the sides change. */
const ALIASES: [type: string, kind: string, isReversed: boolean][] = [
  ['hasDynamicLink', 'dynamic-link', false],
  ['hasStaticLink', 'static-link', false],
  ['hasDistributionArtifact', 'distribution-artifact', false],
  ['hasDocumentation', 'documentation-of', true],
  ['hasExample', 'example-of', true],
  ['hasMetadata', 'metafile-of', true],
  ['hasDataFile', 'data-file-of', true],
  ['hasTest', 'test-of', true],
  ['hasTestCase', 'test-case-of', true],
  ['hasOptionalComponent', 'optional-component-of', true],
  ['hasDependencyManifest', 'dependency-manifest-of', true],
  ['hasVariant', 'variant-of', true],
  ['packagedBy', 'package-of', true],
  ['copiedTo', 'copy-of', true],
  ['expandsTo', 'expanded-from-archive', true],
  ['hasSpecification', 'specification-for', true],
  ['hasRequirement', 'requirement-description-for', true],
  ['hasAddedFile', 'file-added', false],
  ['hasDeletedFile', 'file-deleted', false],
  ['patchedBy', 'patch-for', true],
  ['amendedBy', 'amends', true],
];
const KINDS = new Map(ALIASES.map(([type, kind, isReversed]) => [type, { kind, isReversed }]));
const TYPES = new Map(ALIASES.map(([type, kind, isReversed]) => [kind, { type, isReversed }]));

export function isRelationship(element: JsonDocument): boolean {
  const type = typeOf(element);
  return type === 'Relationship' || type === 'LifecycleScopedRelationship';
}

export interface Relation {
  from: string;
  type: string;
  to: string[];
  scope: string | null;
  isComplete: boolean;
}

export function relationOf(element: JsonDocument): Relation | null {
  const from = idsIn(own(element, 'from'))[0];
  const type = wordIn(own(element, 'relationshipType'));
  if (from === undefined || type === null) return null;
  const to = idsIn(own(element, 'to')).filter(id => id !== NO_ASSERTION_ELEMENT);
  return {
    from,
    type,
    to: to.filter(id => id !== NONE_ELEMENT),
    scope: wordIn(own(element, 'scope')),
    isComplete: own(element, 'completeness') === 'complete' || to.includes(NONE_ELEMENT),
  };
}

/** The edges of a relation. Licences and vulnerabilities are read elsewhere. */
export function edgesOf({ from, type, to, scope }: Relation): SbomEdge[] {
  if (type === 'hasOptionalDependency' || type === 'hasProvidedDependency') {
    const word = type === 'hasOptionalDependency' ? 'optional' : 'provided';
    return to.map(each => ({ from, to: each, kind: 'depends-on', scope: word }));
  }
  const alias = KINDS.get(type);
  const kind = alias?.kind ?? toKebab(type);
  return to.map(each =>
    alias?.isReversed ? { from: each, to: from, kind, scope } : { from, to: each, kind, scope },
  );
}

const SCOPES = new Set(['development', 'build', 'test', 'runtime', 'design', 'other']);

/** Edges of the same start, kind and scope become one relation. */
export function relationsOf(
  edges: readonly SbomEdge[],
  stated: readonly string[],
  lose: (kind: string, why: string) => void,
): JsonDocument[] {
  const complete = new Set(stated);
  const grouped = new Map<string, { from: string; type: string; scope: string | null; to: string[] }>();
  const depending = new Set<string>();
  for (const edge of edges) {
    const alias = TYPES.get(edge.kind);
    let type = alias?.type ?? toCamel(edge.kind);
    let { scope } = edge;
    if (edge.kind === 'depends-on' && (scope === 'optional' || scope === 'provided')) {
      type = scope === 'optional' ? 'hasOptionalDependency' : 'hasProvidedDependency';
      scope = null;
    }
    if (edge.kind === 'depends-on') depending.add(edge.from);
    if (scope !== null && !SCOPES.has(scope)) scope = 'other';
    if (!RELATIONSHIP_TYPES.has(type)) {
      lose(edge.kind, 'no such relation in SPDX 3: written as other');
      type = 'other';
    }
    const [from, to] = alias?.isReversed ? [edge.to, edge.from] : [edge.from, edge.to];
    const key = `${type}\n${scope}\n${from}`;
    const group = grouped.get(key);
    if (group === undefined) grouped.set(key, { from, type, scope, to: [to] });
    else group.to.push(to);
  }
  const out: JsonDocument[] = [...grouped.values()].map(({ from, type, scope, to }) => ({
    type: scope === null ? 'Relationship' : 'LifecycleScopedRelationship',
    from,
    relationshipType: type,
    to,
    ...(scope === null ? {} : { scope }),
    ...(type === 'dependsOn' && complete.has(from) ? { completeness: 'complete' } : {}),
  }));
  for (const id of stated) {
    if (depending.has(id)) continue;
    out.push({
      type: 'Relationship',
      from: id,
      relationshipType: 'dependsOn',
      to: [NONE_ELEMENT],
      completeness: 'complete',
    });
  }
  return out;
}
