/** Resolves: what was asked, read; the resolver of its ecosystem, run over the universe; the answer with all that is known. */
import { InputError } from '../../core/errors.ts';
import { purlOf } from '../../ecosystems/ecosystem.ts';
import { BudgetError, createBudget } from '../../resolving/budget.ts';
import type { Resolution, ResolutionProblem, ResolveRequest, Resolver } from '../../resolving/types.ts';
import type { IndexedRegistry, RequestContext } from '../service.ts';
import { differenceOf } from './difference.ts';
import { factsOfNodes } from './facts.ts';
import type { FileContents } from './file-contents.ts';
import { type Wanted, wantedOfFile, wantedOfPurls } from './input.ts';
import { measure, pathTo } from './measures.ts';
import { momentOf } from './moment.ts';
import { requestOf } from './request.ts';
import { checkKinds, checkSettings, resolverOf } from './resolver.ts';
import { resolveInRounds } from './rounds.ts';
import type { ResolutionJson, ResolveBody } from './schemas.ts';
import { type OpenedUniverse, openUniverse } from './universe.ts';

export type RunContext = Pick<
  RequestContext,
  'db' | 'directory' | 'sync' | 'memory' | 'siteUrl' | 'now' | 'signal'
>;

export interface RunLimits {
  /** Milliseconds for all of it. */
  timeMs: number;
  /** Milliseconds in which registries may be asked. */
  fetchMs: number;
  /** True where no other try has more time: what was found out until then is the answer. */
  isLast?: boolean;
}

/** Names that are listed; where a registry gives no dates, these are all of them. */
const MOST_UNDATED = 1_000;

/** Time is over before there is an answer: another try, as a job, has more of it. */
export class OutOfTime extends Error {
  constructor(readonly reason: BudgetError) {
    super(reason.message);
    this.name = 'OutOfTime';
  }
}

/**
 * @param contents of what was sent, in place of package URLs.
 * @throws InputError naming the field; NotFoundError; OutOfTime; the signal's reason.
 */
export async function resolveAll(
  context: RunContext,
  body: ResolveBody,
  contents: FileContents | null,
  limits: RunLimits,
): Promise<ResolutionJson> {
  const started = performance.now();
  const wanted = wantedOf(context, body, contents);
  const left = () => ({ ...limits, timeMs: Math.max(1, limits.timeMs - (performance.now() - started)) });
  const result = await resolveOne(context, body, wanted, limits);
  if (body.against === undefined) return result;
  const other = { ...body, ...body.against, before: body.against.before };
  const otherWanted = body.against.purls === undefined ? wanted : wantedOf(context, other, null);
  const against = await resolveOne(context, { ...other, facts: false }, otherWanted, left());
  return { ...result, difference: differenceOf(against, result) };
}

/** @throws InputError naming `purls` where both or neither of package URLs and files are given. */
export function wantedOf(
  { directory }: Pick<RunContext, 'directory'>,
  body: ResolveBody,
  contents: FileContents | null,
): Wanted {
  if (contents !== null && body.purls !== undefined)
    throw new InputError('purls', 'purls: package URLs or a file, not both');
  if (contents !== null) return wantedOfFile(directory, contents, body);
  if (body.purls === undefined) throw new InputError('purls', 'purls: package URLs or a file are needed');
  if (body.development !== undefined)
    throw new InputError('development', 'development: it is of files, and does not apply to package URLs');
  return wantedOfPurls(directory, body.purls, body);
}

