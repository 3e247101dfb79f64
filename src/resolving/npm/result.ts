/** The finished tree as a resolution: nodes by their place, edges, and what is not as it should be. */

import type { Resolution, ResolutionProblem } from '../types.ts';
import { type Flags, flagsOf, leftOut, nodesBelow } from './flags.ts';
import { byName } from './order.ts';
import { isDeprecated } from './pick.ts';
import { type Platform, unsuited, unsuitedEngine } from './platform.ts';
import { type Edge, isOptional, isValid, type TreeNode } from './tree.ts';

export interface ResultRules {
  platform: Platform;
  /** Left out: `dev`, `optional`, `peer`. */
  omit: ReadonlySet<string>;
  pending: Iterable<string>;
  /** Where npm would have stopped, in the order in which it was met. */
  refusals: readonly { edge: Edge; message: string }[];
  /** What could not be had, where something else of that name lies. */
  failures: readonly { edge: Edge; node: TreeNode }[];
}

/** The tree as nodes, edges and problems, without what the platform or the request leaves out. */
export function resolutionOf(root: TreeNode, rules: ResultRules): Resolution {
  const all = nodesBelow(root);
  const flags = flagsOf(root);
  const gone = leftOut(all, flags, rules.platform);
  const kept = all
    .filter(
      node =>
        !node.target &&
        !node.installable.failure &&
        !gone.has(node) &&
        !isOmitted(flags.get(node), rules.omit),
    )
    .sort((a, b) => byName(a.location, b.location));
  const positions = new Map<TreeNode, number>(kept.map((node, at) => [node, at]));
  const resolution: Resolution = { nodes: [], edges: [], problems: [], pending: [...rules.pending] };
  const isRefused = new Set(rules.refusals.map(({ edge }) => edge));
  const positionOf = (node: TreeNode | null): number | null =>
    node === null ? null : (positions.get(node.target ?? node) ?? null);

  for (const { name, location, installable } of kept)
    resolution.nodes.push({
      name: installable.name,
      version: installable.version,
      candidate: installable.candidate,
      location,
      alias: name === installable.name ? null : name,
      optional: false,
      features: [],
    });
  for (const [node, at] of positions) resolution.nodes[at]!.optional = flags.get(node)?.optional ?? false;
  for (const node of [root, ...kept]) {
    const from = positionOf(node);
    for (const edge of node.edgesOut.values()) {
      const { record, bundled } = edge.requirement;
      const isOutside = bundled && edge.to?.parent !== node;
      const to = isOutside ? null : positionOf(edge.to);
      const isMet = to !== null ? isValid(edge) : bundled || isOptional(edge);
      resolution.edges.push({
        from,
        to,
        name: record.name,
        requirement: record.requirement ?? '*',
        overridden: edge.spec === edge.raw ? null : edge.spec.text,
        kind: record.kind,
        optional: record.optional,
        satisfied: isMet,
      });
      // Where npm would have stopped is said as an error below.
      if (!isRefused.has(edge)) complain(resolution.problems, edge, from, gone, isOutside);
    }
  }
  for (const { edge, node } of rules.failures) {
    const from = positionOf(edge.from);
    if (from === null && !edge.from.isProject) continue;
    const { failure } = node.installable;
    if (failure)
      resolution.problems.push({
        ...failure,
        severity: isOptional(edge) ? 'warning' : failure.severity,
        from,
      });
  }
  resolution.problems.push(...refused(rules, positionOf), ...standing(kept, flags, rules.platform));
  return resolution;
}

function isOmitted(flags: Flags | undefined, omit: ReadonlySet<string>): boolean {
  if (!flags) return false;
  return (
    (flags.peer && omit.has('peer')) ||
    (flags.development && omit.has('dev')) ||
    (flags.optional && omit.has('optional'))
  );
}

