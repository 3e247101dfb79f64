/** Nodes and edges as resolvers give them that know neither folders nor aliases nor features. */
import type { DependencyRecord } from '../core/records.ts';
import type { Candidate, ResolvedEdge, ResolvedNode } from './types.ts';

/** The node of a version. */
export function plainNode(candidate: Candidate): ResolvedNode {
  return {
    name: candidate.name,
    version: candidate.number,
    candidate,
    location: null,
    alias: null,
    optional: false,
    features: [],
  };
}

/** The edge of a dependency, with its requirement as its author wrote it. */
export function plainEdge(
  { name, requirement, kind, optional }: DependencyRecord,
  rest: Pick<ResolvedEdge, 'from' | 'to' | 'overridden' | 'satisfied'>,
): ResolvedEdge {
  return { ...rest, name, requirement: requirement ?? '*', kind, optional };
}
