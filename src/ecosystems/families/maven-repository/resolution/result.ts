/** The tree as nodes, edges and problems: what was chosen, with everybody who asks for it. */
import type { Budget } from '../../../../resolving/budget.ts';
import type { ProblemKind, Resolution, ResolvedEdge } from '../../../../resolving/types.ts';
import { maven as scheme } from '../../../../versions/schemes/maven.ts';
import { belowOf } from './circles.ts';
import type { Group, Member } from './collect.ts';
import type { Order } from './order.ts';
import type { Placement, Selection } from './select.ts';

export async function resultOf(
  roots: readonly Group[],
  order: Order,
  { winners, refusals }: Selection,
  budget: Budget,
): Promise<Resolution> {
  const resolution: Resolution = { nodes: [], edges: [], problems: [], pending: [] };
  const nodeOf = new Map<Placement, number>();
  const refused = new Map<Group, string>();
  for (const { place, chosen } of refusals) refused.set(place.group, chosen);
  const queue: { from: number | null; groups: readonly Group[] }[] = [{ from: null, groups: roots }];
  for (const { from, groups } of queue) {
    for (const group of groups) {
      budget.spend();
      take(group, from);
    }
    await budget.pause();
  }
  return resolution;

  function take(group: Group, from: number | null): void {
    const { dependency, requirement, overridden } = group.wanted;
    const winner = winners[order.idOf(group)] ?? null;
    const chosenOther = refused.get(group);
    const to =
      winner === null || group.members.length === 0 || chosenOther !== undefined ? null : nodeFor(winner);
    const edge: ResolvedEdge = {
      from,
      to,
      name: dependency.name,
      requirement: dependency.requirement ?? '*',
      overridden,
      kind: dependency.record.kind,
      optional: dependency.record.optional,
      satisfied: to !== null && isSatisfied(group, resolution.nodes[to]!.version),
    };
    resolution.edges.push(edge);
    if (chosenOther !== undefined)
      report(
        'conflict',
        group,
        from,
        `${requirement} is asked of ${dependency.name}, which other ranges exclude: ${chosenOther} was chosen before it`,
      );
    else if (
      group.members.length === 0 ||
      (winner !== null && winner.member.candidate === null && winner.group === group)
    )
      reportAbsence(group, from);
  }

  function nodeFor(winner: Placement): number | null {
    const known = nodeOf.get(winner);
    if (known !== undefined) return known;
    const member = winner.member.candidate === null ? elsewhere(winner) : winner.member;
    if (member?.candidate == null) return null;
    const node = resolution.nodes.length;
    nodeOf.set(winner, node);
    const { type, classifier } = member.wanted.dependency;
    const isPlain = type === 'jar' && classifier === '';
    resolution.nodes.push({
      name: member.candidate.name,
      version: member.version,
      candidate: member.candidate,
      location: isPlain ? null : classifier === '' ? type : `${type}:${classifier}`,
      alias: null,
      optional: winner.optional,
      features: [],
      scope: winner.scope,
    });
    const { status, dependencies, name, number } = member.candidate;
    const about = { name, requirement: null, from: node, explanation: [] };
    if (status !== null)
      resolution.problems.push({
        kind: 'standing',
        severity: 'warning',
        message: `${name} ${number} is ${status}`,
        ...about,
      });
    if (dependencies === null && member.wanted.dependency.traversed)
      resolution.problems.push({
        kind: 'unknown-dependencies',
        severity: 'warning',
        message: `the dependencies of ${name} ${number} are not known`,
        ...about,
      });
    const below = member === winner.member ? belowOf(winner.group, member) : member.below;
    if (below !== null) queue.push({ from: node, groups: below.groups });
    return node;
  }

  /** The same version where another way sees it: that in which its repository is named. */
  function elsewhere({ group, member: { version } }: Placement): Member | null {
    const id = order.idOf(group);
    const others = order.groups.filter(other => order.idOf(other) === id).flatMap(({ members }) => members);
    return others.find(other => other.candidate !== null && other.version === version) ?? null;
  }

  function reportAbsence(group: Group, from: number | null): void {
    const { name } = group.wanted.dependency;
    const { requirement } = group.wanted;
    if (group.empty === 'missing') report('missing-package', group, from, `there is no package ${name}`);
    else if (group.empty === 'unreadable')
      report('unsupported', group, from, `the version ${requirement} of ${name} cannot be read`);
    else if (group.empty === 'unstated')
      report('no-matching-version', group, from, `no version of ${name} is stated, and none is managed`);
    else if (group.empty === 'no-match')
      report('no-matching-version', group, from, `no version of ${name} satisfies ${requirement}`);
  }

  function report(kind: ProblemKind, group: Group, from: number | null, message: string): void {
    resolution.problems.push({
      kind,
      severity: 'error',
      message,
      name: group.wanted.dependency.name,
      requirement: group.wanted.requirement,
      from,
      explanation: [],
    });
  }
}

/** Whether the version is what was asked for, by the requirement that counts. */
function isSatisfied({ wanted: { requirement }, members }: Group, version: string): boolean {
  const range = members[0]?.range ?? null;
  if (range !== null) return scheme.includes(range, version);
  return members.some(member => member.version === version) || requirement === version;
}