async function resolveOne(
  context: RunContext,
  body: ResolveBody,
  wanted: Wanted,
  { timeMs, fetchMs, isLast = false }: RunLimits,
): Promise<ResolutionJson> {
  const started = performance.now();
  const { registry } = wanted;
  const { environment = {}, options = {}, kinds } = body;
  const resolver = await resolverOf(registry);
  checkSettings('environment', environment, resolver.environment, registry.ecosystem);
  checkSettings('options', options, resolver.options, registry.ecosystem);
  checkKinds(registry, kinds);
  const before = body.before === undefined ? null : momentOf(body.before);
  const budget = createBudget({ signal: context.signal, time: timeMs });
  const universe = await openUniverse(context, registry, {
    before: before?.getTime() ?? null,
    fetchMs: body.sync === false ? 0 : Math.min(fetchMs, timeMs * 0.7),
    budget,
  });
  const request = await requestOf(wanted, body, resolver, universe);
  const leftMs = () => timeMs - (performance.now() - started);
  const resolution = await resolveInRounds(resolver, request, universe, budget, leftMs).catch(error => {
    if (!(error instanceof BudgetError)) throw error;
    if (error.spent === 'time' && !isLast) throw new OutOfTime(error);
    return unfinished(error);
  });
  return answer(context, {
    registry,
    resolver,
    request,
    resolution,
    universe,
    wanted,
    before,
    facts: body.facts !== false,
  });
}

/** What is said where there is neither a solution nor a proof that there is none. */
function unfinished({ message, explanation }: BudgetError): Resolution {
  const problem: ResolutionProblem = {
    kind: 'conflict',
    severity: 'error',
    message: `No answer was found within the limit: ${message}.`,
    name: null,
    requirement: null,
    from: null,
    explanation: [...explanation],
  };
  return { nodes: [], edges: [], problems: [problem], pending: [] };
}

interface Solved {
  registry: IndexedRegistry;
  resolver: Resolver;
  request: ResolveRequest;
  resolution: Resolution;
  universe: OpenedUniverse;
  wanted: Wanted;
  before: Date | null;
  facts: boolean;
}

async function answer(context: RunContext, of: Solved): Promise<ResolutionJson> {
  const { registry, resolver, request, resolution, universe, wanted, before } = of;
  const { nodes, edges } = resolution;
  const problems = [...wanted.problems, ...resolution.problems];
  const { depth, parent, duplicates } = measure(nodes, edges);
  const facts = await factsOfNodes(context, registry, nodes, of.facts);
  const pending = [...new Set(resolution.pending)];
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return {
    registry: registry.name,
    ecosystem: registry.ecosystem,
    resolver: { id: resolver.id, description: resolver.description },
    subject: wanted.subject,
    request: {
      roots: request.roots.map(({ name, requirement, kind }) => ({ name, requirement, kind })),
      environment: { ...request.environment },
      options: { ...request.options },
      kinds: [...(request.kinds ?? resolver.kinds)],
      before: before?.toISOString() ?? null,
      prereleases: request.prereleases,
      locked: request.locked.length,
    },
    resolved_at: context.now.toISOString(),
    complete: errors === 0 && pending.length === 0,
    summary: {
      nodes: nodes.length,
      edges: edges.length,
      direct: depth.filter(each => each === 1).length,
      depth: depth.reduce<number>((most, each) => Math.max(most, each ?? 0), 0),
      duplicates: duplicates.size,
      errors,
      warnings: problems.length - errors,
      affected: of.facts ? facts.filter(({ advisories }) => (advisories?.length ?? 0) > 0).length : null,
      fetched: universe.fetched.length,
    },
    nodes: nodes.map(({ name, version, location, alias, optional, features, marker }, id) => ({
      id,
      purl: purlOf(registry, name, version),
      name,
      version,
      depth: depth[id] ?? null,
      path: depth[id] === null ? [] : pathTo(id, parent),
      duplicate: duplicates.has(name),
      optional,
      alias,
      location,
      features,
      ...(marker === undefined ? {} : { marker }),
      ...(facts[id] as (typeof facts)[number]),
    })),
    edges: edges.map(({ from, to, name, requirement, overridden, kind, optional, satisfied, marker }) => ({
      from,
      to,
      name,
      requirement,
      overridden,
      kind,
      optional,
      satisfied,
      ...(marker === undefined ? {} : { marker }),
    })),
    duplicates: [...duplicates].map(([name, versions]) => ({ name, versions })),
    problems: problems.map(({ kind, severity, message, name, requirement, from, explanation }) => ({
      kind,
      severity,
      message,
      name,
      requirement,
      from,
      explanation,
    })),
    pending,
    undated: before === null ? [] : [...universe.undated].sort().slice(0, MOST_UNDATED),
  };
}
