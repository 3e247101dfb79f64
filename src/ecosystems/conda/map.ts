/** The document of a package as a record (pure). README.md says what each field comes from. */
import { UpstreamError } from '../../core/errors.ts';
import type { Downloads, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { type JsonDocument, objectsIn } from '../../formats/json.ts';
import { conda as scheme } from '../../versions/schemes/conda.ts';
import { latestOf } from '../ecosystem.ts';
import { countOf, textsOf, versionNumber } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { mapVersion } from './map-version.ts';
import { names } from './names.ts';

const MAX_FILES = 200_000;
const MAX_VERSIONS = 20_000;

/** @throws UpstreamError `malformed` for a document of another package, or one without versions. */
export function mapPackage(name: string, document: JsonDocument): PackageRecord {
  if (names.normalise(clean(document.name, 300) ?? '') !== name)
    throw malformed(name, 'it is of another one');
  const files = objectsIn(document.files, MAX_FILES).filter(
    ({ type }) => type === undefined || type === 'conda',
  );
  const versions = versionsOf(files, document.versions);
  if (versions.length === 0) throw malformed(name, 'no versions');
  const homepage = webUrl(document.home);
  return {
    name,
    namespace: null,
    description: said(document.summary, 16_384) ?? said(document.description, 16_384),
    homepage,
    ...chooseRepository(
      [
        ['dev_url', document.dev_url],
        ['source_git_url', document.source_git_url],
      ],
      [['home', document.home]],
    ),
    licenses: said(document.license, 1_000),
    keywords: [],
    status: null,
    downloads: downloadsOf(document, files),
    fundingLinks: [],
    metadata: present({
      documentation: webUrl(document.doc_url),
      license_url: webUrl(document.license_url),
    }),
    latestVersion: latestOf(onMainLabel(versions), scheme) ?? latestOf(versions, scheme),
    versions,
    versionsComplete: true,
    maintainers: null,
  };
}

function versionsOf(files: readonly JsonDocument[], listed: unknown): VersionRecord[] {
  const groups = new Map<string, JsonDocument[]>();
  for (const file of files) {
    const number = versionNumber(file.version);
    if (number === null) continue;
    const group = groups.get(number);
    if (group) group.push(file);
    else if (groups.size < MAX_VERSIONS) groups.set(number, [file]);
  }
  for (const text of textsOf(listed, { count: MAX_VERSIONS, length: 200 })) {
    const number = versionNumber(text);
    if (number !== null && !groups.has(number) && groups.size < MAX_VERSIONS) groups.set(number, []);
  }
  return [...groups].map(([number, group]) => mapVersion(number, group));
}

/** What users get without asking for another label, such as one for release candidates. */
function onMainLabel(versions: readonly VersionRecord[]): VersionRecord[] {
  return versions.filter(({ metadata }) => metadata.labels === undefined);
}

function downloadsOf(document: JsonDocument, files: readonly JsonDocument[]): Downloads | null {
  const stated = countOf(document.ndownloads);
  const counts = files.map(({ ndownloads }) => countOf(ndownloads)).filter(count => count !== null);
  if (stated === null && counts.length === 0) return null;
  const count = stated ?? counts.reduce((sum, each) => sum + each, 0);
  return Number.isSafeInteger(count) ? { count, period: 'total' } : null;
}

/** Null also for what recipes without the field are given. */
function said(value: unknown, max: number): string | null {
  const text = clean(value, max);
  return text === 'None' ? null : text;
}

function malformed(name: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `package ${name}: ${problem}`);
}
