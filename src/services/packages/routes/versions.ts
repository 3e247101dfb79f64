/** Versions of one package. */

import { Type } from 'typebox';
import { LIST, SINGLE } from '../../../core/cost.ts';
import { NotFoundError } from '../../../core/errors.ts';
import { readDependencies } from '../../../store/dependencies.ts';
import { matchVersion, VerdictJson, verdictJson } from '../../advisories/public.ts';
import type { IndexedRegistry, Reply, RequestContext, Route } from '../../service.ts';
import { onPackage } from '../find.ts';
import { createLinks } from '../links.ts';
import { isUnstorable } from '../names.ts';
import { dateBoundsOf, pageOf, pagingOf, textOf } from '../parameters.ts';
import { findPackage } from '../queries/packages.ts';
import type { VersionRow } from '../queries/version-row.ts';
import {
  findLatestVersion,
  findVersion,
  findVersionNumbers,
  findVersions,
  VERSION_SORTS,
  type VersionsOwner,
  versionSortsOf,
} from '../queries/versions.ts';
import { CodeMeta } from '../schemas/codemeta.ts';
import { dates, Names, paging, Query, sorting } from '../schemas/common.ts';
import { Version, VersionWithDependencies } from '../schemas/version.ts';
import { codemetaJson } from '../serialize/codemeta.ts';
import { versionJson, versionWithDependenciesJson } from '../serialize/version.ts';
import { packageTag } from './reply.ts';

const PACKAGE = '/registries/{registryName}/packages/{packageName+}';
const listPath = `${PACKAGE}/versions`;
const onePath = `${PACKAGE}/versions/{versionNumber+}`;
const codemetaPath = `${PACKAGE}/versions/{versionNumber+}/codemeta`;
const advisoriesPath = `${PACKAGE}/versions/{versionNumber+}/advisories`;
const latestPath = `${PACKAGE}/latest_version`;
const numbersPath = `${PACKAGE}/version_numbers`;

/** The number in the path. @throws NotFoundError for what no version is called. */
function numberOf({ params }: RequestContext): string {
  const number = params.versionNumber ?? '';
  if (number === '' || isUnstorable(number)) throw new NotFoundError();
  return number;
}

async function versionReply(
  context: RequestContext,
  registry: IndexedRegistry,
  owner: VersionsOwner & { version: VersionRow | null },
): Promise<Reply> {
  const { version } = owner;
  if (!version) throw new NotFoundError();
  const kinds = { id: registry.id, dependencyKinds: [...registry.definition.dependencyKinds] };
  const set = { id: version.id, packageId: owner.packageId, set: version.dependencySet };
  const [dependencies = null] = await readDependencies(context.db, kinds, [set]);
  return {
    body: versionWithDependenciesJson(registry, owner, version, dependencies, createLinks(context)),
    lastModified: owner.lastSyncedAt,
    tags: [packageTag(owner.packageId)],
  };
}

export const versionRoutes: Route[] = [
  {
    method: 'GET',
    path: listPath,
    operationId: 'getRegistryPackageVersions',
    summary: 'list versions of a package, the last published first',
    tags: ['packages'],
    query: Query({
      ...paging(),
      ...dates(
        'created_after',
        'updated_after',
        'published_after',
        'published_before',
        'created_before',
        'updated_before',
      ),
      ...sorting(VERSION_SORTS),
    }),
    response: Type.Array(Version),
    cost: LIST,
    cache: 'shared',
    handle(context) {
      const { query, db } = context;
      const paged = pagingOf(query);
      const sorts = versionSortsOf(textOf(query, 'sort'), textOf(query, 'order'));
      const bounds = dateBoundsOf(query);
      return onPackage(
        context,
        listPath,
        (registry, name) => {
          const rules = registry.definition.versions;
          return findVersions(db, registry.id, name, { bounds, sorts, paging: paged, rules });
        },
        (registry, found) => {
          const links = createLinks(context);
          const { rows, page } = pageOf(found.versions, paged);
          return {
            body: rows.map(version => versionJson(registry, found, version, links)),
            page,
            lastModified: found.lastSyncedAt,
            tags: [packageTag(found.packageId)],
          };
        },
      );
    },
  },
  {
    method: 'GET',
    path: onePath,
    operationId: 'getRegistryPackageVersion',
    summary: 'get a version of a package with its dependencies',
    tags: ['packages'],
    query: Query({}),
    response: VersionWithDependencies,
    cost: SINGLE,
    cache: 'shared',
    handle(context) {
      const number = numberOf(context);
      return onPackage(
        context,
        onePath,
        (registry, name) => findVersion(context.db, registry.id, name, number),
        (registry, found) => versionReply(context, registry, found),
      );
    },
  },
  {
    method: 'GET',
    path: latestPath,
    operationId: 'getRegistryPackageLatestVersion',
    summary: 'get the latest version of a package with its dependencies',
    tags: ['packages'],
    query: Query({}),
    response: VersionWithDependencies,
    cost: SINGLE,
    cache: 'shared',
    handle: context =>
      onPackage(
        context,
        latestPath,
        (registry, name) => findLatestVersion(context.db, registry.id, name),
        (registry, found) => versionReply(context, registry, found),
      ),
  },
  {
    method: 'GET',
    path: numbersPath,
    operationId: 'getRegistryPackageVersionNumbers',
    summary: 'list every version number of a package',
    tags: ['packages'],
    query: Query({}),
    response: Names,
    cost: LIST,
    cache: 'shared',
    handle: context =>
      onPackage(
        context,
        numbersPath,
        (registry, name) => findVersionNumbers(context.db, registry.id, name),
        (_, found) => ({
          body: found.numbers,
          lastModified: found.lastSyncedAt,
          tags: [packageTag(found.packageId)],
        }),
      ),
  },
  {
    method: 'GET',
    path: codemetaPath,
    operationId: 'getRegistryPackageVersionCodeMeta',
    summary: 'get a version of a package as CodeMeta',
    tags: ['packages'],
    query: Query({}),
    response: CodeMeta,
    cost: SINGLE,
    cache: 'shared',
    handle(context) {
      const number = numberOf(context);
      return onPackage(
        context,
        codemetaPath,
        (registry, name) => findVersion(context.db, registry.id, name, number),
        async (registry, found) => {
          const row = await findPackage(context.db, registry.id, found.name);
          if (!found.version || !row) throw new NotFoundError();
          return {
            body: codemetaJson(registry, row, found.version),
            lastModified: row.lastSyncedAt,
            tags: [packageTag(row.id)],
          };
        },
      );
    },
  },
  {
    method: 'GET',
    path: advisoriesPath,
    operationId: 'getRegistryPackageVersionAdvisories',
    summary: 'tell for every advisory about the package whether it affects a version, why, and what fixes it',
    tags: ['advisories'],
    query: Query({}),
    response: Type.Array(VerdictJson),
    cost: SINGLE,
    cache: 'shared',
    isNew: true,
    handle(context) {
      const number = numberOf(context);
      return onPackage(
        context,
        advisoriesPath,
        (registry, name) => findVersion(context.db, registry.id, name, number),
        async (registry, found) => {
          if (!found.version) throw new NotFoundError();
          const matched = await matchVersion(context, registry, found.name, found.version.number);
          return {
            body: matched.map(of => verdictJson(of, context)),
            tags: [packageTag(found.packageId)],
          };
        },
      );
    },
  },
];
