/** How commands speak: results on stdout, as text for people or as JSON; everything else on stderr. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface Output {
  /** True when results are to be JSON. */
  readonly json: boolean;
  /** One result: a JSON line, or the text. */
  result(value: unknown, text: () => string): void;
  /** For whoever sits there: nothing of it is written into a log. */
  note(message: string): void;
  /** In place of a result that is empty; with `json` nothing, since a list of no lines is one. */
  none(message: string): void;
}

export function createOutput(json: boolean): Output {
  return {
    json,
    result(value, text) {
      process.stdout.write(`${json ? JSON.stringify(value) : text()}\n`);
    },
    note(message) {
      if (process.stderr.isTTY) process.stderr.write(`${message}\n`);
    },
    none(message) {
      if (!json) process.stderr.write(`${message}\n`);
    },
  };
}

/** A document on stdout, in pieces, no faster than it is read. */
export async function writeOut(pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  await pipeline(Readable.from(pieces), process.stdout, { end: false });
}

/** One line without what would move a terminal's cursor: names of files and packages are other people's. */
export function oneLine(text: string): string {
  return text.replace(
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Columns aligned with two spaces; the last one is left as it is. */
export function table(given: readonly (readonly string[])[]): string {
  const rows = given.map(row => row.map(oneLine));
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.slice(0, -1).entries()) {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    }
  }
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(column === row.length - 1 ? 0 : (widths[column] ?? 0)))
        .join('  '),
    )
    .map(line => line.trimEnd())
    .join('\n');
}

/** `key: value` lines; null is said as "not known". */
export function fields(entries: readonly (readonly [string, string | number | null | undefined])[]): string {
  return table(
    entries.map(([key, value]) => [
      `${key}:`,
      value === null || value === undefined ? 'not known' : String(value),
    ]),
  );
}

export const count = (n: number): string => n.toLocaleString('en-US');

/** Names of fields as the API writes them: `expiresAt` as `expires_at`, at every depth. */
export function snakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, of]) => [
      name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
      snakeCase(of),
    ]),
  );
}
