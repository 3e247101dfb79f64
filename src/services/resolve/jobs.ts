/** The operations of the original: a job for one package, and its result as versions by name or as a tree. */

import { Type } from 'typebox';
import { SINGLE, TOOL } from '../../core/cost.ts';
import { InputError } from '../../core/errors.ts';
import type { ToolJob } from '../../core/tools.ts';
import { purlOf } from '../../ecosystems/ecosystem.ts';
import { registryCounts } from '../../store/registries.ts';
import type { Reply, RequestContext, Route } from '../service.ts';
import { begin, jobResolution } from './ask.ts';
import { flatOf, treeOf } from './formats.ts';
import { registryNamed, registryOfEcosystem } from './input.ts';
import { momentOf } from './moment.ts';
import type { ResolutionJson, ResolveBody } from './schemas.ts';

const text = (maxLength: number, description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength, description }));

const query = Type.Object(
  {
    package_name: text(500, 'name of the package'),
    registry: text(200, 'name of the registry, see /registries; it or `ecosystem` is required'),
    ecosystem: text(100, 'ecosystem or purl type (gem, npm, cargo), in place of a registry'),
    version: text(4_096, "only a version within this range, in the ecosystem's syntax"),
    before: text(40, 'a date or moment: only versions published until then'),
    tree: Type.Optional(
      Type.Boolean({ description: 'the tree with package URLs in place of versions by name' }),
    ),
    callback: Type.Optional(
      Type.String({ maxLength: 2_048, description: 'URL that is told by POST when the job is done' }),
    ),
  },
  { additionalProperties: false },
);

const at = Type.String({ format: 'date-time' });
const Tree = Type.Array(
  Type.Object({
    purl: Type.String(),
    name: Type.String(),
    version: Type.String(),
    deps: Type.Array(Type.Unknown(), { description: 'the same again' }),
    deduped: Type.Optional(
      Type.Boolean({ description: 'what it depends on is shown where it stands first' }),
    ),
  }),
);

const Job = Type.Object(
  {
    id: Type.String(),
    package_name: Type.String(),
    registry: Type.String(),
    status: Type.String({ description: '`pending`, `working`, `complete` or `error`' }),
    results: Type.Union(
      [
        Type.Record(Type.String(), Type.String(), { description: 'versions by name, or an error' }),
        Tree,
        Type.Null(),
      ],
      { description: 'without the package itself' },
    ),
    problems: Type.Array(Type.String(), { description: 'what could not be satisfied, in words' }),
    pending: Type.Array(Type.String(), { description: 'names that are still being read' }),
    version: Type.Union([Type.String(), Type.Null()], { description: 'the range that was asked for' }),
    before: Type.Union([Type.String(), Type.Null()]),
    tree: Type.Boolean(),
    created_at: at,
    updated_at: at,
    sidekiq_id: Type.String({ description: 'the same as `id`' }),
    sha256: Type.Null({ description: 'there is no file' }),
  },
  { $id: 'resolveJob', additionalProperties: false },
);

const Registry = Type.Object({
  name: Type.String(),
  url: Type.String(),
  ecosystem: Type.String(),
  packages_count: Type.Integer(),
});

const creation = (method: 'POST' | 'GET', operationId: string): Route => ({
  method,
  path: '/jobs',
  operationId,
  summary: 'submit a resolve job',
  tags: ['jobs'],
  query,
  response: Job,
  cost: TOOL,
  cache: 'none',
  handle: create,
});

export const jobs: Route[] = [
  creation('POST', 'createJob'),
  creation('GET', 'createJobByGet'),
  {
    method: 'GET',
    path: '/jobs/{jobID}',
    operationId: 'getJob',
    summary: 'fetch job by id',
    tags: ['jobs'],
    response: Job,
    cost: SINGLE,
    cache: 'none',
    async handle(context) {
      const { job, resolution } = await jobResolution(context, String(context.params.jobID));
      return { body: jobJson(job, resolution) };
    },
  },
  {
    method: 'GET',
    path: '/registries',
    operationId: 'listRegistries',
    summary: 'list available registries',
    tags: ['registries'],
    response: Type.Array(Registry),
    cost: SINGLE,
    cache: 'shared',
    async handle({ db, directory }) {
      const counts = await registryCounts(db);
      const body = directory.all().map(({ id, name, url, ecosystem }) => ({
        name,
        url,
        ecosystem,
        packages_count: counts.get(id)?.packages ?? 0,
      }));
      return { body, tags: ['everything'] };
    },
  },
];

