/**
 * Paket's files: `paket.dependencies` (https://fsprojects.github.io/Paket/dependencies-file.html) and `paket.lock`
 * (https://fsprojects.github.io/Paket/lock-file.html). Of sources other than NuGet (files of GitHub, git, http) nothing is read:
 * they are no packages.
 */
import { linesOf } from '../../../formats/text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

interface Locked {
  name: string;
  version: string;
  group: string | null;
  restriction: string | null;
  needs: string[];
}

export const paketLock: ManifestReader = {
  parse({ text }) {
    const locked = lockedIn(text);
    return {
      dependencies: locked.map(({ name, version, group, restriction }) =>
        dependency(name, version, 'runtime', { condition: conditionOf(group, restriction) }),
      ),
      project: null,
      graph() {
        const graph = graphBuilder();
        const id = ({ name, version, group }: Locked) =>
          `${group === null ? '' : `${group}/`}${name}@${version}`;
        const positions = new Map<string, number>();
        const keyOf = (group: string | null, name: string) => `${group ?? ''}\n${name.toLowerCase()}`;
        for (const one of locked)
          positions.set(keyOf(one.group, one.name), graph.node(id(one), one.name, one.version));
        for (const one of locked) {
          for (const other of one.needs) {
            const to = positions.get(keyOf(one.group, other));
            if (to !== undefined) graph.edge(positions.get(keyOf(one.group, one.name)) as number, to);
          }
        }
        return graph.build();
      },
    };
  },
};

/** Sections in capitals; in NUGET packages with four spaces before them, and what each needs with six. */
function lockedIn(text: string): Locked[] {
  const found: Locked[] = [];
  const known = new Set<string>();
  let section = '';
  let group: string | null = null;
  for (const line of linesOf(text)) {
    const indent = line.length - line.trimStart().length;
    const value = line.trim();
    if (value === '') continue;
    if (indent === 0) {
      if (value.startsWith('GROUP ')) {
        group = value.slice('GROUP '.length).trim();
        section = '';
      } else section = value;
    } else if (section === 'NUGET' && indent === 4) {
      const [, name, version, rest = ''] = /^(\S{1,300}) \(([^)]{1,200})\)(.{0,2000})/.exec(value) ?? [];
      if (name === undefined || version === undefined || known.has(`${group ?? ''}\n${name}`)) continue;
      known.add(`${group ?? ''}\n${name}`);
      found.push({ name, version, group, restriction: restrictionIn(rest), needs: [] });
    } else if (section === 'NUGET' && indent === 6) {
      const name = value.split(' ', 1)[0];
      if (name) found.at(-1)?.needs.push(name);
    }
  }
  return found;
}

/** ` - restriction: >= net45` */
function restrictionIn(rest: string): string | null {
  const at = rest.indexOf('restriction: ');
  return at < 0 ? null : (rest.slice(at + 'restriction: '.length).split(' - ', 1)[0] as string).trim();
}

function conditionOf(group: string | null, restriction: string | null): string | null {
  const parts = [
    ...(group === null ? [] : [`group ${group}`]),
    ...(restriction === null ? [] : [restriction]),
  ];
  return parts.length > 0 ? parts.join(' and ') : null;
}

/** `nuget Name ~> 1.2 framework: net45`; the requirement is what stands before the first setting. */
export const paketDependencies: ManifestReader = {
  parse({ text }) {
    const dependencies: ManifestDependency[] = [];
    let group: string | null = null;
    for (const line of linesOf(text)) {
      const words = withoutComment(line).split(/[ \t]/).filter(Boolean);
      const [keyword = '', name] = words;
      if (keyword === 'group') group = name ?? null;
      if (name === undefined || (keyword !== 'nuget' && keyword !== 'clitool')) continue;
      const rest = words.slice(2);
      const setting = rest.findIndex(word => word.endsWith(':') || /^[a-z_]+:\S/.test(word));
      const requirement = (setting < 0 ? rest : rest.slice(0, setting)).join(' ');
      const settings = setting < 0 ? '' : rest.slice(setting).join(' ');
      const framework = /(?:restriction|framework): ?(.{1,500})/
        .exec(settings)?.[1]
        ?.split(/, ?[a-z_]+:/, 1)[0];
      dependencies.push(
        dependency(name, requirement || null, keyword === 'clitool' ? 'development' : 'runtime', {
          direct: true,
          condition: conditionOf(group, framework?.trim() || null),
        }),
      );
    }
    return { dependencies, project: null };
  },
};

/** Comments begin a line or stand behind a blank; addresses have `//`, too. */
function withoutComment(line: string): string {
  const text = line.trim();
  if (text.startsWith('//') || text.startsWith('#')) return '';
  const at = text.indexOf(' //');
  return at < 0 ? text : text.slice(0, at);
}
