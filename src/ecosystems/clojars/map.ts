/** What Clojars itself says of a library, added to what its repository says (pure). */

import { UpstreamError } from '../../core/errors.ts';
import type { MaintainerRecord, PackageRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { objectsIn, parseJsonObject } from '../../formats/json.ts';
import { countOf, dateOf, versionNumber } from '../families/registry-api/values.ts';
import { clean, webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';

/**
 * The record with downloads, the user who published it last, and description and homepage where the POM has none.
 *
 * @param answer of `/api/artifacts/{name}`, https://github.com/clojars/clojars-web/wiki/Data
 * @throws UpstreamError `malformed` for what is no such answer, and for that of another library.
 */
export function withSiteFacts(record: PackageRecord, answer: Uint8Array): PackageRecord {
  const what = `library ${record.name}`;
  const document = parseJsonObject(answer, what);
  const said = nameOf(document.group_name, document.jar_name);
  if (said !== record.name)
    throw new UpstreamError('malformed', `${what}: it is another one, ${said ?? 'without a name'}`);
  const homepage = record.homepage ?? webUrl(document.homepage);
  const downloads = countOf(document.downloads);
  return {
    ...record,
    description: record.description ?? clean(document.description, 10_000),
    homepage,
    ...(record.repositoryUrl === null ? chooseRepository([], [['homepage', document.homepage]]) : {}),
    downloads: downloads === null ? null : { count: downloads, period: 'total' },
    maintainers: maintainersOf(document.user),
  };
}

function maintainersOf(user: unknown): MaintainerRecord[] | null {
  const login = clean(user, 200);
  return login === null ? null : [{ uuid: login, login, name: null, email: null, url: null, role: null }];
}

function nameOf(group: unknown, artifact: unknown): string | null {
  const name = names.normalise(`${clean(group, 200) ?? ''}/${clean(artifact, 200) ?? ''}`);
  return names.problem(name) === null ? name : null;
}

/** A page of the feed: names oldest first, and the date to go on from. */
export function parseFeed(bytes: Uint8Array): { names: string[]; next: string | null } {
  const document = parseJsonObject(bytes, 'feed of releases');
  if (!Array.isArray(document.releases)) throw new UpstreamError('malformed', 'feed of releases: no list');
  const found = objectsIn(document.releases, 10_000)
    .filter(release => versionNumber(release.version) !== null)
    .map(release => nameOf(release.group_id, release.artifact_id))
    .filter(name => name !== null);
  return { names: [...new Set(found)], next: dateOf(document.next_from) };
}

/** The name of a line of the list of all POMs, `./group/artifact/1.0/artifact-1.0.pom`; null for what is none. */
export function nameOfPom(line: string): string | null {
  const segments = line
    .trim()
    .replace(/^\.?\//, '')
    .split('/', 60);
  const [file = '', version = '', artifact = ''] = segments.slice(-3).reverse();
  if (segments.length < 4 || !file.endsWith('.pom') || version === '') return null;
  const name = names.normalise(`${segments.slice(0, -3).join('.')}/${artifact}`);
  return names.problem(name) === null ? name : null;
}
