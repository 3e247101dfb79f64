/**
 * `project.clj` of Leiningen: https://codeberg.org/leiningen/leiningen/src/branch/main/sample.project.clj. A program whose form `defproject`
 * is read as data: dependencies with their options, and those of profiles.
 */
import { type EdnForm, ednEntries, ednValue, parseEdn } from '../../../formats/edn.ts';
import {
  dependency,
  type ManifestDependency,
  ManifestError,
  type ManifestReader,
  type Unresolved,
} from '../../manifest.ts';

/** Profiles that Leiningen itself knows: what of the project's life they are for. */
const PROFILE_TYPES = new Map([
  [':dev', 'development'],
  [':test', 'test'],
  [':provided', 'provided'],
]);
const MAX_PROFILES = 10_000;

export const projectClj: ManifestReader = {
  parse(input) {
    const project = parseEdn(input.text, 'project.clj').find(
      ({ kind, items }) => kind === 'list' && items[0]?.kind === 'word' && items[0].value === 'defproject',
    );
    if (project === undefined) throw new ManifestError('not-this-format', 'no defproject');
    const managed = new Map<string, string>();
    for (const item of ednValue(project, ':managed-dependencies')?.items ?? []) {
      const [name, version] = item.items;
      if (name?.kind === 'word' && version?.kind === 'text') managed.set(name.value, version.value);
    }
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    const read = (list: EdnForm | undefined, type: string, condition: string | null) => {
      if (list !== undefined && list.kind !== 'vector')
        unresolved.push({ what: 'the dependencies are computed', line: list.line });
      for (const item of list?.kind === 'vector' ? list.items : []) {
        const one = dependencyOf(item, type, condition, managed);
        if (one !== null) dependencies.push(one);
        else unresolved.push({ what: 'a dependency is computed', line: item.line });
      }
    };
    read(ednValue(project, ':dependencies'), 'runtime', null);
    for (const [name, profile] of ednEntries(ednValue(project, ':profiles')).slice(0, MAX_PROFILES))
      if (profile.kind === 'map')
        read(
          ednValue(profile, ':dependencies'),
          PROFILE_TYPES.get(name.value) ?? 'runtime',
          `profile ${name.value}`,
        );
    const [, name, version] = project.items;
    return {
      dependencies,
      project: {
        name: name?.kind === 'word' ? name.value : null,
        version: version?.kind === 'text' ? version.value : null,
        license: textOf(ednValue(ednValue(project, ':license'), ':name')),
      },
      unresolved,
    };
  },
};

/** `[group/artifact "1.0" :scope "test" :exclusions [...]]`; without a version the managed one counts. */
function dependencyOf(
  { kind, items }: EdnForm,
  type: string,
  condition: string | null,
  managed: ReadonlyMap<string, string>,
): ManifestDependency | null {
  const [name, version] = items;
  if (kind !== 'vector' || name?.kind !== 'word' || name.computed || name.value.startsWith(':')) return null;
  const isStated = version?.kind === 'text';
  const isComputed =
    version !== undefined && !isStated && !(version.kind === 'word' && version.value.startsWith(':'));
  const scope = textOf(
    ednValue({ kind, value: '', items: items.slice(1), line: 0, computed: false }, ':scope'),
  );
  return dependency(name.value, isStated ? version.value : managed.get(name.value), scope ?? type, {
    direct: true,
    condition,
    unresolved: isComputed,
  });
}

function textOf(form: EdnForm | undefined): string | null {
  return form?.kind === 'text' ? form.value : null;
}
