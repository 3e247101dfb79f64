/** The file of a release that a purl names, as its registry serves it. */
import { InputError, NotFoundError, UnavailableError } from '../../core/errors.ts';
import type { IndexedRegistry, RequestContext } from '../service.ts';
import { readThrough } from './find.ts';
import type { PackageRow } from './queries/package-row.ts';
import type { VersionRow } from './queries/version-row.ts';
import { findVersionRows } from './queries/versions.ts';
import { type PurlResolution, resolvePurls } from './resolve-purls.ts';

export interface Release {
  registry: IndexedRegistry;
  package: PackageRow;
  version: VersionRow;
}

export interface Artifact extends Release {
  url: string;
}

/**
 * The release that a purl names; the latest one where it names no version. A package that is not indexed is fetched first.
 *
 * @param field the parameter that holds the purl, for errors.
 * @throws InputError for what is no purl, NotFoundError where there is no such package or version, UnavailableError while it is
 * being fetched.
 */
export async function releaseOf(context: RequestContext, purl: string, field: string): Promise<Release> {
  const { db, directory } = context;
  let [found] = (await resolvePurls(db, directory, [purl])) as [PurlResolution];
  if (found.problem !== null) throw new InputError(field, `${field}: ${found.problem}`);
  if (found.packages.length === 0) {
    for (const { registry, name } of found.candidates) {
      const outcome = await readThrough(context, registry, name);
      if (outcome === 'pending') throw new UnavailableError(`${purl} is being fetched: ask again`, 5);
      if (outcome === 'indexed') break;
    }
    [found] = (await resolvePurls(db, directory, [purl])) as [PurlResolution];
  }
  const row = found.packages[0];
  const registry = row && directory.byId(row.registryId);
  if (!row || !registry) throw new NotFoundError(`there is no package ${purl}`);
  const number = found.version ?? row.latestVersion;
  if (number === null) throw new NotFoundError(`${purl} has no version in good standing: name one`);
  const [version] = await findVersionRows(db, [{ packageId: row.id, number }]);
  if (!version) throw new NotFoundError(`${purl}: there is no version ${number}`);
  return { registry, package: row, version };
}

/** The same with its file. @throws also NotFoundError where the registry serves no single file of a release. */
export async function artifactOf(context: RequestContext, purl: string, field: string): Promise<Artifact> {
  const release = await releaseOf(context, purl, field);
  const { registry, package: row, version } = release;
  const url = registry.definition.links.download(registry, row.name, version.number, version.metadata);
  if (url === null) throw new NotFoundError(`${registry.name} has no file of ${purl} to download`);
  return { ...release, url };
}
