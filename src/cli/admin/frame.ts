/** What commands of `ecosystems admin` share: the local program, confirmation, rows as tables. */
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import type { AccountRow, Administration } from '../../core/administration.ts';
import { CommandFailure, type Program } from '../app.ts';
import { createOutput, type Output, oneLine, snakeCase, table } from '../output.ts';

export interface AdminContext {
  admin: Administration;
  out: Output;
  /** By number or name. */
  account(given: string): Promise<AccountRow>;
  /** Prints rows as JSON lines, or as a table under headings. */
  rows<T>(rows: readonly T[], columns: Record<string, (row: T) => unknown>, empty: string): void;
  /** One row: JSON, or the sentence. */
  done(value: unknown, sentence: string): void;
  /** Asks before something is gone. @throws CommandFailure where the answer is no, or nobody can be asked. */
  confirm(question: string): Promise<void>;
}

export type AdminAction = <A extends unknown[]>(
  run: (context: AdminContext, ...args: A) => Promise<void>,
) => (...given: unknown[]) => Promise<void>;

/** Commands work on this machine's database: over HTTP, an operator uses the pages. */
export function adminAction(program: Program): AdminAction {
  return run =>
    async (...given) => {
      const command = given.pop() as Command;
      const { json, server, yes } = command.optsWithGlobals<{
        json?: boolean;
        server?: string;
        yes?: boolean;
      }>();
      if (server !== undefined)
        throw new CommandFailure(
          '`admin` works on this machine’s database; leave out --server, or use the pages under /admin',
          2,
        );
      const local = await program.openAdministration();
      const out = createOutput(json === true);
      try {
        await run(
          {
            admin: local.admin,
            out,
            account: name => local.admin.accounts.find(name),
            rows(rows, columns, empty) {
              if (out.json) for (const row of rows) out.result(snakeCase(row), () => '');
              else if (rows.length === 0) out.none(empty);
              else out.result(rows, () => tableOf(rows, columns));
            },
            done: (value, sentence) => out.result(snakeCase(value), () => oneLine(sentence)),
            confirm: question => (yes ? Promise.resolve() : ask(question)),
          },
          ...(given as never),
        );
      } finally {
        await local.close();
      }
    };
}

function tableOf<T>(rows: readonly T[], columns: Record<string, (row: T) => unknown>): string {
  const cells = rows.map(row => Object.values(columns).map(cell => cellText(cell(row))));
  return table([Object.keys(columns), ...cells]);
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** Moments to the minute; what is not there as a dash. */
function cellText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  return MOMENT.test(text) ? text.slice(0, 16).replace('T', ' ') : text;
}

async function ask(question: string): Promise<void> {
  if (!process.stdin.isTTY) throw new CommandFailure(`${question} Say --yes`, 2);
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await reader.question(`${question} [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) throw new CommandFailure('nothing was changed');
  } finally {
    reader.close();
  }
}

export const YES = ['--yes', 'do not ask'] as const;

/** Separated by commas. */
export const words = (value: string) =>
  value
    .split(',')
    .map(word => word.trim())
    .filter(Boolean);

/** Days of moments, for people. */
export const day = (iso: string | null) => iso?.slice(0, 10) ?? '-';

/** `2027-01-31`, or a moment in ISO 8601. @throws CommandFailure. */
export function dateOf(given: string): Date {
  const date = new Date(given);
  if (!MOMENT.test(`${given}T00:00`.slice(0, 16)) || Number.isNaN(date.getTime()))
    throw new CommandFailure(`${given} is not a date such as 2027-01-31`, 2);
  return date;
}
