/**
 * A few fields of many stanzas of deb822(5), found in one pass over a text without reading the others: for the databases of
 * installed packages and for files written by hand. It takes what `deb822.ts` refuses: lines that are no field are passed over, and
 * of a field given twice the last one counts.
 */

/** The fields of a stanza, in the order in which they were asked for; undefined for those that it has not. One array serves all. */
export type OnStanza = (values: readonly (string | undefined)[]) => void;

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const HASH = 0x23;

/**
 * Calls `on` for each stanza that has at least one field, wanted or not. Values begin behind the colon and its blanks and hold their
 * continuation lines as written.
 *
 * @param names wanted fields, in lower case; the file's may be in any case
 * @returns how many lines were fields
 */
export function scanStanzas(text: string, names: readonly string[], on: OnStanza): number {
  const values: (string | undefined)[] = names.map(() => undefined);
  /** Positions of the wanted names by their length. */
  const byLength: number[][] = [];
  for (const [i, { length }] of names.entries()) byLength[length] = [...(byLength[length] ?? []), i];
  let fields = 0;
  let fieldsBefore = 0;
  /** The wanted field that lines with a blank before them belong to, and where its value began. */
  let open = -1;
  let openStart = 0;
  let openEnd = 0;
  let colon = -1;
  const close = () => {
    if (open >= 0) values[open] = text.slice(openStart, openEnd);
    open = -1;
  };
  const finish = () => {
    close();
    if (fields === fieldsBefore) return;
    on(values);
    fieldsBefore = fields;
    values.fill(undefined);
  };
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE) {
      finish();
      at++;
      continue;
    }
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    if (code === RETURN && at + 1 >= end) finish();
    else if (code === SPACE || code === TAB) {
      if (isBlank(text, at, end)) finish();
      else openEnd = end;
    } else if (code !== HASH) {
      close();
      if (colon < at) {
        colon = text.indexOf(':', at);
        if (colon < 0) colon = text.length;
      }
      if (colon < end && colon > at) {
        fields++;
        const wanted = byLength[colon - at];
        if (wanted !== undefined) open = wantedAt(text, at, names, wanted);
        if (open >= 0) {
          openStart = colon + 1;
          while (text.charCodeAt(openStart) === SPACE) openStart++;
          openEnd = end;
        }
      }
    }
    at = end + 1;
  }
  finish();
  return fields;
}

function wantedAt(text: string, at: number, names: readonly string[], wanted: readonly number[]): number {
  for (const i of wanted) {
    const name = names[i] as string;
    let k = 0;
    while (k < name.length && lower(text.charCodeAt(at + k)) === name.charCodeAt(k)) k++;
    if (k === name.length) return i;
  }
  return -1;
}

function lower(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 32 : code;
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== SPACE && code !== TAB && code !== RETURN) return false;
  }
  return true;
}
