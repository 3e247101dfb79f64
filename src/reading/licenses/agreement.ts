/** Whether the licence texts of a tree, the tags in its files and what its manifests declare say the same. */
import { termsOf, tryParseExpression } from '../../core/licenses/expression.ts';
import type { DeclaredLicense, HeaderUse, LicenseFile } from './types.ts';

export interface Agreement {
  /**
   * - `agree`: whatever says something says the same; - `partly`: they overlap, and one names more than another;
   * - `conflict`: two of them have nothing in common; - `single`: only one of them says anything; - `none`: nothing does.
   */
  outcome: 'agree' | 'partly' | 'conflict' | 'single' | 'none';
  /** Identifiers by where they were found: in texts at the root (or, without any, elsewhere), in manifests, in tags. */
  texts: string[];
  metadata: string[];
  headers: string[];
  /** In words, one sentence each. */
  explanation: string[];
}

interface Source {
  label: string;
  /** Each with what it may also be called. */
  ids: { id: string; also: string[] }[];
}

export function agreementOf(
  files: readonly LicenseFile[],
  headers: readonly HeaderUse[],
  metadata: readonly DeclaredLicense[],
): Agreement {
  const texts: Source = { label: 'The licence texts', ids: unique(textsOf(files)) };
  const declared: Source = {
    label: 'The manifests',
    ids: unique(nearest(metadata).flatMap(({ expression }) => idsOf(expression))),
  };
  const tagged: Source = {
    label: 'The tags in files',
    ids: unique(headers.flatMap(use => (use.valid ? idsOf(use.expression) : []))),
  };
  const sources = [texts, declared, tagged].filter(({ ids }) => ids.length > 0);
  const explanation: string[] = [];
  let outcome: Agreement['outcome'] =
    sources.length === 0 ? 'none' : sources.length === 1 ? 'single' : 'agree';
  for (const [i, a] of sources.entries())
    for (const b of sources.slice(i + 1)) {
      const missingInB = a.ids.filter(one => !b.ids.some(other => same(one, other)));
      const missingInA = b.ids.filter(one => !a.ids.some(other => same(one, other)));
      if (missingInB.length === a.ids.length && missingInA.length === b.ids.length) {
        outcome = 'conflict';
        explanation.push(`${a.label} say ${list(a)}, ${lower(b)} say ${list(b)}.`);
      } else if (missingInA.length + missingInB.length > 0) {
        if (outcome !== 'conflict') outcome = 'partly';
        if (missingInB.length > 0)
          explanation.push(`${a.label} name ${names(missingInB)}, ${lower(b)} do not.`);
        if (missingInA.length > 0)
          explanation.push(`${b.label} name ${names(missingInA)}, ${lower(a)} do not.`);
      }
    }
  for (const { path, declared: raw, expression } of nearest(metadata))
    if (expression === null)
      explanation.push(
        `${path} declares ${JSON.stringify(raw.slice(0, 100))}, which names no known licence.`,
      );
  const only = (source: Source) => source.ids.map(({ id }) => id).sort();
  return {
    outcome,
    texts: only(texts),
    metadata: only(declared),
    headers: only(tagged),
    explanation,
  };
}

/** They hold the licences of what is included. */
const NOTICE = /(?:^|\/)(?:[\w-]*notices?|third[_-]?party[\w-]*)(?:\.\w+)?$/i;

/** Of the files nearest to the root, which speak for the whole. */
function textsOf(files: readonly LicenseFile[]): Source['ids'] {
  const known = files.filter(({ path, matches }) => matches.length > 0 && !NOTICE.test(path));
  const near = new Set(nearest(known));
  return known
    .filter(file => near.has(file) || /(?:^|\/)LICENSES\//.test(file.path))
    .flatMap(({ matches }) => matches.map(({ id, alternatives }) => ({ id, also: alternatives })));
}

/** Those that lie highest: further down there are parts, examples and fixtures. */
function nearest<T extends { path: string }>(all: readonly T[]): T[] {
  const depths = all.map(({ path }) => path.split('/').length);
  const least = Math.min(...depths);
  return all.filter((_, i) => depths[i] === least);
}

function idsOf(expression: string | null): Source['ids'] {
  const parsed = expression === null ? null : tryParseExpression(expression);
  if (!parsed) return [];
  return termsOf(parsed).map(({ id, orLater }) => ({ id: orLater ? `${id}+` : id, also: [] }));
}

/** The same identifier, or one that has the same text, or its deprecated spelling. */
function same(a: Source['ids'][number], b: Source['ids'][number]): boolean {
  const names = (of: Source['ids'][number]) => [of.id, ...of.also].map(plain);
  const others = new Set(names(b));
  return names(a).some(name => others.has(name));
}

function plain(id: string): string {
  return id
    .replace(/-only$/, '')
    .replace(/\+$/, '-or-later')
    .toLowerCase();
}

function unique(ids: Source['ids']): Source['ids'] {
  return [...new Map(ids.map(one => [one.id, one])).values()];
}

function list({ ids }: Source): string {
  return names(ids);
}

function names(ids: Source['ids']): string {
  return ids.map(({ id }) => id).join(', ');
}

function lower({ label }: Source): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}
