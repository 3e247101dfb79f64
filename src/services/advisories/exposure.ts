/** Who is exposed to an advisory: counts, and the list that they count, the most critical first. */

import { type Static, Type } from 'typebox';
import { TOOL } from '../../core/cost.ts';
import { InputError } from '../../core/errors.ts';
import { purlOf } from '../../ecosystems/ecosystem.ts';
import type { AdvisoryPackageRow, FullAdvisory } from '../../store/advisory-queries.ts';
import type { Reply, RequestContext, Route } from '../service.ts';
import { advisoryOf } from './advisory-of.ts';
import { kindsOf } from './exposure-kinds.ts';
import { byDependents, type ListedPackage, listed, type Position } from './exposure-listed.ts';
import { type ExposureWalk, MAX_EXAMINED, MAX_MS, walkExposure } from './exposure-walk.ts';
import { Nullable } from './schemas.ts';
import { purlOr400 } from './targets.ts';

const MAX_DEPTH = 5;
const DEFAULT_PER_PAGE = 100;
const text = Nullable(Type.String());
const count = Type.Integer({ minimum: 0 });

const DependentJson = Type.Object({
  registry: Type.String(),
  package_name: Type.String(),
  purl: Type.String(),
  latest_version: Type.String(),
  dependent_packages_count: count,
  critical: Type.Boolean(),
  depth: Type.Integer({ description: '1: depends on the package of the advisory itself' }),
  through: Type.String({ description: 'what it depends on: a package of the advisory, or an exposed one' }),
  requirement: text,
  kinds: Type.Array(Type.String()),
  verdict: Type.String({ description: 'admits, excludes or unknown' }),
  because: Nullable(Type.String({ description: 'why it is unknown' })),
  admits_affected: Nullable(Type.String({ description: 'the highest affected or exposed version it takes' })),
  admits_fixed: Nullable(
    Type.String({ description: 'the version to which it can be updated without changing the requirement' }),
  ),
});

const ExposureJson = Type.Object(
  {
    uuid: Type.String(),
    withdrawn_at: text,
    packages: Type.Array(
      Type.Object({
        registry: Type.String(),
        package_name: Type.String(),
        dependent_packages_count: count,
        versions_count: count,
        told: Type.Boolean({ description: 'false: the advisory does not tell versions of this registry' }),
      }),
    ),
    depth: Type.Integer(),
    counts: Type.Object({
      admits: count,
      critical: Type.Integer({ description: 'of those that admit' }),
      updatable: Type.Integer({ description: 'direct ones that admit a fixed version as well' }),
      excludes: count,
      unknown: count,
      by_depth: Type.Array(Type.Object({ depth: Type.Integer(), admits: count }), {
        description: 'depths that were not looked at (`truncated`) are left out',
      }),
    }),
    examined: count,
    truncated: Type.Boolean({
      description: `more than ${MAX_EXAMINED} dependents, or more than ${MAX_MS / 1000} s of work: the most used were looked at`,
    }),
    dependents: Type.Array(DependentJson),
    next_cursor: text,
  },
  { title: 'Exposure' },
);

export const exposureRoute: Route = {
  method: 'GET',
  path: '/advisories/{advisoryUUID}/exposure',
  operationId: 'getAdvisoryExposure',
  summary: 'dependents whose latest version asks for what an affected version satisfies, the most used first',
  tags: ['advisories'],
  query: Type.Object(
    {
      package: Type.Optional(
        Type.String({ maxLength: 4096, description: 'purl or name of one of its packages; all when absent' }),
      ),
      depth: Type.Optional(
        Type.Integer({ minimum: 1, maximum: MAX_DEPTH, description: '1 when absent: direct dependents' }),
      ),
      verdict: Type.Optional(
        Type.Union([Type.Literal('admits'), Type.Literal('excludes'), Type.Literal('unknown')], {
          description: 'which ones to list; admits when absent. The others are of direct dependents only',
        }),
      ),
      per_page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, description: '100 when absent' })),
      cursor: Type.Optional(Type.String({ maxLength: 40, description: '`next_cursor` of the page before' })),
    },
    { additionalProperties: false },
  ),
  response: ExposureJson,
  cost: TOOL,
  cache: 'none',
  isNew: true,
  handle: exposureReply,
};