/** What is wrong with where an edge leads. */
function complain(
  problems: ResolutionProblem[],
  edge: Edge,
  from: number | null,
  gone: ReadonlySet<TreeNode>,
  isUnknown: boolean,
): void {
  const { to, spec, requirement } = edge;
  const { target } = requirement;
  const about = { name: target, requirement: spec.text, from, explanation: [] };
  if (isUnknown) {
    const message = `${ownerOf(edge)} brings ${edge.name} in its archive: which version, only the archive tells`;
    problems.push({ kind: 'unsupported', severity: 'warning', message, ...about });
    return;
  }
  const failure = to?.installable.failure;
  if (failure && failure.requirement !== spec.text && !gone.has(to)) {
    // Whoever finds it here has not asked for it: that it cannot be had is said of the one who has.
    const message = `${describe(edge)}, but ${failure.name}@${failure.requirement}, which cannot be had, is in its place`;
    problems.push({ kind: 'conflict', severity: 'warning', message, ...about });
  } else if (failure) {
    const isLeftOut = gone.has(to);
    problems.push({
      ...failure,
      severity: isLeftOut ? 'warning' : failure.severity,
      message: isLeftOut ? `${failure.message}; it is optional and left out` : failure.message,
      ...about,
    });
  } else if (to && !isValid(edge)) {
    const message = `${describe(edge)}, but ${to.installable.name}@${to.installable.version} is installed`;
    problems.push({ kind: 'conflict', severity: 'warning', message, ...about });
  } else if (!to && !isValid(edge)) {
    problems.push({
      kind: 'conflict',
      severity: 'warning',
      message: `${describe(edge)}, but none is installed`,
      ...about,
    });
  }
}

/** Who asks for what, in words. */
export function describe(edge: Edge): string {
  const { type, record } = edge.requirement;
  const peer = type === 'peer' || type === 'peerOptional' ? ' as a peer' : '';
  return `${ownerOf(edge)} wants ${record.name}@${edge.spec.text}${peer}`;
}

function ownerOf({ from }: Edge): string {
  const { installable, isProject, source } = from.source ?? from;
  return isProject || source?.isProject ? 'the project' : `${installable.name}@${installable.version}`;
}

function refused(
  { refusals }: ResultRules,
  positionOf: (node: TreeNode) => number | null,
): ResolutionProblem[] {
  const told = new Set<string>();
  return refusals
    .filter(({ message }) => !told.has(message) && told.add(message))
    .map(({ edge, message }) => ({
      kind: 'conflict',
      severity: 'error',
      message,
      name: edge.requirement.target,
      requirement: edge.spec.text,
      from: positionOf(edge.from),
      explanation: [],
    }));
}

/** What the chosen versions themselves are not: known, suited, in good standing. */
function standing(
  kept: readonly TreeNode[],
  flags: ReadonlyMap<TreeNode, Flags>,
  platform: Platform,
): ResolutionProblem[] {
  const problems: ResolutionProblem[] = [];
  kept.forEach(({ installable: { name, version, candidate }, isBundled, edgesIn }, from) => {
    if (!candidate) return;
    const add = (kind: ResolutionProblem['kind'], severity: ResolutionProblem['severity'], message: string) =>
      problems.push({ kind, severity, message, name, requirement: null, from, explanation: [] });
    if (candidate.dependencies === null)
      add('unknown-dependencies', 'warning', `the dependencies of ${name}@${version} are not known`);
    if (isBundled && edgesIn.size === 0)
      add('unsupported', 'warning', `${name}@${version} lies in an archive that does not need it`);
    const { deprecated } = candidate.metadata;
    if (isDeprecated(candidate))
      add(
        'standing',
        'warning',
        `${name}@${version} is ${candidate.status ?? 'deprecated'}${typeof deprecated === 'string' ? `: ${deprecated}` : ''}`,
      );
    if (flags.get(kept[from]!)?.optional) return;
    const platformWanted = unsuited(candidate.metadata, platform);
    if (platformWanted !== null)
      add('environment', 'error', `${name}@${version} is for ${platformWanted} only`);
    const engine = unsuitedEngine(candidate.metadata, platform);
    if (engine !== null) add('environment', 'warning', `${name}@${version} wants ${engine}`);
  });
  return problems;
}
