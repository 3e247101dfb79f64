/** The graph as nodes, edges and problems, these with the codes of https://learn.microsoft.com/nuget/reference/errors-and-warnings */
import type { Budget } from '../../../resolving/budget.ts';
import { plainNode } from '../../../resolving/plain.ts';
import type {
  Candidate,
  ProblemKind,
  Resolution,
  ResolutionProblem,
  Universe,
} from '../../../resolving/types.ts';
import type { Asked, Graph } from './graph.ts';
import { hasBeginning, position } from './versions.ts';

/** Conflicts of which it is said how they come about. */
const MOST_EXPLAINED = 100;
const MOST_ASKERS = 3;
const MOST_STEPS = 20;

export async function resultOf(
  { chosen, asked, order }: Graph,
  universe: Universe,
  framework: string,
  metBy: (candidate: Candidate) => 'exact' | 'fallback' | 'incompatible',
  budget: Budget,
): Promise<Resolution> {
  const resolution: Resolution = { nodes: [], edges: [], problems: [], pending: [] };
  const pending = new Set<string>();
  const nodeOf = new Map<string, number>();
  let explained = 0;
  let parents: Map<string, string | null> | null = null;
  for (const name of order) {
    const candidate = chosen.get(name)!;
    nodeOf.set(name, resolution.nodes.length);
    resolution.nodes.push(plainNode(candidate));
    reportOn(candidate, nodeOf.get(name)!);
  }
  for (const from of [null, ...order]) {
    for (const one of asked.get(from) ?? []) {
      budget.spend();
      addEdge(one);
    }
    await budget.pause();
  }
  reportCircles();
  resolution.pending.push(...pending);
  return resolution;

  function addEdge(one: Asked): void {
    const from = one.from === null ? null : nodeOf.get(one.from)!;
    const to = nodeOf.get(one.name) ?? null;
    const version = to === null ? null : resolution.nodes[to]!.version;
    const where = version === null || one.requirement === null ? 0 : position(one.requirement, version);
    resolution.edges.push({
      from,
      to,
      name: one.name,
      requirement: one.written ?? '*',
      overridden: one.overridden,
      kind: one.kind,
      optional: one.optional,
      satisfied: version !== null && one.requirement !== null && where === 0,
    });
    const { name, requirement } = one;
    // A circle is reported as such, once.
    if (one.from === name) return;
    const found = universe.get(name);
    if (found === 'pending') pending.add(name);
    else if (found === 'missing' || found === undefined)
      report('missing-package', 'error', `there is no package ${name} (NU1101)`);
    else if (requirement === null)
      report('unsupported', 'error', `${one.overridden ?? one.written} is no version range of ${name}`);
    else if (one.candidate === null)
      report('no-matching-version', 'error', `no version of ${name} satisfies ${requirement.text} (NU1102)`);
    else if (where < 0)
      report(
        'conflict',
        'warning',
        `${name} is downgraded from ${one.candidate.number} to ${version}, which is asked for nearer to the project (NU1605)`,
      );
    else if (where > 0 && one.eclipsed)
      report('conflict', 'warning', `${name} ${version} is outside of ${requirement.text} (NU1608)`);
    else if (where > 0)
      report(
        'conflict',
        'error',
        `${name} ${version} is asked for, which ${requirement.text} excludes (NU1107)`,
        explained++ < MOST_EXPLAINED ? whoAsks(one, requirement.text) : [],
      );
    else if (
      one.candidate.number === version &&
      one.written !== null &&
      !hasBeginning(requirement, found.versions)
    )
      report(
        'no-matching-version',
        'warning',
        `the version with which ${requirement.text} of ${name} begins is not there: ${version} is taken (NU1603)`,
      );

    function report(
      kind: ProblemKind,
      severity: ResolutionProblem['severity'],
      message: string,
      explanation: string[] = [],
    ): void {
      resolution.problems.push({
        kind,
        severity,
        message,
        name,
        requirement: requirement?.text ?? one.overridden ?? one.written,
        from,
        explanation,
      });
    }
  }

  /** What the refused one asks for, then who asks for what was chosen, each with the shortest way from the project. */
  function whoAsks({ from, name }: Asked, excluding: string): string[] {
    const { number } = chosen.get(name)!;
    const says = (who: string | null, text: string) => `${wayTo(who)} asks for ${name} ${text}.`;
    const others: string[] = [];
    for (const [who, list] of asked) {
      budget.spend();
      const other = list.find(one => one.name === name && !one.eclipsed && one.candidate?.number === number);
      if (other?.requirement && others.push(says(who, other.requirement.text)) === MOST_ASKERS) break;
    }
    return [
      says(from, excluding),
      ...others,
      `Of these the highest is taken, ${number}, which ${excluding} excludes.`,
    ];
  }

  function wayTo(name: string | null): string {
    if (name === null) return 'the project';
    if (parents === null) {
      parents = new Map();
      const queue: (string | null)[] = [null];
      for (const from of queue)
        for (const { name: to } of asked.get(from) ?? [])
          if (!parents.has(to) && nodeOf.has(to)) {
            parents.set(to, from);
            queue.push(to);
          }
    }
    const way: string[] = [];
    for (let at: string | null = name; at !== null && way.length < MOST_STEPS; at = parents.get(at) ?? null)
      way.unshift(`${at} ${chosen.get(at)?.number ?? ''}`);
    return way.join(' > ');
  }

  function reportOn(candidate: Candidate, from: number): void {
    const { name, number, status, dependencies } = candidate;
    const met = dependencies === null ? 'unknown' : metBy(candidate);
    const report = (kind: ProblemKind, message: string) =>
      resolution.problems.push({
        kind,
        severity: 'warning',
        message,
        name,
        requirement: null,
        from,
        explanation: [],
      });
    if (status !== null) report('standing', `${name} ${number} is ${status}`);
    if (met === 'unknown')
      report('unknown-dependencies', `the dependencies of ${name} ${number} are not known`);
    else if (met === 'fallback')
      report('environment', `${name} ${number} is for .NET Framework, not for ${framework} (NU1701)`);
    else if (met === 'incompatible')
      report('environment', `${name} ${number} names no framework that ${framework} can use`);
  }

  /** Each circle once, by a walk that keeps the way it went. NuGet refuses them (NU1108). */
  function reportCircles(): void {
    const state = new Map<string, 'open' | 'done'>();
    for (const start of order) {
      if (state.has(start)) continue;
      const way: { name: string; next: number }[] = [{ name: start, next: 0 }];
      state.set(start, 'open');
      for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
        budget.spend();
        const one = asked.get(top.name)?.[top.next++];
        if (one === undefined) {
          state.set(top.name, 'done');
          way.pop();
          continue;
        }
        if (!nodeOf.has(one.name) || state.get(one.name) === 'done') continue;
        if (state.get(one.name) === 'open') {
          const names = way.map(({ name }) => name);
          const circle = [...names.slice(names.indexOf(one.name)), one.name];
          resolution.problems.push({
            kind: 'conflict',
            severity: 'error',
            message: `${one.name} needs itself (NU1108)`,
            name: one.name,
            requirement: null,
            from: nodeOf.get(top.name)!,
            explanation: circle.length > 20 ? [...circle.slice(0, 10), '...', ...circle.slice(-9)] : circle,
          });
          continue;
        }
        state.set(one.name, 'open');
        way.push({ name: one.name, next: 0 });
      }
    }
  }
}
