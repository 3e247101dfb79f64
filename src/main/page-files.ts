/** Reads what pages load: the styles, scripts and icon beside `ui/`, in the sources as in the built program. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PageFile, PageFiles } from '../api/assets.ts';

const UI = fileURLToPath(new URL('../ui/', import.meta.url));

/** @param folder where `styles/*.css`, `scripts/*.client.js` and `icons/favicon.svg` are. */
export async function readPageFiles(folder = UI): Promise<PageFiles> {
  const [styles, scripts, icons] = await Promise.all([
    readAll(join(folder, 'styles'), /\.css$/),
    readAll(join(folder, 'scripts'), /\.client\.js$/),
    readAll(join(folder, 'icons'), /^favicon\.svg$/),
  ]);
  return { styles, scripts, icon: icons[0] ?? null };
}

/** Files of a folder by name; none where there is no such folder. */
async function readAll(folder: string, wanted: RegExp): Promise<PageFile[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter(name => wanted.test(name)).sort();
  return Promise.all(
    files.map(async name => ({ name, content: await readFile(join(folder, name), 'utf8') })),
  );
}
