/** An entry of the catalogue as a record (pure). README.md says what each field comes from. */
import type { MaintainerRecord, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { dateOf, textsOf, unlessEmpty } from '../families/registry-api/values.ts';
import { textOfHtml } from '../families/web-page/text.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { licensesOf } from './licenses.ts';
import { activeAuthors, type Entry } from './schema.ts';

/** `authors`: the answers for the active authors that were asked for, by key. @throws UpstreamError `malformed`. */
export function mapEntry(entry: Entry, authors: ReadonlyMap<string, Uint8Array>): PackageRecord {
  const { document, name } = entry;
  const ctan = memberOf(document, 'ctan');
  const path = clean(memberOf(ctan, 'path'), 500);
  const homepage = webUrl(document.home);
  const licenses = licensesOf(licenseKeys(document.license));
  const version = versionOf(memberOf(document, 'version'), licenses, path);
  return {
    name,
    namespace: null,
    description: descriptionOf(document.descriptions) ?? clean(document.caption, 10_000),
    homepage,
    ...chooseRepository(
      [['repository', document.repository]],
      ['development', 'home', 'bugs', 'support'].map(field => [field, document[field]]),
    ),
    licenses,
    keywords: textsOf(document.topics, { count: 200, length: 100 }),
    status: path?.startsWith('/obsolete/') ? 'deprecated' : null,
    downloads: null,
    fundingLinks: [],
    metadata: present({
      title: clean(document.name, 500),
      caption: clean(document.caption, 2_000),
      aliases: unlessEmpty(aliasesOf(document.aliases)),
      ctan_path: path,
      texlive: clean(document.texlive, 200),
      miktex: clean(document.miktex, 200),
      support: webUrl(document.support),
      bugs: webUrl(document.bugs),
      development: webUrl(document.development),
      announce: webUrl(document.announce),
    }),
    latestVersion: version?.number ?? null,
    versions: version === null ? [] : [version],
    versionsComplete: true,
    maintainers: maintainersOf(entry, authors),
  };
}

/** Numbers are free text: `0.5`, `3.1b`, `v2.0 beta`, `2024-01-31`. An entry without one has no version. */
function versionOf(value: unknown, licenses: string | null, path: string | null): VersionRecord | null {
  const number = clean(memberOf(value, 'number'), 200)?.replace(/\s+/g, ' ') ?? null;
  if (number === null) return null;
  return {
    number,
    publishedAt: dateOf(memberOf(value, 'date')),
    licenses,
    integrity: null,
    status: null,
    metadata: present({ ctan_path: path }),
    dependencies: null,
  };
}

/** That without a language, which is English, else the first. */
function descriptionOf(value: unknown): string | null {
  const descriptions = objectsIn(value, 100);
  const english = descriptions.find(({ language }) => language === null || language === 'en');
  const { text } = english ?? descriptions[0] ?? {};
  return typeof text === 'string' ? textOfHtml(text) : null;
}

function licenseKeys(value: unknown): string[] {
  return textsOf(Array.isArray(value) ? value : [value], { count: 20, length: 100 });
}

function aliasesOf(value: unknown): string[] {
  return textsOf(
    objectsIn(value, 100).map(({ id }) => id),
    { count: 100, length: 100 },
  );
}

function maintainersOf(entry: Entry, authors: ReadonlyMap<string, Uint8Array>): MaintainerRecord[] {
  return activeAuthors(entry).map(id => {
    const body = authors.get(id);
    const name = body === undefined ? null : authorName(body, id);
    return { uuid: id, login: id, name, email: null, url: null, role: null };
  });
}

/** Where there is a pseudonym, it is all that there is. */
function authorName(body: Uint8Array, id: string): string | null {
  const author = parseJsonObject(body, `author ${id}`);
  const parts = ['givenname', 'von', 'familyname', 'junior'].map(part => clean(author[part], 200));
  return clean(author.pseudonym, 200) ?? clean(parts.filter(part => part !== null).join(' '), 500);
}
