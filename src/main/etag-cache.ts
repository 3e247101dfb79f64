/**
 * Answers with their validators on disk, for one server and one identity. Any number of processes use a folder at once: an entry is
 * written aside and put in its place whole, one that cannot be read is none, and whoever writes much clears up. A cache is no reason
 * for a command to fail, so its own failures are silent.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EtagStore, StoredAnswer } from '../client/index.ts';

const WRITES_BETWEEN_CLEARINGS = 50;
/** A clearing leaves this part of what is allowed. */
const KEPT_PART = 0.8;
/** Of all that is allowed, for one answer. */
const LARGEST_PART = 1 / 4;
/** What was begun and never finished. */
const ABANDONED_MS = 60 * 60_000;

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 40);

/**
 * @param folder of all servers and identities together; `maxBytes` is for all of them.
 * @param identity the server and the key, of which only a hash is on disk.
 */
export function openEtagCache(
  folder: string,
  maxBytes: number,
  identity: { server: string; key: string | null },
): EtagStore {
  const own = join(folder, digest(`${identity.server}\n${identity.key ?? ''}`));
  const fileOf = (url: string) => join(own, digest(url));
  let writes = 0;

  return {
    async get(url) {
      try {
        const path = fileOf(url);
        const found = JSON.parse(await readFile(path, 'utf8')) as { url: string } & StoredAnswer;
        if (found.url !== url || !isAnswer(found)) return null;
        // What is used is not what goes first.
        const now = new Date();
        await utimes(path, now, now);
        return found;
      } catch {
        return null;
      }
    },
    async set(url, answer) {
      try {
        const text = JSON.stringify({ url, ...answer });
        if (Buffer.byteLength(text) > maxBytes * LARGEST_PART) return;
        await mkdir(own, { recursive: true, mode: 0o700 });
        if (writes++ % WRITES_BETWEEN_CLEARINGS === 0) await clear(folder, maxBytes);
        const draft = `${fileOf(url)}.${randomBytes(6).toString('hex')}`;
        try {
          await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
          await rename(draft, fileOf(url));
        } finally {
          await rm(draft, { force: true });
        }
      } catch {}
    },
  };
}

function isAnswer({ etag, lastModified, headers, body }: StoredAnswer): boolean {
  const text = (value: unknown) => value === null || typeof value === 'string';
  return (
    text(etag) &&
    text(lastModified) &&
    typeof headers === 'object' &&
    headers !== null &&
    typeof body === 'string'
  );
}

/** Removes what was used longest ago, once there is more than allowed. */
async function clear(folder: string, maxBytes: number): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files: { path: string; size: number; usedAt: number }[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // Others clear as well.
    const found = await stat(path).catch(() => null);
    if (found === null) continue;
    const abandoned = entry.name.includes('.') && Date.now() - found.mtimeMs > ABANDONED_MS;
    if (abandoned) await rm(path, { force: true });
    else files.push({ path, size: found.size, usedAt: found.mtimeMs });
  }
  let total = files.reduce((sum, { size }) => sum + size, 0);
  if (total <= maxBytes) return;
  for (const { path, size } of files.sort((a, b) => a.usedAt - b.usedAt)) {
    if (total <= maxBytes * KEPT_PART) return;
    await rm(path, { force: true });
    total -= size;
  }
}
