/** Which files of a tree are its readme or changelog, and which of them is the best. */
import type { Tree } from '../../core/tree.ts';
import type { MarkupLanguage } from './markup/index.ts';
import { byName, isBinary, textOf } from './text.ts';

export interface Document {
  /** Path in the tree. */
  name: string;
  raw: string;
  /** With its dot, as `.md`; empty where there is none. */
  extension: string;
  language: MarkupLanguage;
}

/** In the order in which they are preferred. */
const LANGUAGES: [extensions: string[], language: MarkupLanguage][] = [
  [['.md', '.markdown', '.mdown', '.mkdn', '.mkd', '.mdx', '.rmd', '.qmd'], 'Markdown'],
  [['.rst', '.rest'], 'reStructuredText'],
  [['.adoc', '.asciidoc', '.asc'], 'AsciiDoc'],
  [['.org'], 'Org'],
  [['.textile'], 'Textile'],
  [['.rdoc'], 'RDoc'],
  [['.creole', '.mediawiki', '.wiki'], 'Creole'],
  [['.txt', '.text', ''], 'Text'],
  [['.pod'], 'Pod'],
  [['.html', '.htm'], 'HTML'],
];

interface Candidate {
  path: string;
  rank: readonly number[];
  extension: string;
  language: MarkupLanguage;
}

export interface FindOptions {
  /** Most bytes of a document. Default 10 MB. */
  maxBytes?: number;
  /** How deep documents are looked for: 1 is the root. Default 3. */
  depth?: number;
}

export interface Found {
  best: Document | null;
  /** Paths of the other ones, the next best first. */
  others: string[];
}

/**
 * The best document of one of the names, whatever their case. Those higher up come before others, then earlier names before
 * later ones, then markup before plain text. Empty files, and files that are no text, are passed over.
 *
 * @param names in lower case, the best first. `README.zh-cn.md` and the like rank below `README.md`.
 */
export async function findDocument(
  tree: Tree,
  names: readonly string[],
  options: FindOptions = {},
): Promise<Found> {
  const maxBytes = options.maxBytes ?? 10_000_000;
  const candidates: Candidate[] = [];
  let best: (Candidate & { raw: string }) | null = null;
  for await (const file of tree) {
    if (file.kind !== 'file') continue;
    const candidate = candidateOf(file.path, names, options.depth ?? 3);
    if (candidate === null) continue;
    candidates.push(candidate);
    // A tree is passed through once: whatever is the best so far has to be read when it comes.
    if (file.size === 0 || (file.size ?? 0) > maxBytes || (best !== null && compare(candidate, best) > 0))
      continue;
    const bytes = await file.read(maxBytes);
    if (isBinary(bytes)) continue;
    const raw = textOf(bytes);
    if (raw.trim() !== '') best = { ...candidate, raw };
  }
  const others = candidates
    .filter(({ path }) => path !== best?.path)
    .sort(compare)
    .map(({ path }) => path);
  if (best === null) return { best: null, others };
  const { path, raw, extension, language } = best;
  return { best: { name: path, raw, extension, language }, others };
}

function compare(a: Candidate, b: Candidate): number {
  for (const [index, rank] of a.rank.entries()) {
    const difference = rank - (b.rank[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return byName(a.path, b.path);
}

function candidateOf(path: string, names: readonly string[], maxDepth: number): Candidate | null {
  const segments = path.split('/');
  if (segments.length > maxDepth) return null;
  const file = (segments.at(-1) ?? '').toLowerCase();
  const dot = file.indexOf('.');
  const stem = dot === -1 ? file : file.slice(0, dot);
  const name = names.indexOf(stem);
  // `README-ja`, `readme_zh` are readmes in other languages.
  const translated = name === -1 ? names.findIndex(wanted => isTranslation(stem, wanted)) : -1;
  if (name === -1 && translated === -1) return null;
  const last = file.lastIndexOf('.');
  const extension = last === -1 ? '' : file.slice(last);
  const place = LANGUAGES.findIndex(([extensions]) => extensions.includes(extension));
  if (place === -1) return null;
  const isVariant = name === -1 || (dot !== -1 && dot !== last);
  return {
    path,
    rank: [segments.length, isVariant ? 1 : 0, name === -1 ? translated : name, place],
    extension,
    language: LANGUAGES[place]?.[1] ?? 'Text',
  };
}

function isTranslation(stem: string, wanted: string): boolean {
  if (!stem.startsWith(wanted)) return false;
  return /^[-_][a-z]{2,3}(?:[-_][a-z]{2,4})?$/.test(stem.slice(wanted.length));
}
