/** How commands speak: results on stdout, as text for people or as JSON; everything else on stderr. */

export interface Output {
  /** True when results are to be JSON. */
  readonly json: boolean;
  /** One result: a JSON line, or the text. */
  result(value: unknown, text: () => string): void;
  note(message: string): void;
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
  };
}

/** Columns aligned with two spaces; the last one is left as it is. */
export function table(rows: readonly (readonly string[])[]): string {
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
