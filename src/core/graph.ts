/**
 * The graph of all packages and what they depend on, as services ask it. It is held by a thread of its own and a little older than
 * the index: every answer says as of when. Nodes are numbers of packages (`package_names.id`); edges are dependencies of the kinds that
 * come with an installation, of packages' latest versions, from the dependent to the dependency.
 */
export interface DependencyGraph {
  /**
   * @throws UnavailableError while it is being built and not ready within the time that a request may take; InputError naming
   * `purl` or `from`/`to` where the walk is too large.
   */
  ask<Q extends GraphQuestion>(question: Q): Promise<GraphAnswers[Q['kind']]>;
}

export type Direction = 'dependents' | 'dependencies';

export type GraphQuestion =
  | {
      kind: 'reach';
      direction: Direction;
      node: number;
      /** Edges; null: no limit. */
      depth: number | null;
      /** List only those that are critical. */
      critical: boolean;
      /** Position in the list to begin at, and how many of it. */
      offset: number;
      limit: number;
    }
  | { kind: 'paths'; from: number; to: number; most: number }
  | { kind: 'dominators'; node: number; offset: number; limit: number }
  | { kind: 'leaders'; registryId: number; by: Measure; offset: number; limit: number };

export const MEASURES = [
  'transitive_dependents',
  'critical_dependents',
  'transitive_dependencies',
  'centrality',
] as const;
export type Measure = (typeof MEASURES)[number];

export interface GraphAnswers {
  reach: ReachAnswer;
  paths: GraphStand & { paths: number[][] };
  dominators: DominatorsAnswer;
  leaders: LeadersAnswer;
}

/** When the edges were read, ISO 8601, and how many there are. */
export interface GraphStand {
  asOf: string;
  nodes: number;
  edges: number;
}

export interface ReachAnswer extends GraphStand {
  /** All that are reached within the depth. */
  total: number;
  /** Of these, the critical ones. */
  critical: number;
  /** At each distance, from 1. */
  byDepth: number[];
  /** More lie beyond the depth. */
  cut: boolean;
  /** From `offset`: nearest first, then by number. */
  list: { node: number; depth: number }[];
  /** null: not computed yet. */
  centrality: Centrality | null;
}

export interface Centrality {
  /** PageRank among the packages of its registry; all together 1. */
  score: number;
  /** From 1. */
  position: number;
  of: number;
}

export interface DominatorsAnswer extends GraphStand {
  /** Transitive dependencies. */
  total: number;
  /** Those that dominate any others, the most first, from `offset`. */
  list: Dominator[];
  /** Length of the whole list. */
  dominating: number;
}

export interface Dominator {
  node: number;
  /** The one nearest to it that every way to it passes. */
  dominator: number;
  /** How many transitive dependencies would not be there without it. */
  dominated: number;
}

export interface LeadersAnswer extends GraphStand {
  /** null: the registry is too large for the measure to be computed for all of its packages. */
  list: { node: number; value: number }[] | null;
  total: number;
}
