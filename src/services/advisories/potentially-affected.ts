/** Distributions' packages that may be affected because of what they repackage: of an advisory, and of a package. */

import { type Static, Type } from 'typebox';
import { LIST } from '../../core/cost.ts';
import { InputError, NotFoundError } from '../../core/errors.ts';
import { purlOf } from '../../ecosystems/ecosystem.ts';
import { relativesOf, resolvePurls } from '../packages/public.ts';
import type { Reply, Route } from '../service.ts';
import { advisoryOf } from './advisory-of.ts';
import { type Indexed, type Repackage, repackagesAt, sortedOut } from './repackages.ts';
import { repackagesOf } from './repackages-of.ts';
import { Nullable } from './schemas.ts';

const text = Nullable(Type.String());

const RepackageJson = Type.Object({
  uuid: Type.String({ description: 'the advisory, about the package of upstream' }),
  severity: text,
  title: text,
  registry: Type.String(),
  package_name: Type.String(),
  purl: Type.String(),
  version: Type.String({ description: 'the distribution’s' }),
  upstream: Type.Object({
    registry: Type.String(),
    package_name: Type.String(),
    purl: Type.String(),
    version: Nullable(Type.String({ description: 'as far as the distribution’s version tells it' })),
    first_fixed: text,
  }),
  evidence: Type.Array(Type.String(), {
    description: 'what speaks for it being the same package, then for its version',
  }),
  stated: Nullable(
    Type.Object({
      uuid: Type.String({ description: 'advisory of the distribution itself, which says so' }),
      verdict: Type.String({ description: 'affected or not-affected' }),
      fixed: text,
    }),
  ),
});

const REPACKAGES = Type.Array(RepackageJson);
const Lists = {
  potentially_affected: Type.Array(RepackageJson, {
    description: 'upstream’s version is affected, and the distribution says nothing of it',
  }),
  unknown: Type.Array(RepackageJson, { description: 'upstream’s version is not told, or not judged' }),
  not_affected: REPACKAGES,
  stated: Type.Array(RepackageJson, {
    description: 'the distribution has spoken itself: its word counts, whatever upstream’s version is',
  }),
};

const OfAdvisory = Type.Object(
  { uuid: Type.String(), withdrawn_at: text, ...Lists, truncated: Type.Boolean() },
  { title: 'PotentiallyAffected' },
);
const OfPackage = Type.Object({ purl: Type.String(), ...Lists }, { title: 'PotentialAdvisories' });

export const potentiallyAffectedRoute: Route = {
  method: 'GET',
  path: '/advisories/{advisoryUUID}/potentially_affected',
  operationId: 'getAdvisoryPotentiallyAffected',
  summary: 'packages of distributions that repackage an affected version of upstream, with the evidence',
  tags: ['advisories'],
  response: OfAdvisory,
  cost: LIST,
  cache: 'none',
  isNew: true,
  async handle(context): Promise<Reply> {
    const advisory = await advisoryOf(context);
    const isWithdrawn = advisory.withdrawnAt !== null;
    const { repackages, truncated } = isWithdrawn
      ? { repackages: [], truncated: false }
      : await repackagesOf(context, advisory);
    const body: Static<typeof OfAdvisory> = {
      uuid: advisory.uid,
      withdrawn_at: advisory.withdrawnAt,
      ...listsJson(repackages),
      truncated,
    };
    return { body };
  },
};

export const potentialAdvisoriesRoute: Route = {
  method: 'GET',
  path: '/advisories/potential',
  operationId: 'getPotentialAdvisories',
  summary: 'advisories about what a distribution’s package repackages, with the evidence',
  tags: ['advisories'],
  query: Type.Object(
    {
      purl: Type.Optional(
        Type.String({
          maxLength: 4096,
          description: 'of a distribution; its latest version where it has none',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  response: OfPackage,
  cost: LIST,
  cache: 'none',
  isNew: true,
  async handle(context): Promise<Reply> {
    const { db, directory, query } = context;
    if (typeof query.purl !== 'string') throw new InputError('purl', 'Missing parameter: purl');
    const [found] = await resolvePurls(db, directory, [query.purl]);
    if (found?.problem) throw new InputError('purl', found.problem);
    const row = found?.packages[0];
    const registry = row && directory.byId(row.registryId);
    if (!row || !registry) throw new NotFoundError('this package is not in the index');
    if (!registry.definition.repackaging)
      throw new InputError('purl', `purl: ${registry.definition.label} is no distribution that repackages`);
    const { version } = found;
    const upstreams = (await relativesOf(context, registry, row)).filter(of => of.relation === 'repackages');
    const body: Static<typeof OfPackage> = {
      purl: purlOf(registry, row.name, version ?? row.latestVersion),
      ...listsJson(await repackagesAt(db, { registry, row }, version, upstreams)),
    };
    return { body };
  },
};

function listsJson(repackages: readonly Repackage[]) {
  const { potentiallyAffected, unknown, notAffected, stated } = sortedOut(repackages);
  return {
    potentially_affected: potentiallyAffected.map(repackageJson),
    unknown: unknown.map(repackageJson),
    not_affected: notAffected.map(repackageJson),
    stated: stated.map(repackageJson),
  };
}

function repackageJson(of: Repackage): Static<typeof RepackageJson> {
  const { advisory, distributed, version, upstream, upstreamVersion, evidence, fixed, stated } = of;
  return {
    uuid: advisory.uid,
    severity: advisory.severity,
    title: advisory.title,
    ...namesOf(distributed, version),
    version,
    upstream: { ...namesOf(upstream, upstreamVersion), version: upstreamVersion, first_fixed: fixed },
    evidence,
    stated: stated && {
      uuid: stated.by.advisory.uid,
      verdict: stated.verdict.verdict,
      fixed: stated.verdict.fixed.nearest,
    },
  };
}

function namesOf({ registry, row }: Indexed, version: string | null) {
  return { registry: registry.name, package_name: row.name, purl: purlOf(registry, row.name, version) };
}
