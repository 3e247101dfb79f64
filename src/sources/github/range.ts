/** GitHub's ranges (`>= 4.0.1, < 4.0.5`) as OSV's events. */
import type { AffectedRange, RangeEvent } from '../../core/advisories.ts';
import { MAX_REQUIREMENT, MAX_VERSION } from '../limits.ts';
import { type Notes, shown } from '../notes.ts';

const OPERATORS = ['>=', '<=', '>', '<', '='] as const;

interface Term {
  operator: (typeof OPERATORS)[number];
  version: string;
}

/** Ecosystems whose versions are SemVer, for which OSV writes SEMVER. */
const SEMVER = new Set(['actions', 'cargo', 'go', 'hex', 'npm', 'pub', 'swiftpm']);

/**
 * The range, or the one version that it is. As GitHub's own export to OSV does: `<= a` with a first patched version ends before that
 * version, and a single version without one is listed. `> a` has no event, so that such a range stays in GitHub's syntax.
 *
 * @returns nulls, with a warning, for what is no range.
 */
export function vulnerableRange(
  value: unknown,
  patched: unknown,
  ecosystem: string | null,
  notes: Notes,
): { range: AffectedRange | null; version: string | null } {
  const terms = typeof value === 'string' && value.length <= MAX_REQUIREMENT ? termsOf(value) : null;
  if (terms === null) {
    notes.add(`a range was left out: ${shown(value)}`);
    return { range: null, version: null };
  }
  const first = typeof patched === 'string' && isVersion(patched.trim()) ? patched.trim() : null;
  const lower = terms.find(({ operator }) => operator === '>=' || operator === '=');
  const upper = terms.find(({ operator }) => operator === '<' || operator === '<=');
  if (terms.some(({ operator }) => operator === '>')) {
    return {
      range: { type: 'native', affected: [String(value).trim()], safe: [], syntax: 'ghsa' },
      version: null,
    };
  }
  const isOne = lower?.operator === '=';
  if (isOne && first === null) return { range: null, version: lower.version };
  const events: RangeEvent[] = [{ introduced: lower?.version ?? '0' }];
  if (upper?.operator === '<') events.push({ fixed: upper.version });
  else if (first !== null && (upper !== undefined || isOne)) events.push({ fixed: first });
  else if (upper !== undefined) events.push({ last_affected: upper.version });
  const type = ecosystem !== null && SEMVER.has(ecosystem) ? 'SEMVER' : 'ECOSYSTEM';
  return { range: { type, repo: null, events }, version: null };
}

/** The terms, which all hold; null for anything that is not at most one lower and one upper bound, or one version. */
function termsOf(text: string): Term[] | null {
  const terms: Term[] = [];
  for (const part of text.split(',')) {
    const trimmed = part.trim();
    const operator = OPERATORS.find(known => trimmed.startsWith(known));
    const version = operator === undefined ? '' : trimmed.slice(operator.length).trim();
    if (operator === undefined || !isVersion(version)) return null;
    terms.push({ operator, version });
  }
  const count = (...operators: string[]) => terms.filter(term => operators.includes(term.operator)).length;
  const isOne = count('=') === 1 && terms.length === 1;
  const isInterval = count('=') === 0 && count('>', '>=') <= 1 && count('<', '<=') <= 1;
  return isOne || isInterval ? terms : null;
}

function isVersion(text: string): boolean {
  return text !== '' && text.length <= MAX_VERSION && !/[\s\0]/.test(text) && text.isWellFormed();
}
