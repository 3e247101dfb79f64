/** The repackages of what an advisory is about, in every distribution that is indexed. */
import type { FullAdvisory } from '../../store/advisory-queries.ts';
import type { Queryable } from '../../store/database.ts';
import { findByNames, relativesOf } from '../packages/public.ts';
import type { RegistryDirectory } from '../service.ts';
import { judgeRepackages, type Pair, type Repackage } from './repackages.ts';

/** Packages of one advisory of which repackages are looked for. */
const MAX_PACKAGES = 50;

interface Context {
  db: Queryable;
  directory: RegistryDirectory;
}

/** In the order of registry and name. `truncated`: it is about more packages than were looked at. */
export async function repackagesOf(
  context: Context,
  advisory: FullAdvisory,
): Promise<{ repackages: Repackage[]; truncated: boolean }> {
  const { db, directory } = context;
  const about = advisory.packages.slice(0, MAX_PACKAGES);
  const truncated = advisory.packages.length > MAX_PACKAGES;
  const names = about.flatMap(of =>
    directory
      .ofEcosystem(of.ecosystem)
      .filter(({ isDefault, definition }) => isDefault && !definition.repackaging)
      .map(registry => ({ registryId: registry.id, name: of.name })),
  );
  if (names.length === 0) return { repackages: [], truncated };
  const pairs: Pair[] = [];
  for (const row of await findByNames(db, names)) {
    const registry = directory.byId(row.registryId);
    const of = about.find(({ ecosystem, name }) => ecosystem === registry?.ecosystem && name === row.name);
    if (!registry || !of) continue;
    for (const { relation, evidence, ...distributed } of await relativesOf(context, registry, row))
      if (relation === 'repackaged-as')
        pairs.push({
          distributed,
          version: distributed.row.latestVersion,
          evidence,
          upstream: { registry, row },
          about: { ...of, advisory },
        });
  }
  const repackages = await judgeRepackages(db, pairs);
  return { repackages: repackages.sort(byName), truncated };
}

function byName({ distributed: a }: Repackage, { distributed: b }: Repackage): number {
  return compare(a.registry.name, b.registry.name) || compare(a.row.name, b.row.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
