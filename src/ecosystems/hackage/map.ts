/** The documents of a package as a record (pure). README.md says what each field comes from. */
import { UpstreamError } from '../../core/errors.ts';
import type {
  DependencyRecord,
  Downloads,
  MaintainerRecord,
  PackageRecord,
  VersionRecord,
} from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { objectsIn, parseJsonObject } from '../../formats/json.ts';
import { childOf, childrenOf, parseXml, textOf } from '../../formats/xml.ts';
import { sort } from '../../versions/order.ts';
import { hackage } from '../../versions/schemes/hackage.ts';
import { latestOf } from '../ecosystem.ts';
import { dateOf } from '../families/registry-api/values.ts';
import { clean, integer, present, webUrl } from '../families/whole-index/text.ts';
import { linksIn, textOfHtml } from './html.ts';
import { names } from './names.ts';
import { isVersion, type PackagePage, parsePage, requirementsIn } from './page.ts';

const MAX_VERSIONS = 20_000;
const MAX_PEOPLE = 1_000;
const MAX_TAGS = 100;

/** The answers of the registry for one package; null for what it has not. */
export interface HackageDocuments {
  /** `/package/{name}` */
  page: Uint8Array;
  /** `/package/{name}.rss` */
  releases: Uint8Array | null;
  /** `/package/{name}/maintainers` */
  maintainers: Uint8Array | null;
}

/** @throws UpstreamError `malformed` for what is no page of a package, or of another one. */
export function mapPackage(name: string, documents: HackageDocuments): PackageRecord {
  const page = parsePage(documents.page, name);
  const { rows } = page;
  const dates =
    documents.releases === null ? new Map<string, string | null>() : releasesOf(documents.releases, name);
  const versions = versionsOf(name, page, dates);
  const homepage = webUrl(linkIn(rows.get('Home page')));
  const tracker = webUrl(linkIn(rows.get('Bug tracker')));
  const synopsis = clean(page.synopsis);
  const { total, month } = countsIn(rows.get('Downloads') ?? '');
  return {
    name,
    namespace: names.namespace(),
    description: clean(page.description.join('\n'), 16_384) ?? synopsis,
    homepage,
    ...chooseRepository(
      linksIn(rows.get('Source repo') ?? '').map(({ href }) => ['Source repo', href]),
      [
        ['Home page', homepage],
        ['Bug tracker', tracker],
      ],
    ),
    licenses: clean(textOfHtml(rows.get('License') ?? ''), 500),
    keywords: keywordsOf(page.tags),
    status: page.deprecatedFor === null ? null : 'deprecated',
    downloads: total,
    fundingLinks: [],
    metadata: present({
      synopsis,
      bug_tracker: tracker,
      downloads_last_month: month,
      in_favour_of: page.deprecatedFor?.filter(other => names.problem(other) === null).slice(0, 20),
    }),
    latestVersion: latestOf(
      [...versions.values()].filter(({ metadata }) => metadata.unpreferred !== true),
      hackage,
    ),
    versions: [...versions.values()],
    versionsComplete: true,
    maintainers: maintainersOf(name, documents.maintainers),
  };
}

/** Versions of the page and of the feed, oldest first: either may be the newer one. */
function versionsOf(
  name: string,
  { shown, versions, rows }: PackagePage,
  dates: ReadonlyMap<string, string | null>,
): Map<string, VersionRecord> {
  const records = new Map<string, VersionRecord>();
  const listed = new Map(versions.map(({ number, status }) => [number, status]));
  const uploaded = rows.get('Uploaded') ?? '';
  const license = clean(textOfHtml(rows.get('License') ?? ''), 500);
  const numbers = [...new Set([...listed.keys(), ...dates.keys()])].slice(0, MAX_VERSIONS);
  for (const number of sort(hackage, numbers)) {
    const isShown = number === shown;
    const status = listed.get(number) ?? null;
    records.set(number, {
      number,
      publishedAt: dates.get(number) ?? (isShown ? uploadDate(uploaded) : null),
      licenses: isShown ? license : null,
      integrity: null,
      status: status === 'deprecated' ? 'deprecated' : null,
      metadata: present({
        unpreferred: status === 'unpreferred' || null,
        uploaded_by: isShown ? clean(linksIn(uploaded)[0]?.text, 200) : null,
      }),
      dependencies: isShown ? dependenciesOf(name, rows.get('Dependencies') ?? '') : null,
    });
  }
  return records;
}

/** Without the package itself, which its executables and tests depend on. */
function dependenciesOf(self: string, row: string): DependencyRecord[] {
  const records = new Map<string, DependencyRecord>();
  for (const { name, requirement } of requirementsIn(row)) {
    if (name === self || names.problem(name) !== null) continue;
    records.set(name, { name, requirement: clean(requirement, 1_000), kind: 'runtime', optional: false });
  }
  return [...records.values()];
}

/** The feed of a package's releases: dates by version. */
function releasesOf(bytes: Uint8Array, name: string): Map<string, string | null> {
  const { root } = parseXml(bytes);
  if (root.name !== 'rss') throw new UpstreamError('malformed', `releases of ${name}: no RSS`);
  const dates = new Map<string, string | null>();
  for (const item of childrenOf(childOf(root, 'channel'), 'item').slice(0, MAX_VERSIONS)) {
    const [word = ''] = (textOf(item, 'title') ?? '').split(' ', 1);
    const number = word.startsWith(`${name}-`) ? word.slice(name.length + 1) : '';
    if (isVersion(number)) dates.set(number, dateOf(textOf(item, 'pubDate')));
  }
  return dates;
}

function uploadDate(row: string): string | null {
  return dateOf(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/.exec(textOfHtml(row))?.[0]);
}

function linkIn(row: string | undefined): string | undefined {
  return row === undefined ? undefined : linksIn(row)[0]?.href;
}

/** `303 total (83 in the last 30 days)` */
function countsIn(row: string): { total: Downloads | null; month: number | null } {
  const [, total, month] = /^([0-9]{1,15}) total \(([0-9]{1,15}) in/.exec(textOfHtml(row)) ?? [];
  const count = integer(total);
  return { total: count === null ? null : { count, period: 'total' }, month: integer(month) };
}

function keywordsOf(tags: readonly string[]): string[] {
  const found = tags.slice(0, MAX_TAGS).map(tag => clean(tag, 200));
  return [...new Set(found)].filter(tag => tag !== null);
}

/** Who may upload: `{members: [{username, userid}]}`. */
function maintainersOf(name: string, bytes: Uint8Array | null): MaintainerRecord[] | null {
  if (bytes === null) return null;
  const { members } = parseJsonObject(bytes, `maintainers of ${name}`);
  if (!Array.isArray(members)) throw new UpstreamError('malformed', `maintainers of ${name}: no list`);
  const records = new Map<string, MaintainerRecord>();
  for (const { username } of objectsIn(members, MAX_PEOPLE)) {
    const login = clean(username, 200);
    if (login !== null)
      records.set(login, { uuid: login, login, name: null, email: null, url: null, role: null });
  }
  return [...records.values()];
}
