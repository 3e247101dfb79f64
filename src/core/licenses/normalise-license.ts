/** From what a registry or a manifest declares to one SPDX expression, or to the statement that none can be given. */
import { conventionsOf } from './conventions.ts';
import { REPLACEMENTS } from './data/replacements.ts';
import { type Declaration, expressionOf, joined, leavesOf } from './declaration.ts';
import { formatExpression, type LicenseTerm, mapTerms, termsOf, tryParseExpression } from './expression.ts';
import { modernise } from './normalise-expression.ts';
import { MAX_DECLARATION_LENGTH, readDeclaration } from './read-declaration.ts';

/** What SPDX documents write where no expression can be given. */
export const NO_ASSERTION = 'NOASSERTION';

/**
 * Why no expression is given. `unstated`: nothing is declared. `file`: a file is pointed at instead. `proprietary`: use
 * is reserved, which no SPDX identifier says. `amended`: there are further terms in a file. `several`: it is not said
 * whether all or any of the licences apply, or one is left blank. `unrecognised`: words that name no one licence.
 */
export type NoExpressionReason = 'unstated' | 'file' | 'proprietary' | 'amended' | 'several' | 'unrecognised';

export interface NormalisedLicense {
  /** An SPDX expression, or `NOASSERTION`. */
  expression: string;
  /** Null exactly when there is an expression. */
  reason: NoExpressionReason | null;
  /** How it was read: `spdx` when it was an expression as it stood, `alias` when names or signs were translated. */
  basis: 'spdx' | 'alias' | null;
  /** Distinct SPDX identifiers that are beyond doubt, in the order written; also when there is no expression. */
  identifiers: string[];
  /** The words that were not recognised, as written, in order. */
  unrecognised: string[];
  /** As given. */
  raw: unknown;
}

/** More entries than any real list has. */
const MAX_ENTRIES = 50;
const PROPRIETARY = new Set([
  'unlicensed',
  'proprietary',
  'proprietary license',
  'commercial',
  'all rights reserved',
  'allrightsreserved',
  'other/proprietary license',
  'license :: other/proprietary license',
]);

/**
 * Translates a declared licence. Identifiers and expressions come first, then the table of the ecosystem, then the
 * general ones and the pages of licences. A name that several licences share (`BSD`, `GPL`, `Apache`) gives
 * `NOASSERTION`, with `raw` kept; nothing is guessed.
 *
 * Deprecated identifiers are replaced (`GPL-2.0+` is `GPL-2.0-or-later`), but for one case: a bare `GPL-2.0` or `GPLv2`
 * says nothing of later versions, so it stays `GPL-2.0` where the ecosystem does not define it as that version alone
 * (Debian, Fedora, FreeBSD, CRAN and Hackage do). `normaliseExpression` reads it as SPDX does, as `GPL-2.0-only`.
 *
 * @param raw a text; an object with `type` or `name`, and `url`, as in package.json and in a POM; or an array of these.
 * @param ecosystem the id of an ecosystem or its purl type, for its own names and for what its signs and lists mean.
 * Never throws, whatever `raw` is.
 */
export function normaliseLicense(raw: unknown, ecosystem?: string): NormalisedLicense {
  const declaration = declarationOf(raw, ecosystem);
  const leaves = leavesOf(declaration);
  const tree = expressionOf(declaration);
  const { exactVersion } = conventionsOf(ecosystem);
  const current = (term: LicenseTerm) => (exactVersion || !leavesVersionOpen(term) ? modernise(term) : term);
  const terms = leaves.flatMap(leaf => ('expression' in leaf ? termsOf(leaf.expression) : [])).map(current);
  const reason = tree === null ? reasonOf(leaves) : null;
  const exact = typeof raw === 'string' && tryParseExpression(raw) !== null;
  return {
    expression: tree === null ? NO_ASSERTION : formatExpression(mapTerms(tree, current)),
    reason,
    basis: tree === null ? null : exact ? 'spdx' : 'alias',
    identifiers: [...new Set(terms.filter(term => term.kind === 'license').map(term => term.id))],
    unrecognised: leaves.flatMap(leaf => (leaf.kind === 'unknown' ? leaf.text : [])),
    raw,
  };
}

/** True of `GPL-2.0`, which SPDX reads as version 2 alone, though many who write it think of no version. */
function leavesVersionOpen(term: LicenseTerm): boolean {
  const [replacement = ''] = REPLACEMENTS.get(term.id)?.split(' ') ?? [];
  return !term.orLater && replacement.endsWith('-only');
}

function declarationOf(raw: unknown, ecosystem: string | undefined): Declaration {
  if (typeof raw === 'string') return readText(raw, ecosystem);
  if (Array.isArray(raw)) return readEntries(raw, ecosystem);
  return readEntry(raw, ecosystem);
}

function readEntries(raw: readonly unknown[], ecosystem: string | undefined): Declaration {
  if (raw.length === 0) return { kind: 'unstated', text: '' };
  if (raw.length > MAX_ENTRIES) return { kind: 'unknown', text: `${raw.length} entries` };
  const parts = raw.map(entry =>
    typeof entry === 'string' ? readText(entry, ecosystem) : readEntry(entry, ecosystem),
  );
  return joined(conventionsOf(ecosystem).array, parts);
}

/** The page is asked only when the name says nothing of its own. */
function readEntry(raw: unknown, ecosystem: string | undefined): Declaration {
  if (raw === null || raw === undefined) return { kind: 'unstated', text: '' };
  if (typeof raw !== 'object' || Array.isArray(raw)) return { kind: 'unknown', text: '' };
  const { type, name, url } = raw as Record<string, unknown>;
  const named = [type, name].find(value => typeof value === 'string');
  const byName: Declaration =
    typeof named === 'string' ? readText(named, ecosystem) : { kind: 'unstated', text: '' };
  if (typeof url !== 'string' || expressionOf(byName) !== null) return byName;
  const byPage = readText(url, ecosystem);
  return expressionOf(byPage) !== null ? byPage : byName.kind === 'unstated' ? byPage : byName;
}

function readText(raw: string, ecosystem: string | undefined): Declaration {
  // What is that long is a licence's text, unless it is one expression.
  if (raw.length > MAX_DECLARATION_LENGTH && tryParseExpression(raw) === null) {
    return { kind: 'unknown', text: raw };
  }
  return readDeclaration(raw.replaceAll(/\s+/g, ' ').trim(), ecosystem);
}

function reasonOf(leaves: readonly Declaration[]): NoExpressionReason {
  if (leaves.every(leaf => leaf.kind === 'unstated')) return 'unstated';
  const unknown = leaves.flatMap(leaf => (leaf.kind === 'unknown' ? leaf.text.toLowerCase() : []));
  if (unknown.length === 0) return leaves.some(leaf => leaf.kind === 'amended') ? 'amended' : 'several';
  if (unknown.every(text => PROPRIETARY.has(text))) return 'proprietary';
  if (unknown.every(pointsAtFile)) return 'file';
  return 'unrecognised';
}

/** `SEE LICENSE IN <file>` of npm, `file LICENSE` of R. */
function pointsAtFile(text: string): boolean {
  return /^(?:see )?licen[cs]e in |^see licen[cs]e|^file licen[cs]e$/.test(text);
}
