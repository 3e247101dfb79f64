/** A stanza of VIEWS as a record (pure). README.md says what each field comes from. */
import type { PackageRecord, VersionRecord } from '../../core/records.ts';
import type { Stanza } from '../../formats/deb822.ts';
import { maintainersOf, relationsOf, repositoryOf, urlsOf } from '../families/r-repository/fields.ts';
import { rNames } from '../families/r-repository/names.ts';
import { textsOf, versionNumber } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';

/** Null for what names no package. `downloads`: of all time, by package. */
export function mapStanza(stanza: Stanza, downloads: ReadonlyMap<string, number>): PackageRecord | null {
  const name = rNames.normalise(stanza.get('package') ?? '');
  if (rNames.problem(name) !== null) return null;
  const text = (field: string, max: number) => folded(stanza.get(field), max);
  const urls = urlsOf(stanza.get('url'));
  const gitUrl = webUrl(stanza.get('git_url'));
  const licenses = text('license', 500);
  const number = versionNumber(clean(stanza.get('version')));
  const version = number === null ? null : versionOf(number, stanza, licenses);
  const count = downloads.get(name);
  const title = text('title', 2_000);
  const about = text('description', 10_000);
  return {
    name,
    namespace: null,
    description: title ?? about,
    homepage: urls[0] ?? null,
    ...repositoryOf(urls, stanza.get('bugreports'), [['git_url', stanza.get('git_url')]]),
    licenses,
    keywords: textsOf(stanza.get('biocviews')?.split(/[\s,]+/, 500), { count: 500, length: 100 }),
    status: stanza.get('packagestatus')?.toLowerCase() === 'deprecated' ? 'deprecated' : null,
    downloads: count === undefined ? null : { count, period: 'total' },
    fundingLinks: [],
    metadata: present({
      abstract: title === null ? null : clean(about, 4_000),
      bug_reports: urlsOf(stanza.get('bugreports'))[0],
      git_url: gitUrl,
      git_branch: text('git_branch', 100),
      needs_compilation: yesOrNo(stanza.get('needscompilation')),
      system_requirements: text('systemrequirements', 1_000),
    }),
    latestVersion: version?.number ?? null,
    versions: version === null ? [] : [version],
    // Earlier versions are in earlier releases of Bioconductor.
    versionsComplete: false,
    maintainers: stanza.has('maintainer') ? maintainersOf(stanza.get('maintainer')) : null,
  };
}

function versionOf(number: string, stanza: Stanza, licenses: string | null): VersionRecord {
  const digest = stanza.get('md5sum') ?? '';
  return {
    number,
    publishedAt: dayOf(stanza.get('date/publication')),
    licenses,
    integrity: /^[0-9a-f]{32}$/.test(digest) ? `md5-${digest}` : null,
    status: null,
    metadata: present({
      git_last_commit: folded(stanza.get('git_last_commit'), 64),
      git_last_commit_date: folded(stanza.get('git_last_commit_date'), 40),
    }),
    dependencies: relationsOf(field => stanza.get(field)),
  };
}

/** `2024-05-01`, and whatever comes after it. */
function dayOf(text: string | undefined): string | null {
  const day = /^\d{4}-\d\d-\d\d/.exec(text ?? '')?.[0];
  const time = day === undefined ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  return time > 0 ? new Date(time).toISOString() : null;
}

/** White space of lines that were folded becomes one blank. */
function folded(text: string | undefined, max: number): string | null {
  return clean(text?.slice(0, max * 4).replace(/\s+/g, ' '), max);
}

function yesOrNo(text: string | undefined): boolean | null {
  return text === 'yes' ? true : text === 'no' ? false : null;
}
