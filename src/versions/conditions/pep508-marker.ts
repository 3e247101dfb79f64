/**
 * Environment markers of Python requirements, `python_version < "3.9" and sys_platform != "win32"`:
 * https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers.
 */
import { InputError } from '../../core/errors.ts';

const VARIABLES = [
  'python_version',
  'python_full_version',
  'os_name',
  'sys_platform',
  'platform_release',
  'platform_system',
  'platform_version',
  'platform_machine',
  'platform_python_implementation',
  'implementation_name',
  'implementation_version',
] as const;
/** Names that `packaging` still reads, from before PEP 508. */
const OLD_NAMES: Readonly<Record<string, MarkerVariable>> = {
  'os.name': 'os_name',
  'sys.platform': 'sys_platform',
  'platform.version': 'platform_version',
  'platform.machine': 'platform_machine',
  'platform.python_implementation': 'platform_python_implementation',
  python_implementation: 'platform_python_implementation',
};

export type MarkerVariable = (typeof VARIABLES)[number];
/** What is asked for, not what the environment is. `extras` and `dependency_groups` are sets, of lock files only. */
export type MarkerSelection = 'extra' | 'extras' | 'dependency_groups';
export type MarkerOperator = '<=' | '<' | '!=' | '===' | '==' | '>=' | '>' | '~=' | 'in' | 'not in';
export type MarkerOperand = { variable: MarkerVariable | MarkerSelection } | { text: string };

export interface MarkerComparison {
  kind: 'compare';
  left: MarkerOperand;
  operator: MarkerOperator;
  right: MarkerOperand;
}

export type Marker = { kind: 'and' | 'or'; of: readonly Marker[] } | MarkerComparison;

/** In UTF-16 code units. */
export const MAX_MARKER_LENGTH = 16_384;
const MAX_DEPTH = 100;
const SIGNS = ['===', '<=', '!=', '==', '>=', '~=', '<', '>'] as const;
const WORD = /[A-Za-z0-9_.]/;

interface Reader {
  text: string;
  at: number;
}

/** Reads a marker, without the `;` before it. @throws InputError with field `marker`. */
export function parseMarker(text: string): Marker {
  if (text.length > MAX_MARKER_LENGTH)
    throw badMarker(text, `a marker has at most ${MAX_MARKER_LENGTH} characters`);
  const reader = { text, at: 0 };
  const marker = readOr(reader, 0);
  if (reader.at < text.length) throw refuse(reader, 'the end, "and" or "or"');
  return marker;
}

function readOr(reader: Reader, depth: number): Marker {
  if (depth > MAX_DEPTH) throw badMarker(reader.text, `more than ${MAX_DEPTH} parentheses in one another`);
  const of = [readAnd(reader, depth)];
  while (takeWord(reader, 'or')) of.push(readAnd(reader, depth));
  return of.length === 1 ? (of[0] as Marker) : { kind: 'or', of };
}

function readAnd(reader: Reader, depth: number): Marker {
  const of = [readComparison(reader, depth)];
  while (takeWord(reader, 'and')) of.push(readComparison(reader, depth));
  return of.length === 1 ? (of[0] as Marker) : { kind: 'and', of };
}

function readComparison(reader: Reader, depth: number): Marker {
  if (take(reader, '(')) {
    const inner = readOr(reader, depth + 1);
    if (!take(reader, ')')) throw refuse(reader, '")"');
    return inner;
  }
  const left = readOperand(reader);
  const operator = readOperator(reader);
  return { kind: 'compare', left, operator, right: readOperand(reader) };
}

function readOperator(reader: Reader): MarkerOperator {
  const sign = SIGNS.find(known => take(reader, known));
  if (sign !== undefined) return sign;
  if (takeWord(reader, 'in')) return 'in';
  if (takeWord(reader, 'not') && takeWord(reader, 'in')) return 'not in';
  throw refuse(reader, 'an operator');
}

function readOperand(reader: Reader): MarkerOperand {
  skipSpace(reader);
  const quote = reader.text[reader.at];
  if (quote === '"' || quote === "'") {
    const end = reader.text.indexOf(quote, reader.at + 1);
    if (end === -1) throw refuse(reader, 'the end of what is quoted');
    const text = reader.text.slice(reader.at + 1, end);
    reader.at = end + 1;
    skipSpace(reader);
    return { text };
  }
  const start = reader.at;
  const name = wordAt(reader);
  const variable = variableOf(name);
  if (variable === null) throw refuse({ ...reader, at: start }, 'a variable or a quoted text');
  reader.at = start + name.length;
  skipSpace(reader);
  return { variable };
}

function variableOf(name: string): MarkerVariable | MarkerSelection | null {
  if (name === 'extra' || name === 'extras' || name === 'dependency_groups') return name;
  const known = VARIABLES.find(variable => variable === name);
  return known ?? (Object.hasOwn(OLD_NAMES, name) ? (OLD_NAMES[name] as MarkerVariable) : null);
}

function wordAt({ text, at }: Reader): string {
  let end = at;
  while (end < text.length && WORD.test(text[end] as string)) end++;
  return text.slice(at, end);
}

function takeWord(reader: Reader, word: string): boolean {
  skipSpace(reader);
  return wordAt(reader) === word && take(reader, word);
}

function take(reader: Reader, token: string): boolean {
  skipSpace(reader);
  if (!reader.text.startsWith(token, reader.at)) return false;
  reader.at += token.length;
  skipSpace(reader);
  return true;
}

function skipSpace(reader: Reader): void {
  while (reader.text[reader.at] === ' ' || reader.text[reader.at] === '\t') reader.at++;
}

function badMarker(text: string, why: string): InputError {
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return new InputError('marker', `"${shown}" is no environment marker: ${why}`, 422);
}

function refuse({ text, at }: Reader, expected: string): InputError {
  return badMarker(text, `${expected} is missing at character ${at + 1}`);
}

/** https://packaging.python.org/en/latest/specifications/name-normalization/ */
export function normaliseName(name: string): string {
  return name.replaceAll(/[-_.]+/g, '-').toLowerCase();
}
