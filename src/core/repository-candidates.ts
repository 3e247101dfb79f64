/**
 * Which repository a package comes from, and what speaks for it: every field of the registry that names one stands beside
 * the choice, so that whoever doubts it sees where it was said, in which words, and what else was said.
 */
import type { PackageRecord, RepositoryCandidate } from './records.ts';
import { declaredUrl, normaliseRepositoryUrl, withoutScm } from './repository-url.ts';

/**
 * A field in the registry's words and the address in it, which may be of any type: what is no text says nothing. Where the
 * address is only part of the field, or follows from it, the field's own text comes third.
 */
export type RepositoryField = readonly [field: string, address: unknown, raw?: string];

export type ChosenRepository = Pick<PackageRecord, 'repositoryUrl' | 'repositoryCandidates'>;

const MAX_CANDIDATES = 12;
const MAX_FIELD = 100;
const MAX_RAW = 300;
/** An address that is longer is none. */
const MAX_READ = 2_048;

/**
 * The first field that names a repository of a known forge; where none does, the first declared one that is a URL. Wrong is
 * worse than absent: no other field is taken for a repository because nothing better is there.
 *
 * @param declared fields for repositories, best first. An address at an unknown host is a candidate of kind `declared`.
 * @param mentioned fields that can name a repository and are not made for it (homepage, issue tracker), best first: they
 * count only where they are the URL of one at a known forge. `owner/name` is no repository there.
 * @returns both members of a record, to be spread into it. At most 12 candidates, those that say the same in the same field
 * once; texts are bounded and without user names and passwords.
 */
export function chooseRepository(
  declared: readonly RepositoryField[],
  mentioned: readonly RepositoryField[] = [],
): ChosenRepository {
  const candidates: RepositoryCandidate[] = [];
  for (const said of declared) addCandidate(candidates, said, true);
  for (const said of mentioned) addCandidate(candidates, said, false);
  const chosen = candidates.find(({ kind }) => kind === 'forge') ?? candidates[0];
  if (chosen === undefined) return { repositoryUrl: null, repositoryCandidates: [] };
  chosen.chosen = true;
  return { repositoryUrl: chosen.url, repositoryCandidates: candidates };
}

function addCandidate(
  candidates: RepositoryCandidate[],
  [field, address, said]: RepositoryField,
  isDeclared: boolean,
): void {
  if (typeof address !== 'string' || candidates.length === MAX_CANDIDATES) return;
  if (!address.isWellFormed() || (!isDeclared && !address.includes('://'))) return;
  const onForge = normaliseRepositoryUrl(address);
  const url = onForge ?? (isDeclared ? declaredUrl(address) : null);
  if (url === null) return;
  const name = bounded(field, MAX_FIELD);
  const raw = bounded(withoutCredentials((said ?? address).slice(0, MAX_READ)), MAX_RAW);
  if (candidates.some(other => other.url === url && other.field === name && other.raw === raw)) return;
  candidates.push({ url, field: name, raw, kind: onForge === null ? 'declared' : 'forge', chosen: false });
}

function bounded(text: string, max: number): string {
  const storable = text.replaceAll('\0', '').trim().toWellFormed();
  return storable.length <= max ? storable : `${storable.slice(0, max - 1).toWellFormed()}…`;
}

/**
 * The text with `***` for the user name and password before a host. The user name of ssh stays where it has no password: it
 * is `git`, or the address is of no use without it.
 */
function withoutCredentials(text: string): string {
  if (!text.includes('@')) return text;
  if (text.includes('//'))
    return text.replace(/(https?:)?\/\/([^/?#\s]*)@/gi, (whole, web: string | undefined, user: string) =>
      user === 'git' || (web === undefined && !user.includes(':')) ? whole : `${web ?? ''}//***@`,
    );
  const address = withoutScm(text.trim());
  const at = address.lastIndexOf('@', address.search(/[/?#\s]|$/));
  const user = at < 0 ? '' : address.slice(0, at);
  return user.includes(':') ? text.replace(`${user}@`, '***@') : text;
}
