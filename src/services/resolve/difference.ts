/** What changes between two resolutions: names that come, go, or stand in other versions. */
import type { ResolutionJson } from './schemas.ts';

type Difference = NonNullable<ResolutionJson['difference']>;

/** From the other one to this one; names in their order. */
export function differenceOf(from: ResolutionJson, to: ResolutionJson): Difference {
  const [old, now] = [versionsByName(from), versionsByName(to)];
  const named = (name: string, of: Map<string, string[]>) => ({ name, versions: of.get(name) as string[] });
  const changed = [...now].flatMap(([name, versions]) => {
    const before = old.get(name);
    return before === undefined || before.join('\n') === versions.join('\n')
      ? []
      : [{ name, from: before, to: versions }];
  });
  return {
    against: {
      before: from.request.before,
      roots: from.request.roots.map(
        ({ name, requirement }) => `${name}${requirement === null ? '' : ` ${requirement}`}`,
      ),
    },
    added: [...now.keys()].filter(name => !old.has(name)).map(name => named(name, now)),
    removed: [...old.keys()].filter(name => !now.has(name)).map(name => named(name, old)),
    changed,
  };
}

function versionsByName({ nodes }: ResolutionJson): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const { name, version } of nodes) {
    const known = found.get(name);
    if (known) known.add(version);
    else found.set(name, new Set([version]));
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, of]) => [name, [...of].sort()]));
}
