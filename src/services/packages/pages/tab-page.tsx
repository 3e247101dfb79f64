/** What the pages of one package have in common: their address, and the frame that a tab stands in. */
import type { VNode } from 'preact';
import { Type } from 'typebox';
import { countOfPackages } from '../../../store/advisory-queries.ts';
import { readDependencies, type StoredDependency } from '../../../store/dependencies.ts';
import { type PackageTab, paths } from '../../../ui/paths.ts';
import type { IndexedRegistry, Page, RequestContext } from '../../service.ts';
import type { PackageRow } from '../queries/package-row.ts';
import type { VersionRow } from '../queries/version-row.ts';
import { findVersionRows } from '../queries/versions.ts';
import { withPackage } from './find.tsx';
import { type Latest, PackageFrame } from './frame.tsx';
import { deprecationMessage } from './version-status.ts';

export const PACKAGE_PATH = '/registries/{registry}/packages/{name+}';

/** The parameter `page` of lists. */
export const PageNumber = Type.Optional(Type.Integer({ minimum: 1, maximum: 2_000 }));

export interface TabProps {
  registry: IndexedRegistry;
  facts: PackageRow;
}

const TITLES: Record<PackageTab, string> = {
  versions: 'Versions of',
  dependencies: 'Dependencies of',
  dependents: 'Dependents of',
  maintainers: 'Maintainers of',
  related: 'Related to',
  advisories: 'Advisories about',
};

/**
 * A tab of a package: the frame around a body.
 *
 * @param body is given the dependencies of the latest version too, which the frame counts; null: not known
 */
export function tabPage(
  tab: PackageTab,
  body: (
    context: RequestContext,
    props: TabProps & { dependencies: StoredDependency[] | null },
  ) => Promise<VNode> | VNode,
): Page {
  return {
    path: `${PACKAGE_PATH}/${tab}`,
    cache: 'shared',
    load: context =>
      withPackage(
        context,
        (registry, name) => paths.package(registry, name, tab),
        async (registry, facts) => {
          const latest = await readLatest(context, registry, facts);
          const view = await body(context, { registry, facts, dependencies: latest.dependencies });
          return {
            title: `${TITLES[tab]} ${facts.name} in ${registry.name}`,
            description: facts.description ?? undefined,
            view: (
              <PackageFrame registry={registry} facts={facts} tab={tab} latest={latest}>
                {view}
              </PackageFrame>
            ),
          };
        },
      ),
  };
}

export async function readLatest(
  context: RequestContext,
  registry: IndexedRegistry,
  { id, name, latestVersion }: PackageRow,
): Promise<Latest> {
  const [advisories = 0] = await countOfPackages(context.db, [{ ecosystem: registry.ecosystem, name }]);
  const wanted = latestVersion === null ? [] : [{ packageId: id, number: latestVersion }];
  const [version] = await findVersionRows(context.db, wanted);
  if (!version) return { dependencies: null, deprecation: null, advisories };
  return {
    dependencies: await dependenciesOf(context, registry, id, version),
    deprecation: deprecationMessage(version),
    advisories,
  };
}

/** Dependencies of one version; null: not known. */
export async function dependenciesOf(
  context: RequestContext,
  registry: IndexedRegistry,
  packageId: number,
  version: VersionRow,
): Promise<StoredDependency[] | null> {
  const kinds = { id: registry.id, dependencyKinds: [...registry.definition.dependencyKinds] };
  const [known] = await readDependencies(context.db, kinds, [
    { id: version.id, packageId, set: version.dependencySet },
  ]);
  return known ?? null;
}
