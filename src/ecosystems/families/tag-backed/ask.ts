/**
 * What is asked of the repository index: the repository at an address, its tags and its releases. The index is that at the
 * setting `repos_url`.
 */
import { UpstreamError } from '../../../core/errors.ts';
import type { VersionRecord } from '../../../core/records.ts';
import { parseJsonArray } from '../../../formats/json.ts';
import type { Validators } from '../../../io/types.ts';
import { type ConnectorContext, latestOf, type RawDocument, type VersionRules } from '../../ecosystem.ts';
import { documentAt, fetchDocument } from '../registry-api/fetching.ts';
import {
  parseImmutable,
  parseRepository,
  parseTags,
  type Repository,
  type Tag,
  versionsOf,
} from './repository.ts';

export const DEFAULT_REPOS_URL = 'https://repos.ecosyste.ms';
const PER_PAGE = 1_000;
const MAX_PAGES = 20;
const MAX_BYTES = 32 * 1024 * 1024;
/** The largest page of names that the index gives. */
const NAMES_PER_PAGE = 10_000;

function indexUrl({ settings }: ConnectorContext): string {
  return settings.repos_url?.trim().replace(/\/+$/, '') || DEFAULT_REPOS_URL;
}

export type RepositoryAnswer =
  | { kind: 'found'; repository: Repository; document: RawDocument }
  | { kind: 'not-modified' }
  | { kind: 'missing' };

/**
 * The repository at `url`. An index that does not know it says nothing about whether it exists, so the forge is asked then.
 *
 * @throws UpstreamError where the forge has it and the index does not know it yet.
 */
export async function askRepository(
  context: ConnectorContext,
  url: string,
  previous: Validators | null,
): Promise<RepositoryAnswer> {
  const answer = await fetchDocument(context, {
    url: `${indexUrl(context)}/api/v1/repositories/lookup?url=${encodeURIComponent(url)}`,
    maxBytes: MAX_BYTES,
    validators: previous,
  });
  if (answer.kind === 'not-modified') return answer;
  if (answer.kind === 'found') {
    const { document } = answer;
    return { kind: 'found', repository: parseRepository(document.body, url), document };
  }
  const { io, signal } = context;
  const { status } = await io.http.request({ url, method: 'HEAD', accept: [404, 410], signal });
  if (status === 404 || status === 410) return { kind: 'missing' };
  throw new UpstreamError('unexpected-status', `the repository index does not know ${url} yet`, {
    url,
    status: 404,
  });
}

/** The tags of a repository as versions, and whether these are all. */
export async function askTags(
  context: ConnectorContext,
  repository: Repository,
): Promise<{ versions: VersionRecord[]; isComplete: boolean; documents: RawDocument[] }> {
  const tags: Tag[] = [];
  const documents: RawDocument[] = [];
  const answer = (isComplete: boolean) => ({ versions: versionsOf(tags), isComplete, documents });
  for (let page = 1; page <= MAX_PAGES; page++) {
    const url = addressOf(context, repository, 'tags', page);
    const document = await documentAt(context, { url, maxBytes: MAX_BYTES });
    if (document === null) return answer(false);
    documents.push(document);
    for (const tag of parseTags(document.body, repository.fullName)) tags.push(tag);
    if (parseJsonArray(document.body, 'tags').length < PER_PAGE) return answer(true);
  }
  return answer(false);
}

/** Whether the newest releases can be changed, by tag. */
export async function askImmutable(
  context: ConnectorContext,
  repository: Repository,
): Promise<{ immutable: Map<string, boolean>; document: RawDocument } | null> {
  const url = addressOf(context, repository, 'releases', 1);
  const document = await documentAt(context, { url, maxBytes: MAX_BYTES });
  return document && { immutable: parseImmutable(document.body, repository.fullName), document };
}

function addressOf(
  context: ConnectorContext,
  { host, fullName }: Repository,
  list: string,
  page: number,
): string {
  const path = `hosts/${encodeURIComponent(host)}/repositories/${encodeURIComponent(fullName)}/${list}`;
  const query = `per_page=${PER_PAGE}${page > 1 ? `&page=${page}` : ''}`;
  return `${indexUrl(context)}/api/v1/${path}?${query}`;
}

/** The names that the index has for an ecosystem, newest first. */
export async function askNames(
  context: ConnectorContext,
  ecosystem: string,
  page: number | null = null,
): Promise<string[]> {
  const query = page === null ? '' : `?per_page=${NAMES_PER_PAGE}&page=${page}`;
  const url = `${indexUrl(context)}/api/v1/package_names/${ecosystem}${query}`;
  const document = await documentAt(context, { url, maxBytes: MAX_BYTES });
  if (document === null) return [];
  return parseJsonArray(document.body, 'names').filter(name => typeof name === 'string');
}

/** All names that the index has for an ecosystem, page by page. */
export async function* askAllNames(context: ConnectorContext, ecosystem: string): AsyncGenerator<string[]> {
  for (let page = 1; page <= 100; page++) {
    context.signal?.throwIfAborted();
    const found = await askNames(context, ecosystem, page);
    if (found.length > 0) yield found;
    if (found.length < NAMES_PER_PAGE) return;
  }
}

/** The latest version and then the others, newest first, `count` at most: those whose files are read. */
export function newestOf(
  versions: readonly VersionRecord[],
  rules: VersionRules,
  count: number,
): VersionRecord[] {
  const latest = latestOf(versions, rules);
  const rank = (version: VersionRecord) => Number(version.number === latest);
  return [...versions].sort((a, b) => rank(b) - rank(a) || rules.compare(b.number, a.number)).slice(0, count);
}
