/**
 * Builds in Scala: `build.sbt` and `project/plugins.sbt` (https://www.scala-sbt.org/1.x/docs/Library-Dependencies.html), and mill's
 * `build.sc` and `build.mill` (https://mill-build.org/mill/fundamentals/library-deps.html). They are programs; of them the modules
 * that are written out are read. `%%` and `::` add the version of Scala to a name: that is done where the file states one.
 */
import { isSign, isWord, type Source, sourceOf } from '../../../formats/source-calls.ts';
import type { SourceSyntax, SourceToken } from '../../../formats/source-tokens.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

const SCALA: SourceSyntax = {
  lineComments: ['//'],
  blockComments: 'nested',
  quotes: '"',
  longQuotes: '"',
  values: { kind: 'dollar', quotes: '"' },
  characters: true,
};

/** `"group" %% "artifact" % "version" % Test` */
export const buildSbt: ManifestReader = {
  parse(input) {
    const source = sourceOf(input.text, SCALA, 'build.sbt');
    const { tokens } = source;
    const scala = scalaVersionIn(source);
    const dependencies: ManifestDependency[] = [];
    const values = valuesIn(source);
    for (let at = 0; at < tokens.length; at++) {
      const group = tokens[at] as SourceToken;
      if (group.kind !== 'text' || !isSign(tokens[at + 1], '%')) continue;
      let next = at + 1;
      while (isSign(tokens[next], '%')) next++;
      const crossed = next - at - 1 > 1;
      const artifact = tokens[next];
      if (artifact?.kind !== 'text' || !isSign(tokens[next + 1], '%')) continue;
      const version = tokens[next + 2];
      if (version === undefined || version.kind === 'sign') continue;
      const known = version.kind === 'text' ? version.value : values.get(version.value);
      const scope = isSign(tokens[next + 3], '%') ? tokens[next + 4] : undefined;
      const plain = `${group.value}:${artifact.value}`;
      const name = crossed && scala !== null ? `${plain}_${scala}` : plain;
      dependencies.push(
        dependency(name, known ?? version.value, scopeOf(source, at, scope), {
          direct: true,
          alias: name === plain ? null : plain,
          unresolved: version.computed || known === undefined || (crossed && scala === null),
        }),
      );
      at = next + 2;
    }
    return { dependencies, project: null };
  },
};

const MILL_TYPES = new Map([
  ['compileIvyDeps', 'provided'],
  ['runIvyDeps', 'runtime'],
]);

/** `ivy"group::artifact:version"`, and `mvn"..."` as newer versions write it. */
export const millBuild: ManifestReader = {
  parse(input) {
    const source = sourceOf(input.text, SCALA, 'build.sc');
    const { tokens } = source;
    const scala = scalaVersionIn(source);
    const dependencies: ManifestDependency[] = [];
    let definition = '';
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at] as SourceToken;
      if (isWord(token, 'def')) definition = tokens[at + 1]?.value ?? '';
      const text = tokens[at + 1];
      const isModule = isWord(token, 'ivy') || isWord(token, 'mvn');
      if (!isModule || text?.kind !== 'text' || text.at !== token.end) continue;
      const crossed = text.value.includes('::');
      const [group, artifact, version] =
        text.value.replaceAll('::', ':').split(';', 1)[0]?.split(':', 4) ?? [];
      if (!group || !artifact) continue;
      const plain = `${group}:${artifact}`;
      const name = crossed && scala !== null ? `${plain}_${scala}` : plain;
      dependencies.push(
        dependency(name, version || null, MILL_TYPES.get(definition.replace('Mvn', 'Ivy')) ?? null, {
          direct: true,
          alias: name === plain ? null : plain,
          unresolved: text.computed || (crossed && scala === null),
        }),
      );
    }
    return { dependencies, project: null };
  },
};

/** `Test`, `"test"`, `"test->test"`, `Test classifier ...`; of plugins of the build and of the compiler `plugin`. */
function scopeOf({ tokens }: Source, at: number, scope: SourceToken | undefined): string | null {
  const call = isSign(tokens[at - 1], '(') ? tokens[at - 2]?.value : undefined;
  if (call === 'addSbtPlugin' || call === 'addCompilerPlugin' || call === 'compilerPlugin') return 'plugin';
  if (scope === undefined || scope.kind === 'sign') return null;
  return scope.kind === 'word' ? scope.value.toLowerCase() : scope.value;
}

/** `2.13` of `scalaVersion := "2.13.14"` or `def scalaVersion = "2.13.14"`; `3` of every 3; null where it is not stated so. */
function scalaVersionIn(source: Source): string | null {
  const { tokens } = source;
  const values = valuesIn(source);
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as SourceToken;
    if (token.kind !== 'word' || !/^(?:ThisBuild\.)?scalaVersion$/.test(token.value)) continue;
    let next = at + 1;
    while (isSign(tokens[next], ':') || isSign(tokens[next], '=')) next++;
    const stated = tokens[next];
    const version = stated?.kind === 'text' ? stated.value : values.get(stated?.value ?? '');
    if (next === at + 1 || version === undefined) continue;
    const [major = '', minor = ''] = version.split('.', 3);
    if (!/^\d{1,3}$/.test(major)) return null;
    return major === '2' ? `2.${minor}` : major;
  }
  return null;
}

/** Texts with a name: `val akka = "2.6.20"`. A name that comes twice has none. */
function valuesIn({ tokens }: Source): ReadonlyMap<string, string | undefined> {
  const values = new Map<string, string | undefined>();
  for (let at = 0; at + 3 < tokens.length; at++) {
    if (!isWord(tokens[at], 'val')) continue;
    const [name, equals, value] = [tokens[at + 1], tokens[at + 2], tokens[at + 3]];
    if (name?.kind !== 'word' || !isSign(equals, '=') || value?.kind !== 'text' || value.computed) continue;
    values.set(name.value, values.has(name.value) ? undefined : value.value);
  }
  return values;
}
