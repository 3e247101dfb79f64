/**
 * Relationship fields (Debian Policy 7.1): `a (>= 1) | b:any, c [amd64] <!nocheck>`. A comma separates groups that must
 * all hold, a bar the alternatives of one group.
 */
import { UpstreamError } from '../../../core/errors.ts';
import type { DependencyRecord } from '../../../core/records.ts';

/** Append only: a kind's position is its bit in the store. */
export const DEPENDENCY_KINDS = [
  'depends',
  'pre-depends',
  'recommends',
  'suggests',
  'enhances',
  'build-depends',
  'build-depends-indep',
  'build-depends-arch',
] as const;

export type DependencyKind = (typeof DEPENDENCY_KINDS)[number];

/** Not needed to run: apt installs recommended packages by default, yet a package works without. */
const OPTIONAL: ReadonlySet<string> = new Set<DependencyKind>(['recommends', 'suggests', 'enhances']);

const REQUIREMENT = /^\s*([<>=]{1,2})\s*(\S+)\s*$/;
const CLOSING: Record<string, string> = { '(': ')', '[': ']', '<': '>' };

/**
 * The records of one field, in order: a group's first alternative, then the others with `alternative: true`.
 * Qualifiers: `arch_qualifier` (`any` of `python3:any`), `architecture` (`amd64 !i386`) and `profile` (`!nocheck`;
 * several lists, of which one must hold, are joined by ` | `).
 *
 * @throws UpstreamError `malformed` for what is no relationship, as apt refuses such an index.
 */
export function parseRelations(field: string, kind: DependencyKind): DependencyRecord[] {
  const records: DependencyRecord[] = [];
  const optional = OPTIONAL.has(kind);
  let separator = ',';
  let position = skipBlanks(field, 0);
  while (position < field.length) {
    const end = nameEnd(field, position);
    if (end > position) {
      const name = field.slice(position, end).toLowerCase();
      const record: DependencyRecord = { name, requirement: null, kind, optional };
      if (separator === '|') record.alternative = true;
      records.push(record);
      position = readRestrictions(field, end, record);
    } else if (separator === '|' || field[position] !== ',') {
      // Commas without a group between them are harmless, a bar without a name is not.
      throw malformed(field, position);
    }
    separator = field[position] ?? ',';
    position = skipBlanks(field, position + 1);
  }
  if (separator === '|') throw malformed(field, field.length);
  return records;
}

/** Reads `:any (>= 1) [amd64] <!nocheck>` into the record; gives the position of the separator or the end. */
function readRestrictions(field: string, start: number, record: DependencyRecord): number {
  let position = start;
  if (field[position] === ':') {
    const end = nameEnd(field, position + 1);
    if (end === position + 1) throw malformed(field, position);
    qualify(record, 'arch_qualifier', field.slice(position + 1, end));
    position = end;
  }
  position = skipBlanks(field, position);
  while (position < field.length && field[position] !== ',' && field[position] !== '|') {
    const opening = field[position] as string;
    const closing = CLOSING[opening];
    const end = closing === undefined ? -1 : field.indexOf(closing, position);
    if (end === -1) throw malformed(field, position);
    const inner = field.slice(position + 1, end);
    if (opening === '(') {
      const match = REQUIREMENT.exec(inner);
      if (match === null || record.requirement !== null) throw malformed(field, position);
      record.requirement = `${match[1]} ${match[2]}`;
    } else {
      const words = inner.replaceAll(/\s+/g, ' ').trim();
      if (words === '') throw malformed(field, position);
      qualify(record, opening === '[' ? 'architecture' : 'profile', words);
    }
    position = skipBlanks(field, end + 1);
  }
  return position;
}

function qualify(record: DependencyRecord, key: string, value: string): void {
  record.qualifiers ??= {};
  const before = record.qualifiers[key];
  record.qualifiers[key] = before === undefined ? value : `${before} | ${value}`;
}

function skipBlanks(text: string, start: number): number {
  let i = start;
  while (i < text.length && text.charCodeAt(i) <= 0x20) i++;
  return i;
}

/** End of a run of letters, digits, `+`, `-` and `.`. */
function nameEnd(text: string, start: number): number {
  let i = start;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isLetter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
    if (!isLetter && !(code >= 0x30 && code <= 0x39) && code !== 0x2b && code !== 0x2d && code !== 0x2e)
      break;
  }
  return i;
}

function malformed(field: string, position: number): UpstreamError {
  const near = field.slice(position, position + 40);
  return new UpstreamError('malformed', `not a relationship at ${JSON.stringify(near)}`);
}
