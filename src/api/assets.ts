/**
 * Styles, scripts and the icon of the pages: read once at start, addressed by their content's hash, so that browsers may
 * keep them for ever.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { DocumentAssets } from '../ui/layout.tsx';
import { type Prepared, prepare } from './prepared.ts';

export interface Assets {
  document: DocumentAssets;
  /** The asset of a file name as in `document`'s URLs; null when there is none. */
  find(file: string): Prepared | null;
}

const FOREVER = 'public, max-age=31536000, immutable';
const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/**
 * @param folder where `styles/*.css`, `scripts/*.client.js` and `icons/favicon.svg` are. Styles become one file, the
 * tokens first (they declare the order of the layers), the others by name.
 */
export async function loadAssets(
  folder = fileURLToPath(new URL('../ui/', import.meta.url)),
): Promise<Assets> {
  const styles = await readAll(`${folder}/styles`, /\.css$/);
  styles.sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
  const scripts = await readAll(`${folder}/scripts`, /\.client\.js$/);
  const icons = await readAll(`${folder}/icons`, /^favicon\.svg$/);

  const files = new Map<string, Prepared>();
  const add = (name: string, extension: string, content: string): string => {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
    const file = `${name}-${hash}.${extension}`;
    files.set(file, asset(content, extension));
    return `/assets/${file}`;
  };
  const document: DocumentAssets = {
    styles: styles.length === 0 ? [] : [add('site', 'css', styles.map(style => style.content).join('\n'))],
    scripts: scripts.map(({ name, content }) => add(name.replace(/\.client\.js$/, ''), 'js', content)),
    icon: icons[0] && add('favicon', 'svg', icons[0].content),
  };
  return { document, find: file => files.get(file) ?? null };
}

function rank(name: string): number {
  return name === 'tokens.css' ? 0 : 1;
}

function asset(content: string, extension: string): Prepared {
  return prepare({
    body: content,
    contentType: TYPES[extension] ?? 'application/octet-stream',
    headers: { 'cache-control': FOREVER, 'x-content-type-options': 'nosniff' },
    shared: true,
    label: 'asset',
  });
}

interface TextFile {
  name: string;
  content: string;
}

/** Files of a folder by name; none where there is no such folder. */
async function readAll(folder: string, wanted: RegExp): Promise<TextFile[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter(name => wanted.test(name)).sort();
  return Promise.all(
    files.map(async name => ({ name, content: await readFile(`${folder}/${name}`, 'utf8') })),
  );
}
