/**
 * Whether the licence of a dependency needs a look beside the project's own. Nothing here is legal advice, and little is
 * certain: how a dependency is used, and whether the project is passed on at all, no manifest says. So the answer is `review`,
 * but for pairs of licences of which their own author says that they cannot be combined.
 *
 * Rules, for one licence of a dependency beside one of the project:
 * - `incompatible` (conflict): Apache-2.0, GPL-3.0, LGPL-3.0 or AGPL-3.0 in a project under GPL-2.0-only, and GPL-2.0-only in
 *   one under GPL-3.0 or AGPL-3.0. https://www.gnu.org/licenses/license-list.html and
 *   https://www.gnu.org/licenses/gpl-faq.html#AllCompatibility
 * - `copyleft` (review): a strong or network copyleft that the project's licence does not fulfil.
 * - `source-available` (review): some uses, changes or users are not allowed.
 * - `unknown-license` (review): none is declared, or none that is understood.
 * Of `OR` the choice that asks least counts, of `AND` the one that asks most.
 */
import {
  type LicenseExpression,
  licenseFacts,
  normaliseLicense,
  satisfies,
  tryParseExpression,
} from '../../core/licenses/index.ts';
import type { LicenseRule } from './types.ts';

export interface LicenseVerdict {
  verdict: 'conflict' | 'review';
  rule: LicenseRule;
  /** The dependency's licence as an expression, or as declared; null where none is. */
  license: string | null;
  why: string;
}

/** What the project is under. */
export interface ProjectLicense {
  /** As declared. */
  declared: string | null;
  /** null: none is declared, or none that is understood. */
  expression: LicenseExpression | null;
}

export function projectLicense(declared: string | null, ecosystem?: string): ProjectLicense {
  const { expression, reason } = normaliseLicense(declared, ecosystem);
  return { declared, expression: reason === null ? tryParseExpression(expression) : null };
}

type Judgement = { rank: 0 } | { rank: 1 | 2; rule: LicenseRule; id: string };
const FINE: Judgement = { rank: 0 };

/**
 * @param declared the dependency's licence as its registry has it.
 * @returns null where nothing needs a look.
 */
export function judgeLicense(
  project: ProjectLicense,
  declared: string | null,
  ecosystem: string,
): LicenseVerdict | null {
  const { expression, reason } = normaliseLicense(declared, ecosystem);
  const parsed = reason === null ? tryParseExpression(expression) : null;
  if (parsed === null)
    return {
      verdict: 'review',
      rule: 'unknown-license',
      license: declared,
      why:
        declared === null || declared.trim() === ''
          ? 'no licence is declared'
          : `"${shown(declared)}" names no known licence`,
    };
  const judged = ofDependency(parsed, project.expression);
  if (judged.rank === 0) return null;
  const { rule, id } = judged;
  const ours =
    project.declared === null
      ? 'the project declares no licence'
      : `the project is under ${shown(project.declared)}`;
  return {
    verdict: judged.rank === 2 ? 'conflict' : 'review',
    rule,
    license: expression,
    why: {
      incompatible: `${id} cannot be combined with ${shown(project.declared ?? '')}`,
      copyleft: `${id} asks that a whole work based on it keeps its terms, and ${ours}`,
      'source-available': `${id} does not allow every use`,
      'unknown-license': `it is not known what ${id} asks`,
    }[rule],
  };
}

function ofDependency(dependency: LicenseExpression, project: LicenseExpression | null): Judgement {
  if (!('operands' in dependency)) return besideProject(dependency, project);
  const judged = dependency.operands.map(each => ofDependency(each, project));
  return dependency.kind === 'or' ? least(judged) : most(judged);
}

type Term = Exclude<LicenseExpression, { operands: unknown }>;

function besideProject(term: Term, project: LicenseExpression | null): Judgement {
  if (project === null || !('operands' in project)) return judge(term, project);
  const judged = project.operands.map(each => besideProject(term, each));
  return project.kind === 'or' ? least(judged) : most(judged);
}

const GPL_2_ALONE = new Set(['GPL-2.0-only', 'GPL-2.0']);
/** What the authors of the GPL hold to be incompatible with its version 2 alone. */
const NOT_WITH_GPL_2 = new Set([
  'Apache-2.0',
  ...['GPL', 'LGPL', 'AGPL'].flatMap(name => [`${name}-3.0-only`, `${name}-3.0-or-later`]),
]);
const VERSION_3 = /^A?GPL-3\.0-(?:only|or-later)$/;

function judge(term: Term, project: Term | null): Judgement {
  const { id } = term;
  const bare = term.addition === null;
  if (term.kind === 'reference') return { rank: 1, rule: 'unknown-license', id };
  if (bare && project?.addition === null && !project.orLater && !term.orLater) {
    // A bare GPL-2.0 may have been meant as any later version: only the explicit spelling is certain.
    if (project.id === 'GPL-2.0-only' && NOT_WITH_GPL_2.has(id)) return { rank: 2, rule: 'incompatible', id };
    if (VERSION_3.test(project.id) && id === 'GPL-2.0-only') return { rank: 2, rule: 'incompatible', id };
  }
  const { category } = licenseFacts(id) ?? { category: 'unknown' as const };
  switch (category) {
    case 'public-domain':
    case 'permissive':
    case 'weak-copyleft':
      return FINE;
    case 'strong-copyleft':
    case 'network-copyleft':
      return project !== null && fulfils(project, term) ? FINE : { rank: 1, rule: 'copyleft', id };
    case 'source-available':
      return { rank: 1, rule: 'source-available', id };
    default:
      return { rank: 1, rule: 'unknown-license', id };
  }
}

/** The project may be passed on under what the dependency asks: the same licence, or a version that both allow. */
function fulfils(project: Term, dependency: Term): boolean {
  if (GPL_2_ALONE.has(project.id) && GPL_2_ALONE.has(dependency.id)) return true;
  const text = (term: Term) =>
    `${term.id}${term.orLater ? '+' : ''}${term.addition === null ? '' : ` WITH ${term.addition}`}`;
  if (satisfies(text(dependency), [text(project)])) return true;
  // Section 13 of both: a work under AGPL-3.0 may hold parts under GPL-3.0.
  const isAgpl = /^AGPL-3\.0/.test(project.id) && project.addition === null;
  return isAgpl && satisfies(text(dependency), ['GPL-3.0-only']);
}

function least(judged: readonly Judgement[]): Judgement {
  return judged.reduce((a, b) => (b.rank < a.rank ? b : a));
}

function most(judged: readonly Judgement[]): Judgement {
  return judged.reduce((a, b) => (b.rank > a.rank ? b : a));
}

function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
