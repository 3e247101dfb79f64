/** The lines of Cargo.lock: tables of packages with texts, and one list of texts, over several lines or in one. */

export interface LockedPackage {
  name: string;
  version: string | null;
  /** `registry+https://...`, `git+https://...#revision`; null for what lies in the workspace. */
  source: string | null;
  checksum: string | null;
  /** Where its list of requirements begins and ends in the text; both 0 where it has none. */
  start: number;
  end: number;
}

export interface Lock {
  packages: LockedPackage[];
  /** Of version 1: values of `[metadata]` by key. */
  checksums: Map<string, string>;
  /** Whether it has a `version`, as locks without packages do. */
  isLock: boolean;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const HASH = 0x23;
const EQUALS = 0x3d;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const TAB = 0x09;

export function scanLock(text: string): Lock {
  const lock: Lock = { packages: [], checksums: new Map(), isLock: false };
  let table = '';
  let current: LockedPackage | null = null;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE || code === RETURN || code === SPACE || code === TAB) {
      at++;
      continue;
    }
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    if (code === OPEN) {
      table = text.slice(at, end).trim();
      current = null;
      if (table === '[[package]]' || table === '[root]') {
        current = { name: '', version: null, source: null, checksum: null, start: 0, end: 0 };
        lock.packages.push(current);
      }
    } else if (code !== HASH) {
      const list = readLine(text, at, end, lock, table, current);
      if (list > end) {
        at = list;
        continue;
      }
    }
    at = end + 1;
  }
  return lock;
}

/** Reads `key = value`; gives the end of a list that goes over several lines, else 0. */
function readLine(
  text: string,
  at: number,
  end: number,
  lock: Lock,
  table: string,
  current: LockedPackage | null,
): number {
  const quotedKey = text.charCodeAt(at) === QUOTE;
  const keyEnd = quotedKey ? text.indexOf('"', at + 1) + 1 : wordEnd(text, at, end);
  if (keyEnd <= at || keyEnd > end) return 0;
  let value = keyEnd;
  while (value < end && text.charCodeAt(value) !== EQUALS) value++;
  value++;
  while (value < end && text.charCodeAt(value) <= SPACE) value++;
  if (value >= end) return 0;
  const opening = text.charCodeAt(value);
  if (opening === OPEN) {
    const close = listEnd(text, value);
    if (current && text.startsWith('dependencies', at)) {
      current.start = value;
      current.end = close;
    }
    return close;
  }
  if (opening !== QUOTE) {
    if (table === '' && text.startsWith('version', at)) lock.isLock = true;
    return 0;
  }
  const close = text.indexOf('"', value + 1);
  if (close < 0 || close > end) return 0;
  if (current) setField(current, text, at, keyEnd - at, text.slice(value + 1, close));
  else if (table === '[metadata]' && quotedKey)
    lock.checksums.set(text.slice(at + 1, keyEnd - 1), text.slice(value + 1, close));
  return 0;
}

function setField(one: LockedPackage, text: string, at: number, length: number, value: string): void {
  if (length === 4 && text.startsWith('name', at)) one.name = value;
  else if (length === 7 && text.startsWith('version', at)) one.version = value;
  else if (length === 6 && text.startsWith('source', at)) one.source = value;
  else if (length === 8 && text.startsWith('checksum', at)) one.checksum = value;
}

/** The texts of a package's list, each `name`, `name version` or `name version (source)`. */
export function requirementsOf(text: string, one: LockedPackage): string[] {
  const items: string[] = [];
  for (let at = one.start; at < one.end; ) {
    const open = text.indexOf('"', at);
    const close = open < 0 ? -1 : text.indexOf('"', open + 1);
    if (close < 0 || close > one.end) break;
    items.push(text.slice(open + 1, close));
    at = close + 1;
  }
  return items;
}

/** Behind the `]` of the list that begins at `start`, passing over texts; the text's length where none ends it. */
function listEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === CLOSE) return at + 1;
    if (code !== QUOTE) continue;
    at = text.indexOf('"', at + 1);
    if (at < 0) return text.length;
  }
  return text.length;
}

function wordEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) > SPACE && text.charCodeAt(at) !== EQUALS) at++;
  return at;
}
