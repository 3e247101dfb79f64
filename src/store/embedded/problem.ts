/** What to tell a person when the embedded PostgreSQL cannot run: one paragraph with the cause and what to do. */
import { open, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf, UnavailableError } from '../../core/errors.ts';
import { codeOf } from '../database-errors.ts';

const OTHER_SERVER = 'DATABASE_URL can name another PostgreSQL server (15 or newer) to use instead.';
const TAIL_LINES = 8;
const LITTLE_SPACE = 64 * 1024 * 1024;

/** An UnavailableError that reads `PostgreSQL cannot start: <reason>. <remedy> <hint at DATABASE_URL>`. */
export function problem(reason: string, remedy = '', cause?: unknown): UnavailableError {
  const parts = [`The embedded PostgreSQL cannot start: ${reason}.`, remedy, OTHER_SERVER];
  return new UnavailableError(parts.filter(part => part !== '').join(' '), 30, cause);
}

/** A failed file operation in plain words; anything that is already a problem stays as it is. */
export function fileProblem(error: unknown, path: string): UnavailableError {
  if (error instanceof UnavailableError) return error;
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return problem(
        `no permission on ${path}`,
        'Give this user write access there, or set ECOSYSTEMS_HOME to a folder of its own.',
        error,
      );
    case 'EROFS':
      return problem(`${path} is on a read-only disk`, 'Set ECOSYSTEMS_HOME to a writable folder.', error);
    case 'ENOTDIR':
    case 'EEXIST':
      return problem(
        `a file is in the way where the folder ${path} belongs`,
        'Move it away, or set ECOSYSTEMS_HOME.',
        error,
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return problem(
        `the disk of ${path} is full`,
        'Free some space, or set ECOSYSTEMS_HOME to another disk.',
        error,
      );
    default:
      return problem(messageOf(error), '', error);
  }
}

/** Signs in the server's log, each with what they mean and what helps. `$data` stands for the data folder. */
const SIGNS: [RegExp, string, string][] = [
  [/No space left on device|Disk quota exceeded/, 'the disk of $data is full', 'Free some space there.'],
  [
    /incompatible with server|was initialized by PostgreSQL version/,
    'the data in $data was made by another version of PostgreSQL',
    'Start the program version that made it, or move that folder away to begin an empty index.',
  ],
  [
    /could not locate a valid checkpoint record|invalid (primary )?checkpoint|could not open file ".*pg_control"|control file|PANIC:/,
    'the data in $data is damaged',
    'Restore it from a backup, or move that folder away to begin an empty index.',
  ],
  [
    /invalid permissions|wrong ownership|Permission denied/,
    'the owner or the permissions of $data are wrong',
    'The folder and all in it must belong to the user who starts the program, with mode 0700.',
  ],
  [
    /Cannot allocate memory|could not (create|map|resize) (anonymous |shared )?(shared )?memory/,
    'there is not enough memory for its buffers',
    'Free some memory, or put a smaller shared_buffers into $data/local.conf.',
  ],
  [
    /error while loading shared libraries|Library not loaded/,
    'its program files are incomplete',
    'Install the packages again (npm ci).',
  ],
  [
    /configuration file .* contains errors|unrecognized configuration parameter|invalid value for parameter/,
    'a configuration file has an error',
    'Correct or remove $data/local.conf.',
  ],
];

/** Why initdb or the server ended: known signs first, then the free space, then the words of the log itself. */
export async function explainExit(exit: {
  what: string;
  data: string;
  output: string;
  logPath?: string;
}): Promise<UnavailableError> {
  const { what, data, output, logPath } = exit;
  const sign = SIGNS.find(([pattern]) => pattern.test(output));
  const free = sign ? null : await freeBytes(data);
  const [, reason, remedy] =
    sign ??
    (free !== null && free < LITTLE_SPACE
      ? [null, `the disk of $data has only ${Math.floor(free / 1024)} kB left`, 'Free some space there.']
      : [null, what, '']);
  const lines = output.trim().split('\n').slice(-TAIL_LINES);
  const tail = lines[0] === '' ? 'It wrote nothing.' : `Its last words: ${lines.join(' | ')}`;
  const where = logPath === undefined ? '' : ` (log: ${logPath})`;
  return problem(
    reason.replaceAll('$data', data),
    `${remedy.replaceAll('$data', data)} ${tail}${where}.`.trim(),
  );
}

async function freeBytes(path: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch {
    return path === dirname(path) ? null : freeBytes(dirname(path));
  }
}

/** What was appended to a file from byte `offset` on, at most its last 16 KiB. */
export async function readFrom(path: string, offset: number): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const start = Math.max(offset, size - 16_384);
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(Math.max(0, size - start)),
        0,
        undefined,
        start,
      );
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
}