async function exposureReply(context: RequestContext): Promise<Reply> {
  const { query, params, serviceUrl } = context;
  const cursor = typeof query.cursor === 'string' ? positionOf(query.cursor) : null;
  const advisory = await advisoryOf(context);
  const depth = typeof query.depth === 'number' ? query.depth : 1;
  const walk = await walkExposure(context, packagesAsked(context, advisory), {
    depth,
    signal: context.signal,
  });
  const wanted = query.verdict ?? 'admits';
  const perPage = typeof query.per_page === 'number' ? query.per_page : DEFAULT_PER_PAGE;
  const all = walk.found
    .filter(of => of.exposure.verdict === wanted && (cursor === null || byDependents(of, cursor) > 0))
    .sort(byDependents);
  const page = all.slice(0, perPage);
  const last = all.length > perPage ? page.at(-1) : undefined;
  const next = last ? `${last.dependents}-${last.id}` : null;
  const body: Static<typeof ExposureJson> = {
    uuid: advisory.uid,
    withdrawn_at: advisory.withdrawnAt,
    packages: walk.of.map(({ registry, name, dependents, versions, isTold }) => ({
      registry: registry.name,
      package_name: name,
      dependent_packages_count: dependents,
      versions_count: versions,
      told: isTold,
    })),
    depth,
    counts: countsOf(walk, depth),
    examined: walk.examined,
    truncated: walk.truncated,
    dependents: (await listed(context.db, page)).map(dependentJson),
    next_cursor: next,
  };
  if (next === null) return { body };
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, cursor: next }))
    if (value !== undefined) parameters.set(name, String(value));
  const path = `${serviceUrl}/api/v1/advisories/${encodeURIComponent(String(params.advisoryUUID))}/exposure`;
  return { body, headers: { link: `<${path}?${parameters}>; rel="next"` } };
}

/** Counts of the very packages that are listed. */
function countsOf({ found, unreached }: ExposureWalk, depth: number): Static<typeof ExposureJson>['counts'] {
  const counts = { admits: 0, critical: 0, updatable: 0, excludes: 0, unknown: 0 };
  const byDepth = Array.from({ length: unreached === null ? depth : unreached - 1 }, (_, i) => ({
    depth: i + 1,
    admits: 0,
  }));
  for (const { exposure, critical, depth } of found) {
    counts[exposure.verdict]++;
    if (exposure.verdict !== 'admits') continue;
    if (critical) counts.critical++;
    if (exposure.fixed !== null) counts.updatable++;
    const level = byDepth[depth - 1];
    if (level) level.admits++;
  }
  return { ...counts, by_depth: byDepth };
}

function dependentJson(of: ListedPackage): Static<typeof DependentJson> {
  return {
    registry: of.registry.name,
    package_name: of.name,
    purl: purlOf(of.registry, of.name),
    latest_version: of.version,
    dependent_packages_count: of.dependents,
    critical: of.critical,
    depth: of.depth,
    through: of.through,
    requirement: of.requirement,
    kinds: kindsOf(of.registry, of.kinds),
    verdict: of.exposure.verdict,
    because: of.exposure.because,
    admits_affected: of.exposure.affected,
    admits_fixed: of.exposure.fixed,
  };
}

/** @throws InputError naming `package` for one that the advisory is not about. */
function packagesAsked(
  { directory, query }: RequestContext,
  { packages }: FullAdvisory,
): readonly AdvisoryPackageRow[] {
  const { package: asked } = query;
  if (typeof asked !== 'string') return packages;
  const target = asked.startsWith('pkg:') ? purlOr400(directory, asked, 'package') : null;
  const found = packages.filter(({ ecosystem, name, displayName }) =>
    asked.startsWith('pkg:')
      ? target?.ecosystem === ecosystem && target.name === name
      : name === asked || displayName === asked,
  );
  if (found.length === 0) throw new InputError('package', 'package: the advisory is not about it');
  return found;
}

/** @throws InputError */
function positionOf(cursor: string): Position {
  const match = /^(\d{1,10})-(\d{1,10})$/.exec(cursor);
  if (!match) throw new InputError('cursor', 'cursor is not one of this list');
  return { dependents: Number(match[1]), id: Number(match[2]) };
}
