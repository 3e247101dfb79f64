/** What is accepted from CTAN: https://ctan.org/help/json/2.0/pkg and https://ctan.org/help/json/2.0/author. */
import { UpstreamError } from '../../core/errors.ts';
import { type JsonDocument, memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { clean } from '../families/whole-index/text.ts';
import { names } from './names.ts';

const MAX_AUTHORS = 1_000;

export interface Entry {
  document: JsonDocument;
  /** The key of the catalogue. */
  name: string;
}

/**
 * The entry of a package; null for the answer that there is none of that key (`{"errors": [...]}`).
 *
 * @throws UpstreamError `malformed` for what is no entry, and for that of another package.
 */
export function parseEntry(bytes: Uint8Array, asked: string): Entry | null {
  const what = `entry of ${asked}`;
  const document = parseJsonObject(bytes, what);
  const id = memberOf(document, 'id');
  if (id === undefined && Array.isArray(memberOf(document, 'errors'))) return null;
  const name = typeof id === 'string' ? names.normalise(id) : '';
  if (names.problem(name) !== null) throw new UpstreamError('malformed', `${what}: no key in it`);
  if (name === asked) return { document, name };
  // CTAN answers for an alias with the entry of the package that has it.
  const aliases = objectsIn(memberOf(document, 'aliases'), 1_000).map(alias => clean(alias.id, 100) ?? '');
  if (aliases.some(alias => names.normalise(alias) === asked)) return { document, name };
  throw new UpstreamError('malformed', `${what}: it is of another package, ${name}`);
}

/** Keys of those who still care for it; an author is active unless the entry says otherwise. */
export function activeAuthors({ document }: Entry): string[] {
  const ids = objectsIn(document.authors, MAX_AUTHORS)
    .filter(({ active }) => active !== false)
    .map(({ id }) => clean(id, 200));
  return [...new Set(ids)].filter(id => id !== null && !/[/\\]|^\.{1,2}$/.test(id)) as string[];
}
