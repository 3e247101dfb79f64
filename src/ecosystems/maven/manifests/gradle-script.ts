/**
 * `build.gradle` and `build.gradle.kts`: programs, of which the declarations of dependencies are read as they are written
 * (https://docs.gradle.org/current/userguide/declaring_dependencies.html). The type is the configuration. A version that a
 * property or variable gives stays as written and is marked; what is in a catalog or platform is reported as unresolved.
 */
import { after, argumentsOf, isSign, isWord, type Source, sourceOf } from '../../../formats/source-calls.ts';
import type { SourceSyntax, SourceToken } from '../../../formats/source-tokens.ts';
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';
import { coordinatesIn, mapNotation, RICH_VERSIONS } from './gradle-notation.ts';

const GROOVY: SourceSyntax = {
  lineComments: ['//'],
  blockComments: 'plain',
  quotes: `'"`,
  longQuotes: `'"`,
  values: { kind: 'dollar', quotes: '"' },
};
const KOTLIN: SourceSyntax = { ...GROOVY, longQuotes: '"', blockComments: 'nested' };

/** Configurations of Java projects: of those a declaration counts wherever it stands, of others in `dependencies { }` only. */
const CONFIGURATIONS = new Set(
  `api compile compileClasspath compileOnly compileOnlyApi implementation runtime runtimeClasspath runtimeOnly testCompile
   testCompileOnly testImplementation testRuntime testRuntimeOnly`.split(/\s+/),
);
/** Words in `dependencies { }` that are no configurations. */
const OTHERS = new Set(
  `exclude if else for while return def val var constraints modules components attributes because version transitive
   println print apply plugins repositories project files fileTree platform enforcedPlatform gradleApi localGroovy
   ext extra it this with artifactTypes exclusiveContent`.split(/\s+/),
);
const PLATFORMS = new Set(['platform', 'enforcedPlatform']);
/** Calls around a notation that say which of its files is meant. */
const WRAPPERS = new Set(['testFixtures', 'dependencies.create', 'create']);

export const gradleGroovy: ManifestReader = {
  parse: input => parseScript(input.text, GROOVY, 'build.gradle'),
};
export const gradleKotlin: ManifestReader = {
  parse: input => parseScript(input.text, KOTLIN, 'build.gradle.kts'),
};

interface Scan {
  source: Source;
  dependencies: ManifestDependency[];
  unresolved: Unresolved[];
}

function parseScript(text: string, syntax: SourceSyntax, what: string) {
  const source = sourceOf(text, syntax, what);
  const scan: Scan = { source, dependencies: [], unresolved: [] };
  const { tokens } = source;
  /** Names of the blocks around a token. */
  const blocks: string[] = [];
  let constraints = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as SourceToken;
    if (isSign(token, '{')) {
      const name = blockName(source, at);
      blocks.push(name);
      if (name === 'constraints') constraints++;
    } else if (isSign(token, '}')) {
      if (blocks.pop() === 'constraints') constraints--;
    } else if (constraints === 0 && startsStatement(tokens, at)) {
      const configuration = configurationAt(token, blocks.at(-1) === 'dependencies', tokens[at + 1]);
      if (configuration !== null) at = readDeclaration(scan, configuration, at + 1);
    }
  }
  return { dependencies: scan.dependencies, project: null, unresolved: scan.unresolved };
}

/** The word before a block, or before the arguments before it. */
function blockName({ tokens, partner }: Source, open: number): string {
  const before = tokens[open - 1];
  const word = isSign(before, ')') ? tokens[(partner[open - 1] as number) - 1] : before;
  return word?.kind === 'word' ? word.value : '';
}

function startsStatement(tokens: readonly SourceToken[], at: number): boolean {
  const before = tokens[at - 1];
  if (before === undefined || (tokens[at] as SourceToken).first) return true;
  return before.kind === 'sign' && '{};>'.includes(before.value);
}

function configurationAt(token: SourceToken, inBlock: boolean, next: SourceToken | undefined): string | null {
  // Kotlin names configurations that it does not know by a text: `"kapt"("g:a:v")`.
  if (token.kind === 'text') return inBlock && isSign(next, '(') && isName(token.value) ? token.value : null;
  if (token.kind !== 'word') return null;
  // `dependencies.implementation "..."`, `project.dependencies.add(...)`
  const word = token.value.slice(token.value.lastIndexOf('.') + 1);
  if (CONFIGURATIONS.has(word)) return word;
  if (word === 'add' && (inBlock || token.value.endsWith('dependencies.add'))) return 'add';
  return inBlock && word === token.value && isName(word) && !OTHERS.has(word) ? word : null;
}

function isName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(text);
}

/** Reads what a configuration is given; returns the position of the last token that belongs to it. */
function readDeclaration(scan: Scan, configuration: string, at: number): number {
  const { source } = scan;
  const next = source.tokens[at];
  if (next === undefined || next.first) return at - 1;
  if (isSign(next, '(')) {
    const given = argumentsOf(source, at);
    const known = scan.dependencies.length;
    let type = configuration;
    if (configuration === 'add') {
      const first = given.shift();
      const named = first && source.tokens[first.from];
      if (named?.kind !== 'text') return at;
      type = named.value;
    }
    if (!readMap(scan, type, given)) for (const { from, to } of given) readNotation(scan, type, from, to);
    const last = given.length === 1 ? scan.dependencies.at(-1) : undefined;
    if (last !== undefined && scan.dependencies.length > known) refine(scan, last, after(source, at));
    // What follows a call (`{ transitive = false }`) is read as a block of its own.
    return Math.max(at, after(source, at) - 1);
  }
  if (configuration === 'add' || (next.kind === 'sign' && next.value !== '[')) return at - 1;
  return readCommand(scan, configuration, at);
}

