/** The contents of an archive as records (pure). README.md says what each field comes from. */
import { UpstreamError } from '../../core/errors.ts';
import type { DependencyRecord, MaintainerRecord, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { textsOf } from '../families/registry-api/values.ts';
import { clean, personOf, present, webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';
import { isList, readItems, type Sexp, type SexpList, symbolOf } from './sexp.ts';

const MAX_NUMBERS = 30;
const MAX_DEPENDENCIES = 1_000;
const MAX_PEOPLE = 50;
/** How package.el writes the numbers that stand for words. */
const WORDS: ReadonlyMap<number, string> = new Map([
  [-1, 'pre'],
  [-2, 'beta'],
  [-3, 'alpha'],
  [-4, 'snapshot'],
]);

/**
 * `(1 (name . [version dependencies summary kind extras]) ...)`, of which the 1 is the version of the format. Of packages with
 * one name the first counts.
 */
export function* mapContents(text: string): Generator<PackageRecord> {
  const items = readItems(text);
  if (items.next().value !== 1)
    throw new UpstreamError('malformed', 'archive-contents: not version 1 of the format');
  const seen = new Set<string>();
  for (const entry of items) {
    const record = isList(entry) ? mapEntry(entry) : null;
    if (record === null || seen.has(record.name)) continue;
    seen.add(record.name);
    yield record;
  }
}

function mapEntry({ items: [symbol], tail }: SexpList): PackageRecord | null {
  const name = names.normalise(symbolOf(symbol) ?? '');
  if (names.problem(name) !== null || !isList(tail)) return null;
  const [version, dependencies, summary, kind, extras] = tail.items;
  const number = versionText(version);
  if (number === null) return null;
  const extra = extrasOf(extras);
  const homepage = webUrl(tailText(extra.get('url')));
  return {
    name,
    namespace: null,
    description: typeof summary === 'string' ? clean(summary, 10_000) : null,
    homepage,
    ...chooseRepository([], [['url', tailText(extra.get('url'))]]),
    licenses: null,
    keywords: textsOf(extra.get('keywords')?.items.slice(1), { count: 100, length: 100 }),
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: present({ authors: authorsOf(extra.get('authors')) }),
    latestVersion: number,
    versions: [versionRecord(number, dependencies, symbolOf(kind), tailText(extra.get('commit')))],
    // Earlier versions stay in the archive, which does not list them here.
    versionsComplete: false,
    maintainers: extra.has('maintainer') ? peopleOf(extra.get('maintainer')) : null,
  };
}

function versionRecord(
  number: string,
  dependencies: Sexp | undefined,
  kind: string | null,
  commit: string | null,
): VersionRecord {
  return {
    number,
    publishedAt: null,
    licenses: null,
    integrity: null,
    status: null,
    metadata: present({ kind: clean(kind, 20), commit: clean(commit, 64) }),
    dependencies: dependenciesOf(dependencies),
  };
}

/** `(1 0 -2 1)` is 1.0beta1: package-version-join of package.el. Null for what is no list of numbers. */
export function versionText(value: Sexp | undefined): string | null {
  if (!isList(value) || value.items.length === 0 || value.items.length > MAX_NUMBERS) return null;
  let text = '';
  let isAfterNumber = false;
  for (const item of value.items) {
    if (typeof item !== 'number') return null;
    const word = WORDS.get(item);
    if (word === undefined && item < 0) return null;
    text += word ?? `${isAfterNumber ? '.' : ''}${item}`;
    isAfterNumber = word === undefined;
  }
  return /^\d/.test(text) ? text : null;
}

/** `((emacs (27 1)) (compat (30)))`: each is the least version that will do. Emacs itself is one. */
function dependenciesOf(value: Sexp | undefined): DependencyRecord[] {
  if (!isList(value)) return [];
  const records = new Map<string, DependencyRecord>();
  for (const item of value.items.slice(0, MAX_DEPENDENCIES)) {
    if (!isList(item)) continue;
    const name = names.normalise(symbolOf(item.items[0]) ?? '');
    if (names.problem(name) !== null) continue;
    const least = versionText(item.items[1]);
    const requirement = least === null ? null : `>= ${least}`;
    records.set(name, { name, requirement, kind: 'runtime', optional: false });
  }
  return [...records.values()];
}

/** `((:url . "...") (:keywords "a" "b") (:maintainer "Name" . "e-mail"))` by name without colon. */
function extrasOf(value: Sexp | undefined): Map<string, SexpList> {
  const extras = new Map<string, SexpList>();
  for (const item of isList(value) ? value.items.slice(0, 100) : []) {
    const key = isList(item) ? symbolOf(item.items[0]) : null;
    if (isList(item) && key?.startsWith(':') && !extras.has(key.slice(1))) extras.set(key.slice(1), item);
  }
  return extras;
}

function tailText(extra: SexpList | undefined): string | null {
  return typeof extra?.tail === 'string' ? extra.tail : null;
}

/** One, `(:maintainer "Name" . "e-mail")`, or several, `(:maintainer ("Name" . "e-mail") ...)`. */
function peopleOf(extra: SexpList | undefined): MaintainerRecord[] {
  const found = new Map<string, MaintainerRecord>();
  for (const { name, email } of pairsOf(extra)) {
    const person = email === null ? null : personOf(`${name ?? ''} <${email}>`, null);
    if (person !== null && !found.has(person.uuid)) found.set(person.uuid, person);
  }
  return [...found.values()];
}

function authorsOf(extra: SexpList | undefined): string[] | null {
  const authors = pairsOf(extra).map(({ name, email }) => name ?? email);
  const texts = textsOf(authors, { count: MAX_PEOPLE, length: 200 });
  return texts.length > 0 ? texts : null;
}

function pairsOf(extra: SexpList | undefined): { name: string | null; email: string | null }[] {
  if (extra === undefined) return [];
  const [, ...rest] = extra.items;
  const people = rest.some(isList) ? rest.filter(isList) : [{ ...extra, items: rest }];
  return people.slice(0, MAX_PEOPLE).map(({ items: [name], tail }) => ({
    name: typeof name === 'string' ? clean(name.replace(/[<>]/g, ' '), 200) : null,
    email: typeof tail === 'string' ? clean(tail, 200) : null,
  }));
}
