/** What package URLs mean, in batches. */
import { InputError } from '../../core/errors.ts';
import type { Queryable } from '../../store/database.ts';
import type { RegistryDirectory } from '../service.ts';
import { findWanted, repositorySpellings, type Wanted, wantedByPurl } from './lookup.ts';
import type { Candidate } from './purls.ts';
import type { PackageRow } from './queries/package-row.ts';
import { findByIds } from './queries/packages.ts';
import { findByRepositories } from './queries/repositories.ts';

export interface PurlResolution {
  purl: string;
  /** Why the text is no purl; null when it is one. */
  problem: string | null;
  /** Version that the purl names. */
  version: string | null;
  /** Indexed packages that it may mean: none, one, or several where it is ambiguous. */
  packages: PackageRow[];
  /** Where it can be fetched from while it is not indexed. */
  candidates: Candidate[];
}

/** Most packages that all purls of forges in one batch resolve to. */
const MAX_OF_REPOSITORIES = 1_000;

/** What each purl means, in the order given; in a handful of round trips, however many there are. */
export async function resolvePurls(
  db: Queryable,
  directory: RegistryDirectory,
  purls: readonly string[],
): Promise<PurlResolution[]> {
  const items = purls.map(purl => readPurl(directory, purl));
  const wanted = items.map(item => item.wanted);
  const [found, ofRepositories] = await Promise.all([
    findWanted(db, wanted),
    packagesOfRepositories(db, directory, wanted),
  ]);
  return items.map(({ problem, wanted: { repositoryUrl, version, candidates } }, index) => ({
    purl: purls[index] as string,
    problem,
    version,
    packages: repositoryUrl === null ? (found[index] ?? []) : ofRepositories(repositoryUrl),
    candidates,
  }));
}

/** The packages of the repositories that items ask for, by address. */
async function packagesOfRepositories(
  db: Queryable,
  directory: RegistryDirectory,
  wanted: readonly Wanted[],
): Promise<(url: string) => PackageRow[]> {
  const urls = wanted.flatMap(item =>
    item.repositoryUrl === null ? [] : repositorySpellings(item.repositoryUrl),
  );
  const registryIds = directory.all().map(registry => registry.id);
  const refs = await findByRepositories(db, [...new Set(urls)], registryIds, MAX_OF_REPOSITORIES);
  const rows = new Map((await findByIds(db, refs)).map(row => [row.id, row]));
  return url => {
    const spellings = new Set(repositorySpellings(url));
    return refs.filter(ref => spellings.has(ref.url)).flatMap(ref => rows.get(ref.id) ?? []);
  };
}

const NOTHING: Wanted = { candidates: [], repositoryUrl: null, version: null };

function readPurl(directory: RegistryDirectory, purl: string): { problem: string | null; wanted: Wanted } {
  try {
    return { problem: null, wanted: wantedByPurl(directory, purl) };
  } catch (error) {
    if (error instanceof InputError) return { problem: error.message, wanted: NOTHING };
    throw error;
  }
}
