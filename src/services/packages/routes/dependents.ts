/** Packages beside a package: those that depend on it, and those of the same repository. */

import { Type } from 'typebox';
import { LIST, SINGLE } from '../../../core/cost.ts';
import { InputError } from '../../../core/errors.ts';
import type { Route } from '../../service.ts';
import { onPackage } from '../find.ts';
import { booleanOf, numberOf, pagingOf, textOf } from '../parameters.ts';
import { dependentKinds, dependentsOf, kindMask } from '../queries/dependents.ts';
import { applyFilters } from '../queries/filters.ts';
import { findPackageKey } from '../queries/packages.ts';
import { choosePackages, createSelection } from '../queries/selection.ts';
import { sortNames, sortsOf } from '../queries/sorts.ts';
import { dates, Names, optionalText, paging, Query, sorting } from '../schemas/common.ts';
import { Package } from '../schemas/package.ts';
import { packagesReply, packageTag, registryTag } from './reply.ts';

const PACKAGE = '/registries/{registryName}/packages/{packageName+}';
const dependentsPath = `${PACKAGE}/dependent_packages`;
const kindsPath = `${PACKAGE}/dependent_package_kinds`;
const relatedPath = `${PACKAGE}/related_packages`;

/** Up to this many dependents the list takes every sort. */
const SHORT = 2_000;

const latest = Type.Optional(
  Type.Boolean({
    default: true,
    description: 'false: also packages of which only older versions depend on this one',
  }),
);

const count = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }));

export const dependentRoutes: Route[] = [
  {
    method: 'GET',
    path: dependentsPath,
    operationId: 'getRegistryPackageDependentPackages',
    summary: 'list packages that depend on a package, the most depended upon first',
    tags: ['packages'],
    query: Query({
      ...paging(),
      ...dates('created_after', 'updated_after', 'created_before', 'updated_before'),
      ...sorting(sortNames(false)),
      latest,
      kind: optionalText('kind of dependency, in any case; runtime and normal are one'),
      min_downloads: count('least downloads; packages whose downloads are not known have none'),
      min_stars: count('refused: stars are not known yet'),
    }),
    response: Type.Array(Package),
    cost: LIST,
    cache: 'shared',
    handle(context) {
      const { query, db } = context;
      const paged = pagingOf(query);
      const sortsFor = (short: boolean) =>
        sortsOf(textOf(query, 'sort'), textOf(query, 'order'), 'dependent_packages_count', short);
      sortsFor(true);
      if (numberOf(query, 'min_stars') !== undefined) {
        throw new InputError('min_stars', 'min_stars: the stars of repositories are not known here yet');
      }
      return onPackage(
        context,
        dependentsPath,
        (registry, name) => findPackageKey(db, registry.id, name),
        async (registry, { id, dependentPackagesCount }) => {
          const kind = textOf(query, 'kind');
          const current = booleanOf(query, 'latest') ?? true;
          const selection = dependentsOf(registry.id, id, {
            latest: current,
            mask: kind === undefined ? null : kindMask(registry, kind),
          });
          applyFilters(selection, query);
          const downloads = numberOf(query, 'min_downloads');
          if (downloads !== undefined)
            selection.where(`coalesce(u.downloads, 0) >= ${selection.bind(downloads)}`, ['u']);
          const sorts = sortsFor(current && dependentPackagesCount <= SHORT);
          return packagesReply(context, registry, await choosePackages(db, selection, sorts, paged), paged);
        },
      );
    },
  },
  {
    method: 'GET',
    path: kindsPath,
    operationId: 'getRegistryPackageDependentPackageKinds',
    summary: 'list the kinds in which packages depend on a package',
    tags: ['packages'],
    query: Query({ latest }),
    response: Names,
    cost: SINGLE,
    cache: 'shared',
    handle: context =>
      onPackage(
        context,
        kindsPath,
        (registry, name) => findPackageKey(context.db, registry.id, name),
        async (registry, { id }) => ({
          body: await dependentKinds(context.db, registry, id, booleanOf(context.query, 'latest') ?? true),
          tags: [registryTag(registry), packageTag(id)],
        }),
      ),
  },
  {
    method: 'GET',
    path: relatedPath,
    operationId: 'getRegistryPackageRelatedPackages',
    summary: 'list other packages of the same registry and repository, the most depended upon first',
    tags: ['packages'],
    query: Query({
      ...paging(),
      ...dates('created_after', 'updated_after', 'created_before', 'updated_before'),
      ...sorting(sortNames(true)),
    }),
    response: Type.Array(Package),
    cost: LIST,
    cache: 'shared',
    handle(context) {
      const { query, db } = context;
      const paged = pagingOf(query);
      const sorts = sortsOf(textOf(query, 'sort'), textOf(query, 'order'), 'dependent_packages_count', true);
      return onPackage(
        context,
        relatedPath,
        (registry, name) => findPackageKey(db, registry.id, name),
        async (registry, { id, repositoryUrl }) => {
          const selection = createSelection(registry.id);
          applyFilters(selection, query);
          if (repositoryUrl === null) return packagesReply(context, registry, [], paged);
          selection.where(`lower(p.repository_url) = lower(${selection.bind(repositoryUrl)})`, ['p']);
          selection.where(`p.id <> ${selection.bind(id)}`, ['p']);
          return packagesReply(context, registry, await choosePackages(db, selection, sorts, paged), paged);
        },
      );
    },
  },
];
