/**
 * API keys of servers, in a file that only its owner can read: JSON, `{"version": 1, "servers": {"https://...": {"key": "..."}}}`.
 * What others could read is not used, as ssh does with keys.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandFailure } from '../cli/app.ts';
import { shellQuote } from '../core/shell-quote.ts';

export interface Credentials {
  /** For messages. */
  path: string;
  /** The key of a server. @throws CommandFailure where others can read the file, or it is damaged. */
  find(server: string): Promise<string | null>;
  /** Keeps a key in the place of the one that was there. @throws as find. */
  save(server: string, key: string): Promise<void>;
  /** @returns whether there was one. @throws as find. */
  remove(server: string): Promise<boolean>;
}

interface Contents {
  version: 1;
  servers: Record<string, { key: string; saved_at: string }>;
}

const NAME = 'credentials';
const OTHERS = 0o077;
const OTHERS_WRITE = 0o022;
const MAX_BYTES = 1024 * 1024;

/** @param folder of this program's configuration. */
export function openCredentials(folder: string): Credentials {
  const path = join(folder, NAME);

  const read = async (): Promise<Contents> => {
    if (!(await checkPrivate(folder, path))) return { version: 1, servers: {} };
    return parse(await readFile(path, 'utf8'), path);
  };

  const write = async (contents: Contents): Promise<void> => {
    const draft = `${path}.${randomBytes(6).toString('hex')}`;
    try {
      const handle = await open(draft, 'wx', 0o600);
      try {
        await handle.writeFile(`${JSON.stringify(contents, null, 2)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, path);
    } finally {
      await rm(draft, { force: true });
    }
  };

  return {
    path,
    async find(server) {
      const { servers } = await read();
      return Object.hasOwn(servers, server) ? (servers[server]?.key ?? null) : null;
    },
    async save(server, key) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
      const { servers } = await read();
      const entry = { key, saved_at: new Date().toISOString() };
      await write({ version: 1, servers: { ...servers, [server]: entry } });
    },
    async remove(server) {
      const { servers } = await read();
      if (!Object.hasOwn(servers, server)) return false;
      const { [server]: _, ...rest } = servers;
      await write({ version: 1, servers: rest });
      return true;
    },
  };
}

/** @returns whether there is a file. @throws CommandFailure with the command that mends it where it is not private. */
async function checkPrivate(folder: string, path: string): Promise<boolean> {
  const file = await stat(path).catch(missing);
  if (file === null) return false;
  if (!file.isFile() || file.size > MAX_BYTES)
    throw new CommandFailure(`${path} is not a file of credentials`);
  // Windows has no such modes.
  if (process.getuid === undefined) return true;
  if (file.uid !== process.getuid())
    throw new CommandFailure(`${path} belongs to somebody else: it is not used`);
  if (file.mode & OTHERS)
    throw new CommandFailure(
      `${path} can be read by others: it is not used. Mend it with: chmod 600 ${shellQuote(path)}`,
    );
  const around = await stat(folder);
  if (around.mode & OTHERS_WRITE)
    throw new CommandFailure(
      `${folder} can be written by others. Mend it with: chmod 700 ${shellQuote(folder)}`,
    );
  return true;
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}

/** An error of JSON would repeat what it met: a key. */
function parse(text: string, path: string): Contents {
  const damaged = () => new CommandFailure(`${path} is damaged: remove it, and log in again`);
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw damaged();
  }
  const { version, servers } = (found ?? {}) as Partial<Contents>;
  if (version !== 1 || typeof servers !== 'object' || servers === null) throw damaged();
  for (const entry of Object.values(servers)) if (typeof entry?.key !== 'string') throw damaged();
  return { version, servers };
}
