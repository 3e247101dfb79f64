/** A page and an archive as a record (pure). README.md says what each field comes from. */
import type { Downloads, PackageRecord, VersionRecord } from '../../core/records.ts';
import { objectsIn, parseJsonArray } from '../../formats/json.ts';
import { cran as scheme } from '../../versions/schemes/cran.ts';
import { latestOf } from '../ecosystem.ts';
import { maintainersOf, relationsOf, repositoryOf, urlsOf } from '../families/r-repository/fields.ts';
import { countOf, textsOf, unlessEmpty, versionNumber } from '../families/registry-api/values.ts';
import { clean, present } from '../families/whole-index/text.ts';
import { type ArchivedFile, dateIn, type PackagePage } from './page.ts';

export function mapPackage(
  name: string,
  page: PackagePage,
  archive: readonly ArchivedFile[],
  downloads: Downloads | null,
): PackageRecord {
  const { fields, removal } = page;
  const urls = urlsOf(fields.get('url'));
  const licenses = licenseOf(fields.get('license'));
  const isRemoved = removal !== null;
  const versions = versionsOf(page, archive, licenses);
  const maintainer = fields.get('maintainer') ?? null;
  return {
    name,
    namespace: null,
    description: page.title,
    homepage: urls[0] ?? null,
    ...repositoryOf(urls, fields.get('bugreports')),
    licenses,
    keywords: [],
    status: isRemoved ? 'removed' : null,
    downloads,
    fundingLinks: [],
    metadata: present({
      abstract: clean(page.abstract, 4_000),
      removal,
      bug_reports: urlsOf(fields.get('bugreports'))[0],
      needs_compilation: yesOrNo(fields.get('needscompilation')),
      system_requirements: clean(fields.get('systemrequirements'), 1_000),
      os_type: clean(fields.get('os type'), 100),
      priority: clean(fields.get('priority'), 100),
      task_views: unlessEmpty(textsOf(fields.get('in views')?.split(/,\s*/, 50), { count: 50, length: 100 })),
      orphaned: maintainer === 'ORPHANED' || null,
    }),
    latestVersion: latestOf(versions, scheme),
    versions,
    versionsComplete: true,
    maintainers: maintainer === null ? null : maintainersOf(maintainer),
  };
}

function versionsOf(
  { fields, removal }: PackagePage,
  archive: readonly ArchivedFile[],
  licenses: string | null,
): VersionRecord[] {
  const versions: VersionRecord[] = [];
  const newest = versionNumber(fields.get('version'));
  if (newest !== null)
    versions.push({
      number: newest,
      publishedAt: dateIn(fields.get('published') ?? ''),
      licenses,
      integrity: null,
      status: null,
      metadata: {},
      dependencies: relationsOf(field => fields.get(field)),
    });
  for (const { version, date } of archive)
    if (version !== newest)
      versions.push({
        number: version,
        publishedAt: date,
        licenses: null,
        integrity: null,
        status: removal === null ? null : 'removed',
        metadata: { archived: true },
        dependencies: null,
      });
  return versions;
}

/** As declared: `GPL-2 | GPL-3 [expanded from: GPL (>= 2)]` is what CRAN makes of `GPL (>= 2)`. */
function licenseOf(field: string | undefined): string | null {
  const text = (field ?? '').replaceAll('\u2265', '>=').replaceAll('\u2264', '<=');
  const mark = '[expanded from: ';
  const start = text.indexOf(mark);
  if (start === -1 || !text.endsWith(']')) return clean(text, 500);
  return clean(text.slice(start + mark.length, -1), 500);
}

function yesOrNo(text: string | undefined): boolean | null {
  return text === 'yes' ? true : text === 'no' ? false : null;
}

/** `[{"start": ..., "end": ..., "downloads": 612, "package": "pack"}]`. @throws UpstreamError `malformed`. */
export function downloadsOf(bytes: Uint8Array): Downloads | null {
  const [first] = objectsIn(parseJsonArray(bytes, 'downloads'), 1);
  const count = countOf(first?.downloads);
  return count === null ? null : { count, period: 'last-month' };
}
