/**
 * What a project manages: its own `dependencyManagement`, that of its parent, and the BOMs that both import, in this order; the
 * first that says something of an artifact counts.
 * https://maven.apache.org/guides/introduction/introduction-to-dependency-mechanism.html#dependency-management
 */
import type { DependencyRecord } from '../../../../core/records.ts';
import { objectsIn, textOrNull } from '../../../../formats/json.ts';
import type { Budget } from '../../../../resolving/budget.ts';
import type { Candidate, ResolutionProblem, Universe } from '../../../../resolving/types.ts';
import { type Exclusion, exclusionsIn, keyOf } from './artifact.ts';
import { bestOf } from './versions.ts';

export interface Managed {
  version: string | null;
  scope: string | null;
  exclusions: readonly Exclusion[];
}

export interface ProjectManagement {
  /** By `keyOf`. */
  managed: ReadonlyMap<string, Managed>;
  /** What the parent has, after the project's own. */
  inherited: DependencyRecord[];
  problems: ResolutionProblem[];
  pending: string[];
}

/** Kinds of roots that are no dependencies, but tell what the project manages. */
export const MANAGING: ReadonlySet<string> = new Set(['management', 'import', 'parent']);

interface Entry {
  key: string;
  name: string;
  type: string | null;
  managed: Managed;
}

/** Nesting of imports beyond which something is wrong. */
const MAX_IMPORTS = 1_000;
const MAX_ENTRIES = 20_000;

/** @param roots of kind `management`, `import` (BOMs) and `parent`; others are left alone. */
export async function projectManagement(
  roots: readonly DependencyRecord[],
  universe: Universe,
  budget: Budget,
): Promise<ProjectManagement> {
  const found = new Map<string, Managed>();
  const result: ProjectManagement = { managed: found, inherited: [], problems: [], pending: [] };
  const imports: { name: string; requirement: string | null }[] = [];
  const take = (entries: Iterable<Entry>, into: typeof imports) => {
    for (const { key, name, type, managed } of entries) {
      budget.spend();
      if (managed.scope === 'import' && type === 'pom') into.push({ name, requirement: managed.version });
      else if (!found.has(key)) found.set(key, managed);
    }
  };

  take(roots.filter(({ kind }) => kind === 'management').map(entryOfRecord), imports);
  for (const { name, requirement } of roots.filter(({ kind }) => kind === 'import'))
    imports.push({ name, requirement });
  for (const parent of roots.filter(({ kind }) => kind === 'parent')) {
    const candidate = await read(parent.name, parent.requirement, 'parent');
    if (candidate === null) continue;
    result.inherited.push(...(candidate.dependencies ?? []));
    take(entriesOf(candidate), imports);
  }

  // Depth first: what a BOM imports counts before the BOM that stands after it.
  const seen = new Set<string>();
  const stack = imports.reverse();
  for (let next = stack.pop(); next !== undefined && seen.size < MAX_IMPORTS; next = stack.pop()) {
    budget.spend();
    const id = `${next.name}:${next.requirement}`;
    if (seen.has(id)) continue;
    seen.add(id);
    const bom = await read(next.name, next.requirement, 'BOM');
    if (bom === null) continue;
    const nested: typeof imports = [];
    take(entriesOf(bom), nested);
    stack.push(...nested.reverse());
    await budget.pause();
  }
  return result;

  async function read(name: string, requirement: string | null, what: string): Promise<Candidate | null> {
    await universe.load([name]);
    const known = universe.get(name);
    if (known === 'pending') {
      result.pending.push(name);
      return null;
    }
    const candidate = known === undefined || known === 'missing' ? null : bestOf(known, requirement, budget);
    if (candidate !== null && candidate.dependencies !== null) return candidate;
    const version = requirement === null ? name : `${name} ${requirement}`;
    result.problems.push({
      kind:
        candidate !== null
          ? 'unknown-dependencies'
          : typeof known === 'object'
            ? 'no-matching-version'
            : 'missing-package',
      severity: candidate !== null ? 'warning' : 'error',
      message:
        candidate !== null
          ? `what the ${what} ${version} says is not known`
          : `there is no ${what} ${version}`,
      name,
      requirement,
      from: null,
      explanation: [],
    });
    return null;
  }
}

function entryOfRecord({ name, requirement, qualifiers = {} }: DependencyRecord): Entry {
  return {
    key: keyOf(name, qualifiers.type ?? null, qualifiers.classifier ?? null),
    name,
    type: qualifiers.type ?? null,
    managed: {
      version: requirement?.trim() || null,
      scope: qualifiers.scope ?? null,
      exclusions: exclusionsIn(qualifiers.exclusions ?? ''),
    },
  };
}

/** What the map keeps of the `dependencyManagement` of a POM that is one for others. */
function* entriesOf({ metadata }: Candidate): Generator<Entry> {
  for (const entry of objectsIn(metadata.management, MAX_ENTRIES)) {
    const name = textOrNull(entry.name);
    const type = textOrNull(entry.type);
    if (name === null) continue;
    yield {
      key: keyOf(name, type, textOrNull(entry.classifier)),
      name,
      type,
      managed: {
        version: textOrNull(entry.version),
        scope: textOrNull(entry.scope),
        exclusions: exclusionsIn(textOrNull(entry.exclusions) ?? ''),
      },
    };
  }
}
