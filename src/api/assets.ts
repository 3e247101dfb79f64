/** Styles, scripts and the icon of the pages, addressed by their content's hash, so that browsers may keep them for ever. */
import { createHash } from 'node:crypto';
import type { DocumentAssets } from '../ui/layout.tsx';
import { type Prepared, prepare } from './prepared.ts';

export interface PageFile {
  /** With its extension. */
  name: string;
  content: string;
}

/** What the pages load, as the program that starts the server has read it. */
export interface PageFiles {
  styles: readonly PageFile[];
  scripts: readonly PageFile[];
  icon: PageFile | null;
}

/** For a server whose pages nobody looks at. */
export const NO_PAGE_FILES: PageFiles = { styles: [], scripts: [], icon: null };

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

/** Styles become one file, the tokens first (they declare the order of the layers), the others by name. */
export function prepareAssets({ styles, scripts, icon }: PageFiles): Assets {
  const ordered = styles.toSorted((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
  const files = new Map<string, Prepared>();
  const add = (name: string, extension: string, content: string): string => {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
    const file = `${name}-${hash}.${extension}`;
    files.set(file, asset(content, extension));
    return `/assets/${file}`;
  };
  const document: DocumentAssets = {
    styles: styles.length === 0 ? [] : [add('site', 'css', ordered.map(style => style.content).join('\n'))],
    scripts: scripts.map(({ name, content }) => add(name.replace(/\.client\.js$/, ''), 'js', content)),
    icon: icon === null ? undefined : add('favicon', 'svg', icon.content),
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
