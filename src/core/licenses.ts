/**
 * Licences as registries declare them, to SPDX identifiers (https://spdx.org/licenses/).
 *
 * Only what a declaration says beyond doubt is named: an SPDX identifier or expression, or a written-out name that
 * belongs to one licence. There is no nearest match: `BSD`, `GPL` or `Apache` alone name several licences and are
 * `Other`, and the raw text stays beside.
 */
import { createRequire } from 'node:module';
import parseExpression from 'spdx-expression-parse';
import { aliasIds } from './license-aliases.ts';

// Node 20 warns of every import of JSON, but not of a require.
const load = createRequire(import.meta.url);
const CURRENT_IDS: string[] = load('spdx-license-ids');
const DEPRECATED_IDS: string[] = load('spdx-license-ids/deprecated.json');

export const OTHER_LICENSE = 'Other';

/** Longer declarations are licence texts rather than names; the bound also limits how deep an expression can nest. */
const MAX_LENGTH = 150;

/** Declarations that say that nothing is said. */
const UNSTATED = new Set([
  '',
  '-',
  'none',
  'null',
  'undefined',
  'unknown',
  'noassertion',
  'n/a',
  'not specified',
]);

const CANONICAL_IDS = new Map([...CURRENT_IDS, ...DEPRECATED_IDS].map(id => [id.toLowerCase(), id]));

/**
 * Distinct identifiers of the licences in `raw`, in the order they are written. `Other` stands for a licence that is
 * declared but not recognised; an empty list for none declared. Exceptions (`WITH ...`) are left out, `+` and
 * "or later" become the `-or-later` identifier where there is one, and an obsolete identifier stays as it is.
 */
export function normaliseLicenses(raw: string | null): string[] {
  const text = raw === null ? '' : raw.trim();
  if (text.length > MAX_LENGTH) return [OTHER_LICENSE];
  const declared = text.replaceAll(/\s+/g, ' ');
  if (UNSTATED.has(declared.toLowerCase())) return [];
  if (/^see licen[cs]e/i.test(declared)) return [OTHER_LICENSE];
  return unique(wholeName(declared) ?? expressionIds(declared) ?? parts(declared));
}

/** An identifier in any case, a written-out name, or a page of SPDX, the OSI or Apache about one licence. */
function wholeName(name: string): string[] | null {
  const id = CANONICAL_IDS.get(name.toLowerCase());
  if (id !== undefined) return [id];
  return aliasIds(name) ?? pageIds(name);
}

/** Null when `text` is no SPDX expression. Identifiers are taken in any case. */
function expressionIds(text: string): string[] | null {
  const canonical = text.replaceAll(/[A-Za-z0-9.-]+/g, word => CANONICAL_IDS.get(word.toLowerCase()) ?? word);
  try {
    return collect(parseExpression(canonical));
  } catch {
    return null;
  }
}

type Expression = ReturnType<typeof parseExpression>;

function collect(node: Expression): string[] {
  if ('conjunction' in node) return [...collect(node.left), ...collect(node.right)];
  if (!CANONICAL_IDS.has(node.license.toLowerCase())) return [OTHER_LICENSE];
  return [node.plus ? orLater(node.license) : node.license];
}

/** `GPL-2.0+` is the same licence as `GPL-2.0-or-later`; families without such identifiers keep the bare one. */
function orLater(id: string): string {
  return CANONICAL_IDS.get(`${id.replace(/-only$/, '')}-or-later`.toLowerCase()) ?? id;
}

/** Lists: `MIT, Apache-2.0`, `MIT/Apache-2.0`, `MIT or Apache 2.0`. The comma of `License, Version 2` joins. */
function parts(text: string): string[] {
  const joined = text.replaceAll(/, ?(?=v(?:ersion)? ?\d)/gi, ' ');
  const names = joined.split(/[,;/|&]| (?:and|or) /i).map(name => name.trim());
  const said = names.filter(name => !UNSTATED.has(name.toLowerCase()));
  if (said.length <= 1 && names.length === 1) return [OTHER_LICENSE];
  return said.flatMap(
    name => wholeName(name) ?? expressionIds(name) ?? wholeName(trimBrackets(name)) ?? [OTHER_LICENSE],
  );
}

function trimBrackets(name: string): string {
  return name.replaceAll(/^[( ]+|[) ]+$/g, '');
}

function pageIds(name: string): string[] | null {
  const page =
    /^https?:\/\/(?:www\.)?(?:opensource\.org\/licenses?|spdx\.org\/licenses)\/([\w.+-]+?)(?:\.html|\.php|\/)?$/i.exec(
      name,
    );
  const id = page && CANONICAL_IDS.get((page[1] as string).toLowerCase());
  if (id) return [id];
  return /^https?:\/\/(?:www\.)?apache\.org\/licenses\/LICENSE-2\.0(?:\.txt|\.html)?$/i.test(name)
    ? ['Apache-2.0']
    : null;
}

function unique(ids: string[]): string[] {
  return [...new Set(ids)];
}