/** The block behind a declaration may hold the version: `{ version { strictly '1.7' } }`. Of several the strongest counts. */
function refine({ source }: Scan, one: ManifestDependency, open: number): void {
  const { tokens } = source;
  if (one.requirement !== '*') return;
  const block = insideOf(source, open).find(
    at => isWord(tokens[at], 'version') && isSign(tokens[at + 1], '{'),
  );
  if (block === undefined) return;
  let strength = RICH_VERSIONS.length;
  for (const at of insideOf(source, block + 1)) {
    const word = tokens[at] as SourceToken;
    const found = word.kind === 'word' ? RICH_VERSIONS.indexOf(word.value) : -1;
    const stated = isSign(tokens[at + 1], '(') ? tokens[at + 2] : tokens[at + 1];
    if (found < 0 || found >= strength || stated?.kind !== 'text') continue;
    strength = found;
    one.requirement = stated.value;
    one.unresolved = stated.computed;
  }
}

/** Positions in the block that opens at `open`, without what is in brackets inside it; none where no block opens. */
function insideOf(source: Source, open: number): number[] {
  const end = source.partner[open] as number;
  const found: number[] = [];
  if (isSign(source.tokens[open], '{'))
    for (let at = open + 1; at < end; at = after(source, at)) found.push(at);
  return found;
}

/** Groovy's calls without parentheses: arguments, separated by commas, that may go on in the next line after a comma. */
function readCommand(scan: Scan, configuration: string, start: number): number {
  const { source } = scan;
  const { tokens } = source;
  let at = start;
  let from = start;
  const given: { label: string | null; from: number; to: number }[] = [];
  const end = () => {
    if (at <= from) return;
    const isLabelled = tokens[from]?.kind === 'word' && isSign(tokens[from + 1], ':');
    given.push(
      isLabelled
        ? { label: (tokens[from] as SourceToken).value, from: from + 2, to: at }
        : { label: null, from, to: at },
    );
  };
  while (at < tokens.length) {
    const token = tokens[at] as SourceToken;
    if (isSign(token, ',')) {
      end();
      from = at + 1;
    } else if ((token.first && at > from) || (token.kind === 'sign' && '{};'.includes(token.value))) break;
    at = after(source, at);
  }
  end();
  if (!readMap(scan, configuration, given))
    for (const { from: first, to } of given) readNotation(scan, configuration, first, to);
  return at - 1;
}

/** `group: 'g', name: 'a', version: 'v'`; false where the arguments are no such map. */
function readMap(
  scan: Scan,
  type: string,
  given: readonly { label: string | null; from: number; to: number }[],
): boolean {
  const found = mapNotation(scan.source, given);
  if (found === null) return given.some(one => one.label === 'name' || one.label === 'path');
  scan.dependencies.push(
    dependency(found.name, found.version, type, { direct: true, unresolved: found.computed }),
  );
  return true;
}

/** One notation: a text, a list or map of them, a call around it, or the name of an entry in a catalog. */
function readNotation(scan: Scan, type: string, from: number, to: number): void {
  const { source } = scan;
  const token = source.tokens[from] as SourceToken;
  if (token.kind === 'text') {
    const found = coordinatesIn(token.value);
    const isSum = isSign(source.tokens[from + 1], '+') && from + 1 < to;
    if (found === null) return;
    const computed = token.computed || isSum;
    scan.dependencies.push(
      dependency(found.name, found.version, type, { direct: true, unresolved: computed }),
    );
  } else if (isSign(token, '[')) {
    const items = argumentsOf(source, from);
    if (readMap(scan, type, items)) return;
    for (const item of items) {
      const first = source.tokens[item.from] as SourceToken;
      if (first.kind === 'text') readNotation(scan, type, item.from, item.to);
      else if (isSign(first, '[')) readMap(scan, type, argumentsOf(source, item.from));
    }
  } else if (token.kind === 'word') readWord(scan, type, from);
}

function readWord(scan: Scan, type: string, at: number): void {
  const { source } = scan;
  const { value, line } = source.tokens[at] as SourceToken;
  if (!isSign(source.tokens[at + 1], '(')) {
    if (value.includes('.')) scan.unresolved.push({ what: `the dependency that ${value} stands for`, line });
    return;
  }
  const [first, second] = argumentsOf(source, at + 1);
  if (first === undefined) return;
  const token = source.tokens[first.from] as SourceToken;
  if (PLATFORMS.has(value)) {
    if (token.value === 'project') return;
    const named = token.kind === 'text' ? coordinatesIn(token.value) : null;
    const what = named === null ? token.value : `${named.name}:${named.version ?? '*'}`;
    scan.unresolved.push({ what: `what the ${value} ${what} brings`, line });
  } else if (value === 'kotlin' && token.kind === 'text') {
    const version = second && source.tokens[second.from];
    const computed = version !== undefined && (version.kind !== 'text' || version.computed);
    scan.dependencies.push(
      dependency(
        `org.jetbrains.kotlin:kotlin-${token.value}`,
        version?.kind === 'text' ? version.value : null,
        type,
        {
          direct: true,
          unresolved: computed,
        },
      ),
    );
  } else if (WRAPPERS.has(value)) readNotation(scan, type, first.from, first.to);
}
