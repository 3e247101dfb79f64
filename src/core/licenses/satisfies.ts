/** Whether terms that someone accepts allow the use of what an expression covers. */
import { InputError } from '../errors.ts';
import { isCompound, type LicenseExpression, type LicenseTerm, parseExpression } from './expression.ts';
import { type ExpressionInput, modernise, simplify, toExpression } from './normalise-expression.ts';

/** More than the SPDX list holds. */
const MAX_ACCEPTED = 1000;

/**
 * True when the accepted terms are enough for `expression`: every operand of `AND`, any operand of `OR`.
 *
 * A term is accepted when the list names it. Where either side leaves the version open (`+`, `-or-later`), a version
 * that both allow is enough: `GPL-2.0-or-later` may be used under an accepted `GPL-3.0-only`, and an accepted
 * `GPL-2.0-or-later` takes `GPL-3.0-only`. What stands after `WITH` must be accepted too: accepting `GPL-2.0-only` says
 * nothing of `GPL-2.0-only WITH Classpath-exception-2.0`, nor the reverse, because an addition may also take away.
 *
 * @param accepted single terms (`MIT`, `GPL-2.0+`, `GPL-2.0-only WITH Classpath-exception-2.0`, `LicenseRef-x`).
 * @throws InputError with field `license` and status 422 when a text is no expression, with field `accepted` when an
 * accepted one is none or holds `AND` or `OR`, or when there are more than 1,000.
 */
export function satisfies(expression: ExpressionInput, accepted: readonly string[]): boolean {
  if (accepted.length > MAX_ACCEPTED) {
    throw new InputError('accepted', `more than ${MAX_ACCEPTED} accepted licences`, 422);
  }
  const terms = accepted.map(text => withVersions(acceptedTerm(text)));
  const allowed = (inner: LicenseExpression): boolean => {
    if (isCompound(inner)) {
      return inner.kind === 'and' ? inner.operands.every(allowed) : inner.operands.some(allowed);
    }
    const wanted = withVersions(inner);
    return terms.some(term => overlap(wanted, term));
  };
  return allowed(simplify(toExpression(expression)));
}

function acceptedTerm(text: string): LicenseTerm {
  let term: LicenseExpression;
  try {
    term = parseExpression(text);
  } catch (error) {
    throw error instanceof InputError ? new InputError('accepted', error.message, 422) : error;
  }
  if (isCompound(term))
    throw new InputError('accepted', 'an accepted licence is one term, without AND and OR', 422);
  return modernise(term);
}

interface Versions {
  family: string;
  version: readonly number[];
  orLater: boolean;
}

interface VersionedTerm {
  term: LicenseTerm;
  versions: Versions | null;
}

function withVersions(term: LicenseTerm): VersionedTerm {
  return { term, versions: versionsOf(term) };
}

function overlap(a: VersionedTerm, b: VersionedTerm): boolean {
  if (a.term.addition !== b.term.addition) return false;
  if (a.term.id === b.term.id) return true;
  const [left, right] = [a.versions, b.versions];
  if (left === null || right === null || left.family !== right.family) return false;
  const order = compareVersions(left.version, right.version);
  if (order === 0) return true;
  return order < 0 ? left.orLater : right.orLater;
}

/** `GPL-2.0-or-later` is family `GPL` from version 2.0 on. Null for a reference and an identifier without a version. */
function versionsOf(term: LicenseTerm): Versions | null {
  const match = /^(.+)-(\d+(?:\.\d+)*)(-only|-or-later)?$/.exec(term.id);
  if (term.kind === 'reference' || match === null) return null;
  const [, family = '', version = '', suffix] = match;
  return { family, version: version.split('.').map(Number), orLater: term.orLater || suffix === '-or-later' };
}

function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
