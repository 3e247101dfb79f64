/**
 * The syntax of APKINDEX, the index of Alpine's repositories: entries of `K:value` lines, K one letter, separated by
 * empty lines (https://wiki.alpinelinux.org/wiki/Apk_spec#Index_Format_V2).
 */
import { splitStanzas } from './deb822.ts';

/** Values by letter. */
export type ApkIndexEntry = ReadonlyMap<string, string>;

const LIMITS = { field: 4 * 1024 * 1024, stanza: 8 * 1024 * 1024, fields: 1_000 };

/**
 * The entries, in order. Lines that are no field are passed over, so are all but the first of a letter given twice; bytes
 * that are not UTF-8 become U+FFFD.
 *
 * @throws UpstreamError `malformed` for an entry longer than 8 MiB.
 */
export async function* readApkIndex(source: AsyncIterable<Uint8Array>): AsyncGenerator<ApkIndexEntry> {
  for await (const stanzas of splitStanzas(source, LIMITS)) {
    for (const stanza of stanzas) yield entryOf(stanza.toString('utf8'));
  }
}

function entryOf(text: string): ApkIndexEntry {
  const fields = new Map<string, string>();
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const letter = text[start] as string;
    if (text[start + 1] === ':' && /[A-Za-z]/.test(letter) && !fields.has(letter)) {
      fields.set(letter, text.slice(start + 2, end).trim());
    }
    start = end + 1;
  }
  return fields;
}
