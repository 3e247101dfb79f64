/** `*.cabal`, https://cabal.readthedocs.io/en/stable/cabal-package-description-file.html#build-information. */
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { type CabalField, cabalFields, cabalItems, cabalName, cabalRange } from './cabal-fields.ts';

export const cabalFile: ManifestReader = {
  parse(input) {
    const about = new Map<string, string>();
    const dependencies: ManifestDependency[] = [];
    for (const field of cabalFields(input.text)) {
      const { name, value, section } = field;
      if (section === '' && !about.has(name)) about.set(name, value);
      if (name === 'build-depends') required(field, typeOf(section), dependencies);
      else if (name === 'setup-depends' || name === 'build-tool-depends' || name === 'build-tools')
        required(field, 'build', dependencies);
    }
    const text = (key: string) => about.get(key) || null;
    const own = text('name');
    // A library of the package itself.
    for (const one of dependencies) if (one.name === own) one.local = true;
    return { dependencies, project: { name: own, version: text('version'), license: text('license') } };
  },
};

function required({ value, condition }: CabalField, type: string, dependencies: ManifestDependency[]): void {
  for (const item of cabalItems(value)) {
    const { name, rest } = cabalName(item);
    if (name !== '')
      dependencies.push(dependency(name, cabalRange(withoutPart(rest)), type, { direct: true, condition }));
  }
}

/** `:library` or `:{one, two}`, or the name of a tool, behind a package's name. */
function withoutPart(rest: string): string {
  if (!rest.startsWith(':')) return rest;
  if (rest[1] === '{') return rest.slice(rest.indexOf('}') + 1 || rest.length);
  return cabalName(rest.slice(1)).rest;
}

function typeOf(section: string): string {
  const word = section.split(/[ \t]/, 1)[0]?.toLowerCase();
  if (word === 'test-suite') return 'test';
  return word === 'benchmark' ? 'benchmark' : 'runtime';
}
