/** Apps of the index and their packages as records (pure). README.md says what each field comes from. */
import type { JsonObject, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { isJsonObject, type JsonDocument, memberOf, objectsIn } from '../../formats/json.ts';
import {
  countOf,
  dateOfUnix,
  sha256Integrity,
  textsOf,
  unlessEmpty,
} from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';

/** An app without its packages, and what the index suggests to install. */
export interface App {
  record: PackageRecord;
  suggestedCode: number | null;
}

const LOCALES = ['en-US', 'en-GB', 'en'];
const LABELS = { count: 100, length: 200 };
const MAX_APKS = 5_000;

/** Null for what is no app. */
export function appOf(app: unknown): App | null {
  if (!isJsonObject(app)) return null;
  const name = names.normalise(clean(app.packageName, 1_000) ?? '');
  if (names.problem(name) !== null) return null;
  const source = clean(app.sourceCode, 2_048);
  const website = webUrl(app.webSite);
  const record: PackageRecord = {
    name,
    namespace: null,
    description: summaryOf(app),
    homepage: website ?? webUrl(source),
    ...chooseRepository([['sourceCode', app.sourceCode]], [['webSite', app.webSite]]),
    licenses: clean(app.license),
    keywords: textsOf(app.categories, LABELS),
    status: null,
    downloads: null,
    fundingLinks: fundingOf(app),
    metadata: metadataOf(app),
    latestVersion: null,
    versions: [],
    versionsComplete: true,
    maintainers: null,
  };
  return { record, suggestedCode: codeOf(app.suggestedVersionCode) };
}

/** The record of an app with the packages that the index lists for it. */
export function withPackages({ record, suggestedCode }: App, packages: unknown): PackageRecord {
  const apks = objectsIn(packages, MAX_APKS).flatMap(apk => {
    const code = codeOf(apk.versionCode);
    return code === null ? [] : [{ apk, code, number: clean(apk.versionName, 200) ?? String(code) }];
  });
  apks.sort((a, b) => b.code - a.code);
  /** One version can have an APK for each kind of processor, each with a code of its own. */
  const builds = new Map<string, [Apk, ...Apk[]]>();
  for (const apk of apks) {
    // Versions are told apart without regard to case.
    const key = apk.number.toLowerCase();
    const known = builds.get(key);
    if (known === undefined) builds.set(key, [apk]);
    else known.push(apk);
  }
  const groups = [...builds.values()];
  const suggested = groups.find(group => group.some(({ code }) => code === suggestedCode)) ?? groups[0];
  return {
    ...record,
    latestVersion: suggested?.[0].number ?? null,
    versions: groups.map(group => versionRecord(group, record.licenses)),
  };
}

interface Apk {
  apk: JsonDocument;
  code: number;
  number: string;
}

/** The APK with the highest code speaks for the version. */
function versionRecord(
  [{ apk, code, number }, ...others]: [Apk, ...Apk[]],
  licenses: string | null,
): VersionRecord {
  const isSha256 = clean(apk.hashType, 20)?.toLowerCase() === 'sha256';
  return {
    number,
    publishedAt: dateOf(apk.added),
    licenses,
    integrity: isSha256 ? sha256Integrity(apk.hash) : null,
    status: null,
    metadata: present({
      version_code: code,
      apk_name: fileOf(apk.apkName),
      size: countOf(apk.size),
      min_sdk_version: countOf(apk.minSdkVersion),
      target_sdk_version: countOf(apk.targetSdkVersion),
      max_sdk_version: countOf(apk.maxSdkVersion),
      native_code: unlessEmpty(textsOf(apk.nativecode, LABELS)),
      signer: clean(apk.signer, 200),
      variants: unlessEmpty(
        others.slice(0, 50).map(other =>
          present({
            version_code: other.code,
            apk_name: fileOf(other.apk.apkName),
            integrity: sha256Integrity(other.apk.hash),
            native_code: unlessEmpty(textsOf(other.apk.nativecode, LABELS)),
          }),
        ),
      ),
    }),
    dependencies: null,
  };
}

/** The summary, in English where there is one; else the beginning of the description. */
function summaryOf(app: JsonDocument): string | null {
  const { localized } = app;
  const others = isJsonObject(localized) ? Object.keys(localized).slice(0, 200) : [];
  for (const field of ['summary', 'description']) {
    for (const locale of [...LOCALES, null, ...others]) {
      const place = locale === null ? app : memberOf(localized, locale);
      const text = clean(memberOf(place, field), field === 'summary' ? 1_000 : 500);
      if (text !== null) return text;
    }
  }
  return null;
}

function fundingOf(app: JsonDocument): string[] {
  const account = (value: unknown, site: string) => {
    const name = clean(value, 100);
    return name !== null && /^~?[\w.-]+$/.test(name) ? `${site}/${name}` : null;
  };
  const urls = [
    webUrl(app.donate),
    account(app.liberapay, 'https://liberapay.com'),
    account(app.openCollective, 'https://opencollective.com'),
  ];
  return [...new Set(urls)].filter(url => url !== null);
}

function metadataOf(app: JsonDocument): JsonObject {
  return present({
    author_name: clean(app.authorName, 200),
    author_email: clean(app.authorEmail, 254),
    suggested_version_name: clean(app.suggestedVersionName, 200),
    anti_features: unlessEmpty(textsOf(app.antiFeatures, LABELS)),
    categories: unlessEmpty(textsOf(app.categories, LABELS)),
    issue_tracker: webUrl(app.issueTracker),
    changelog: webUrl(app.changelog),
    donate: webUrl(app.donate),
    liberapay: clean(app.liberapay, 100),
    added: dateOf(app.added),
    last_updated: dateOf(app.lastUpdated),
  });
}

/** A number, in apps as text. */
function codeOf(value: unknown): number | null {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : countOf(value);
}

/** Milliseconds since 1970. */
function dateOf(value: unknown): string | null {
  return typeof value === 'number' ? dateOfUnix(value / 1_000) : null;
}

/** A file name, and no path. */
function fileOf(value: unknown): string | null {
  const name = clean(value, 300);
  return name !== null && !name.includes('/') && !name.startsWith('.') ? name : null;
}
