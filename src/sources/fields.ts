/** Members of documents from outside, each as the type that a record wants. */
import type { AdvisoryReference } from '../core/advisories.ts';
import { MAX_CWES, MAX_ID, MAX_IDS, MAX_REFERENCES, MAX_URL } from './limits.ts';
import { type Notes, shown, storable } from './notes.ts';

/**
 * Text as it can be stored. Empty text, blanks alone and what is no
 * text are null; the latter with a warning.
 */
export function textOf(value: unknown, max: number, what: string, notes: Notes): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') {
    notes.add(`${what} is no text`);
    return null;
  }
  let text = value;
  if (text.length > max) {
    text = text.slice(0, max);
    notes.add(`${what} was cut: it has ${value.length} characters`);
  }
  text = storable(text);
  return text.trim() === '' ? null : text;
}

/** The texts of a list, each once and without blanks around; one text is a list of it. At most `max`. */
export function textsOf(value: unknown, max: number, length: number, what: string, notes: Notes): string[] {
  if (value === undefined || value === null) return [];
  const list = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(list)) {
    notes.add(`${what} is no list`);
    return [];
  }
  const found = new Set<string>();
  for (const item of list) {
    if (found.size >= max) {
      notes.add(`${what} was cut: it has ${list.length} entries`);
      break;
    }
    if (typeof item === 'string' && item.length > length) {
      notes.add(`an entry of ${what} is too long`);
      continue;
    }
    const text = textOf(item, length, `an entry of ${what}`, notes)?.trim();
    if (text) found.add(text);
  }
  return [...found];
}

/** Identifiers other than the record's own. */
export function idsOf(value: unknown, own: string, what: string, notes: Notes): string[] {
  return textsOf(value, MAX_IDS, MAX_ID, what, notes).filter(id => id !== own);
}

/** An identifier: text without blanks. Null where there is none. */
export function idOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const id = value.trim();
  if (id === '' || id.length > MAX_ID || !id.isWellFormed()) return null;
  for (let i = 0; i < id.length; i++) if (id.charCodeAt(i) <= 32 || id.charCodeAt(i) === 127) return null;
  return id;
}

/** `CWE-79` out of `CWE-79`, `cwe-79: Cross-site Scripting` and the like; each once. */
export function cwesOf(value: unknown, notes: Notes): string[] {
  const found = textsOf(value, MAX_CWES, MAX_URL, 'the list of CWEs', notes)
    .map(text => /^CWE-([0-9]{1,6})\b/i.exec(text))
    .flatMap(match => (match === null ? [] : [`CWE-${match[1]}`]));
  return [...new Set(found)];
}

const SCHEMES = ['https:', 'http:', 'ftp:', 'git:'];

/** An address that is safe to link to; null for any other. */
export function urlOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (text.length > MAX_URL || !URL.canParse(text)) return null;
  const colon = text.indexOf(':') + 1;
  if (!SCHEMES.includes(text.slice(0, colon).toLowerCase())) return null;
  return text.includes('\0') || !text.isWellFormed() ? null : text;
}

/** Gathers references: each address once, at most `MAX_REFERENCES`, with one warning for each kind of what is left out. */
export function newReferences(notes: Notes) {
  const found = new Map<string, AdvisoryReference>();
  let beyond = 0;
  return {
    /** @param type in the words of OSV; `WEB` where it is none. */
    add(url: unknown, type: unknown = 'WEB'): void {
      if (url === undefined || url === null) return;
      const address = urlOf(url);
      if (address === null) {
        notes.add(`a reference is no address: ${shown(url)}`);
        return;
      }
      if (found.has(address)) return;
      if (found.size >= MAX_REFERENCES) beyond += 1;
      else found.set(address, { type: referenceType(type), url: address });
    },
    list(): AdvisoryReference[] {
      if (beyond > 0) notes.add(`${beyond} references beyond the first ${MAX_REFERENCES} were left out`);
      return [...found.values()];
    },
  };
}

/** https://ossf.github.io/osv-schema/#references-field */
const TYPES = new Set(
  'ADVISORY ARTICLE DETECTION DISCUSSION REPORT FIX INTRODUCED GIT PACKAGE EVIDENCE WEB'.split(' '),
);

function referenceType(value: unknown): string {
  const type = typeof value === 'string' ? value.toUpperCase() : '';
  return TYPES.has(type) ? type : 'WEB';
}
