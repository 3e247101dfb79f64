/** CodeMeta 3.0 (https://codemeta.github.io/terms/) from what is known; unknown terms are left out. */

import { purlOf } from '../../../ecosystems/ecosystem.ts';
import type { IndexedRegistry } from '../../service.ts';
import type { PackageRow } from '../queries/package-row.ts';
import type { VersionRow } from '../queries/version-row.ts';
import type { CodeMetaJson } from '../schemas/codemeta.ts';

/** @param version null: the package as a whole, described by its latest version. */
export function codemetaJson(
  registry: IndexedRegistry,
  row: PackageRow,
  version: VersionRow | null,
): CodeMetaJson {
  const { definition } = registry;
  const number = version?.number ?? row.latestVersion;
  const page = definition.links.page(registry, row.name, version?.number);
  const help = definition.links.documentation(registry, row.name, version?.number);
  const download = version && definition.links.download(registry, row.name, version.number, version.metadata);
  return withoutNothing({
    '@context': 'https://w3id.org/codemeta/3.0',
    '@type': 'SoftwareSourceCode',
    identifier: purlOf(registry, row.name, version?.number ?? null),
    name: row.name,
    description: row.description,
    version: number,
    softwareVersion: number,
    license: licenseUrls(row.normalizedLicenses),
    codeRepository: row.repositoryUrl,
    issueTracker: issueTracker(row.repositoryUrl),
    url: row.homepage,
    keywords: row.keywords,
    maintainer: row.maintainers.map(person =>
      withoutNothing({
        '@type': 'Person' as const,
        name: person.name ?? person.login ?? person.uuid,
        url: person.url ?? definition.links.maintainer(registry, person),
      }),
    ),
    dateCreated: row.firstReleaseAt,
    dateModified: version?.updatedAt ?? row.updatedAt,
    datePublished: version ? version.publishedAt : row.latestReleaseAt,
    downloadUrl: download,
    softwareHelp: help === null ? null : { '@type': 'WebSite' as const, url: help },
    applicationCategory: registry.ecosystem,
    runtimePlatform: registry.ecosystem,
    developmentStatus: (version?.status ?? row.status) || 'active',
    sameAs: page === null ? [] : [page],
    funder: row.fundingLinks.map(url => ({ '@type': 'Organization' as const, url })),
  });
}

function licenseUrls(ids: readonly string[]): string | string[] | null {
  const urls = ids.filter(id => id !== 'Other').map(id => `https://spdx.org/licenses/${id}`);
  return urls.length === 1 ? (urls[0] as string) : urls;
}

/** Where the forge keeps issues; null for repositories of unknown forges. */
function issueTracker(repository: string | null): string | null {
  if (repository === null) return null;
  if (/^https:\/\/(?:github\.com|codeberg\.org|gitea\.com)\/[^/]+\/[^/]+$/.test(repository)) {
    return `${repository}/issues`;
  }
  return /^https:\/\/gitlab\.com\/.+\/[^/]+$/.test(repository) ? `${repository}/-/issues` : null;
}

type Present<T> = { [K in keyof T]: Exclude<T[K], null> };

/** Drops what is null, undefined or an empty list. */
function withoutNothing<T extends object>(value: T): Present<T> {
  const kept = Object.entries(value).filter(
    ([, item]) => item !== null && item !== undefined && !(Array.isArray(item) && item.length === 0),
  );
  return Object.fromEntries(kept) as Present<T>;
}
