/** Packages of other registries that belong to a package. */
import { InputError, NotFoundError } from '../../core/errors.ts';
import { purlOf } from '../../ecosystems/ecosystem.ts';
import { type PackageRow, relativesOf, resolvePurls } from '../packages/public.ts';
import type { IndexedRegistry, Reply, RequestContext } from '../service.ts';
import type { PackageSummary, RelativesAnswer } from './schemas.ts';
import { summaryOf } from './summary.ts';

/** @throws InputError 422 for what is no purl, 400 where it is missing; NotFoundError where it is not indexed. */
export async function answerRelatives(context: RequestContext): Promise<Reply> {
  const { db, directory, query } = context;
  if (typeof query.purl !== 'string') throw new InputError('purl', 'Missing parameter: purl');
  const [found] = await resolvePurls(db, directory, [query.purl]);
  if (found?.problem) throw new InputError('purl', found.problem, 422);
  const row = found?.packages[0];
  const registry = row && directory.byId(row.registryId);
  if (!row || !registry) throw new NotFoundError('this package is not in the index');
  const relatives = await relativesOf(context, registry, row);
  const body: RelativesAnswer = {
    purl: purlOf(registry, row.name),
    relatives: relatives.map(({ relation, evidence, registry: other, row: package_ }) => ({
      relation,
      evidence,
      package: summary(context, other, package_),
    })),
  };
  return { body, lastModified: row.lastSyncedAt, tags: ['everything'] };
}

function summary({ siteUrl }: RequestContext, registry: IndexedRegistry, row: PackageRow): PackageSummary {
  const { dependentPackagesCount, critical, ...rest } = row;
  return summaryOf(
    { ...rest, dependents: dependentPackagesCount ?? 0, critical: critical ?? false },
    registry,
    siteUrl,
  );
}
