/**
 * Files in which Cabal is told versions, https://cabal.readthedocs.io/en/stable/cabal-project-description-file.html: `cabal.config` of old and of Stackage,
 * `cabal.project.freeze`, `cabal.project`.
 */
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { cabalFields, cabalItems, cabalName, cabalRange } from './cabal-fields.ts';

export const cabalConfig: ManifestReader = {
  parse(input) {
    return { dependencies: constrained(input.text, true), project: null };
  },
};

export const cabalFreeze: ManifestReader = {
  parse(input) {
    return { dependencies: constrained(input.text, false), project: null };
  },
};

/** What the project builds stands in `includes`; repositories that it takes packages from are dependencies by their name. */
export const cabalProject: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const includes: string[] = [];
    let repository: ManifestDependency | null = null;
    for (const { name, value, section, condition } of cabalFields(input.text)) {
      if (section === '' && (name === 'packages' || name === 'optional-packages' || name === 'import'))
        includes.push(...value.split(/[ \t,]+/).filter(path => path !== ''));
      else if (section === '' && name === 'extra-packages') {
        for (const item of cabalItems(value)) {
          const { name: extra, rest } = cabalName(item);
          if (extra !== '')
            dependencies.push(dependency(extra, cabalRange(rest), 'runtime', { direct: true, condition }));
        }
      } else if (section.startsWith('source-repository-package')) {
        if (name === 'location') {
          const base = value.slice(value.lastIndexOf('/') + 1).replace(/\.git$/, '');
          repository =
            base === ''
              ? null
              : dependency(base, null, 'runtime', { direct: true, source: value, condition });
          if (repository) dependencies.push(repository);
        } else if ((name === 'tag' || name === 'branch') && repository && value !== '') {
          if (name === 'tag' || repository.requirement === '*') repository.requirement = value;
        }
      }
    }
    return { dependencies, project: null, includes };
  },
};

/** `name ==1.0` of every list of constraints; flags are none. `installed` and ranges count where `loose`. */
function constrained(text: string, loose: boolean): ManifestDependency[] {
  const dependencies: ManifestDependency[] = [];
  for (const { name: field, value } of cabalFields(text)) {
    if (field !== 'constraints') continue;
    for (const item of cabalItems(value)) {
      const { name, rest } = cabalName(item.startsWith('any.') ? item.slice(4) : item);
      const range = cabalRange(rest);
      if (name === '' || range === null || range.startsWith('+') || range.startsWith('-')) continue;
      if (range.startsWith('==') && !range.includes('*'))
        dependencies.push(dependency(name, range.slice(2), 'runtime'));
      else if (loose) dependencies.push(dependency(name, range.replaceAll('=', ''), 'runtime'));
    }
  }
  return dependencies;
}