/** @throws InputError naming the parameter. */
async function create(context: RequestContext): Promise<Reply> {
  const body = bodyOf(context);
  const job = await begin(context, body, undefined, context.waitMs ?? 0);
  const location = `${context.serviceUrl}/api/v1/jobs/${job.id}`;
  const isDone = job.status === 'complete' || job.status === 'error';
  const { resolution } = isDone ? await jobResolution(context, job.id) : { resolution: null };
  const waited = context.waitMs !== null;
  const headers = { location, ...(waited ? { 'preference-applied': 'wait' } : {}) };
  return waited && isDone
    ? { body: jobJson(job, resolution), headers: { ...headers, 'content-location': location } }
    : { status: 302, body: jobJson(job, resolution), headers };
}

function bodyOf({ directory, query }: RequestContext): ResolveBody {
  const { package_name, registry: named, ecosystem, version, before, tree, callback } = query;
  if (typeof package_name !== 'string') throw new InputError('package_name', 'package_name is required');
  if (named === undefined && ecosystem === undefined)
    throw new InputError('registry', 'registry or ecosystem is required');
  if (named !== undefined && ecosystem !== undefined)
    throw new InputError('ecosystem', 'registry or ecosystem, not both');
  const registry =
    typeof named === 'string'
      ? registryNamed(directory, named)
      : registryOfEcosystem(directory, String(ecosystem));
  const { names } = registry.definition;
  const name = names.normalise(package_name);
  const problem = names.problem(name);
  if (problem !== null) throw new InputError('package_name', `package_name: ${problem}`);
  if (typeof before === 'string') momentOf(before);
  const purl = purlOf(registry, name);
  return {
    purls: [typeof version === 'string' ? { purl, requirement: version } : purl],
    registry: registry.name,
    facts: false,
    ...(typeof before === 'string' ? { before } : {}),
    ...(typeof callback === 'string' ? { callback } : {}),
    ...(tree === true ? { format: 'tree' as const } : {}),
  };
}

function jobJson(job: ToolJob, resolution: ResolutionJson | null) {
  const { purls, registry, before, format } = job.options as unknown as ResolveBody;
  const [asked] = purls ?? [];
  const isTree = format === 'tree';
  const requirement = typeof asked === 'object' ? (asked.requirement ?? null) : null;
  return {
    id: job.id,
    package_name: resolution?.subject.name ?? nameOf(typeof asked === 'object' ? asked.purl : (asked ?? '')),
    registry: registry ?? resolution?.registry ?? '',
    status: job.status,
    results: resolution ? resultsOf(resolution, isTree) : job.error ? { error: job.error.message } : null,
    problems: (resolution?.problems ?? []).map(({ message }) => message),
    pending: resolution?.pending ?? [],
    version: requirement,
    before: before ?? null,
    tree: isTree,
    created_at: job.createdAt,
    updated_at: job.updatedAt,
    sidekiq_id: job.id,
    sha256: null,
  };
}

/** Without what was asked for itself, as the original: a project that needs it is what is resolved there. */
function resultsOf(resolution: ResolutionJson, isTree: boolean) {
  if (isTree) return treeOf(resolution).flatMap(({ deps }) => deps);
  const roots = new Set(resolution.edges.flatMap(({ from, to }) => (from === null ? [to] : [])));
  return flatOf({ nodes: resolution.nodes.filter(({ id }) => !roots.has(id)) });
}

function nameOf(purl: string): string {
  const path = purl.replace(/^pkg:[^/]*\//, '').split(/[?#]/, 1)[0] as string;
  return decodeURIComponent(path.replace(/@[^/]*$/, ''));
}
