/**
 * mix.exs, https://hexdocs.pm/mix/Mix.Tasks.Deps.html#module-definition: a program of which the tuples `{:name, "requirement", options}`
 * are read wherever they stand. Attributes (`@version "1.0"`) are followed where they are texts. What is known by its path alone is a
 * part of the project and named among `includes`.
 */
import {
  type Argument,
  argumentsOf,
  isSign,
  labelled,
  onlyToken,
  type Source,
  sourceOf,
  textIn,
} from '../../../formats/source-calls.ts';
import type { SourceSyntax } from '../../../formats/source-tokens.ts';
import {
  dependency,
  type ManifestDependency,
  type ManifestProject,
  type ManifestReader,
  type Unresolved,
} from '../../manifest.ts';

const ELIXIR: SourceSyntax = { lineComments: ['#'], quotes: '"\'', longQuotes: '"\'' };

/** Options that make a tuple without a requirement a dependency. */
const SOURCES = ['git', 'github', 'path', 'in_umbrella', 'hex'] as const;

interface Reading {
  source: Source;
  /** Attributes of the module that are texts. */
  attributes: ReadonlyMap<string, string>;
  dependencies: ManifestDependency[];
  includes: string[];
  unresolved: Unresolved[];
}

export const mixExs: ManifestReader = {
  parse(input) {
    const source = sourceOf(input.text, ELIXIR, 'mix.exs');
    const attributes = attributesIn(source);
    const reading: Reading = { source, attributes, dependencies: [], includes: [], unresolved: [] };
    const { tokens } = source;
    for (let at = 0; at + 3 < tokens.length; at++)
      if (isSign(tokens[at], '{') && isAtom(source, at + 1) && isSign(tokens[at + 3], ','))
        readTuple(reading, at);
    const { dependencies, includes, unresolved } = reading;
    return { dependencies, includes, unresolved, project: projectOf(source, attributes) };
  },
};

function readTuple(reading: Reading, open: number): void {
  const { source, attributes } = reading;
  const token = source.tokens[open + 2]!;
  const [, second, ...others] = argumentsOf(source, open);
  if (!second) return;
  const requirement = second.label === null ? requirementOf(source, second, attributes) : null;
  const options = labelled(optionsOf(source, requirement === null ? [second, ...others] : others));
  const option = (name: string) => textIn(source, options.get(name));
  if (requirement === null && !SOURCES.some(name => options.has(name))) return;
  const path = option('path');
  const git = option('git') ?? githubOf(option('github'));
  if (requirement === null && git === null && !options.has('hex')) {
    if (path !== null) reading.includes.push(path);
    return;
  }
  if (requirement?.text === null)
    reading.unresolved.push({ what: `the requirement of "${token.value}" is computed`, line: token.line });
  const hex = atomIn(source, options.get('hex')) ?? option('hex');
  const name = hex ?? token.value;
  const reference = option('tag') ?? option('ref') ?? option('branch');
  reading.dependencies.push(
    dependency(name, requirement?.text ?? (requirement === null ? reference : null), 'runtime', {
      direct: true,
      optional: isTrue(source, options.get('optional')),
      local: path === null ? null : true,
      alias: name === token.value ? null : token.value,
      source: git ?? path ?? option('organization') ?? option('repo'),
      condition: only(source, options.get('only')),
      unresolved: requirement?.text === null,
    }),
  );
}

/** `text: null` where it is computed; null where there is none. */
function requirementOf(
  source: Source,
  of: Argument,
  attributes: ReadonlyMap<string, string>,
): { text: string | null } | null {
  const { tokens } = source;
  const token = onlyToken(source, of);
  if (token?.kind === 'text') return { text: token.value.includes('#{') ? null : token.value };
  if (isSign(tokens[of.from], '@') && of.to === of.from + 2) {
    const value = attributes.get(tokens[of.from + 1]!.value);
    return value === undefined ? null : { text: value };
  }
  const isText = tokens.slice(of.from, of.to).some(({ kind }) => kind === 'text');
  return isText && isSign(tokens[of.from + 1], '<') ? { text: null } : null;
}

/** Options stand in the tuple itself or in a list of their own. */
function optionsOf(source: Source, found: readonly Argument[]): Argument[] {
  return found.flatMap(one =>
    one.label === null && isSign(source.tokens[one.from], '[') ? argumentsOf(source, one.from) : [one],
  );
}

/** `:test`, or `[:dev, :test]` as `dev, test`. */
function only(source: Source, of: Argument | undefined): string | null {
  if (!of) return null;
  const atoms: string[] = [];
  for (let at = of.from; at < of.to; at++) if (isAtom(source, at)) atoms.push(source.tokens[at + 1]!.value);
  return atoms.join(', ') || null;
}

function isTrue(source: Source, of: Argument | undefined): boolean | null {
  const token = onlyToken(source, of);
  return token ? token.value === 'true' : null;
}

function atomIn(source: Source, of: Argument | undefined): string | null {
  return of && of.to === of.from + 2 && isAtom(source, of.from) ? source.tokens[of.from + 1]!.value : null;
}

/** `:name` or `:"name"`. */
function isAtom({ tokens }: Source, at: number): boolean {
  const [sign, name] = [tokens[at], tokens[at + 1]];
  return (
    isSign(sign, ':') &&
    name !== undefined &&
    name.kind !== 'sign' &&
    name.at === sign?.end &&
    name.value !== ''
  );
}

function githubOf(repository: string | null): string | null {
  return repository === null ? null : `https://github.com/${repository}.git`;
}

function attributesIn({ tokens }: Source): Map<string, string> {
  const attributes = new Map<string, string>();
  for (let at = 0; at + 2 < tokens.length; at++) {
    const [sign, name, value] = [tokens[at], tokens[at + 1], tokens[at + 2]];
    if (isSign(sign, '@') && name?.kind === 'word' && value?.kind === 'text' && value.line === name.line)
      attributes.set(name.value, value.value);
  }
  return attributes;
}

/** `app: :name`, `version: "1.0"` and `licenses: ["MIT"]`, each the first of its kind. */
function projectOf(source: Source, attributes: ReadonlyMap<string, string>): ManifestProject {
  const { tokens } = source;
  const project: ManifestProject = { name: null, version: null, license: null };
  for (let at = 0; at + 2 < tokens.length; at++) {
    const key = tokens[at]!;
    if (key.kind !== 'word' || !isSign(tokens[at + 1], ':')) continue;
    const value = tokens[at + 2]!;
    if (key.value === 'app' && isAtom(source, at + 2)) project.name ??= tokens[at + 3]!.value;
    else if (key.value === 'version') {
      if (value.kind === 'text') project.version ??= value.value;
      else if (isSign(value, '@')) project.version ??= attributes.get(tokens[at + 3]?.value ?? '') ?? null;
    } else if (key.value === 'licenses' && isSign(value, '['))
      project.license ??=
        argumentsOf(source, at + 2)
          .flatMap(one => textIn(source, one) ?? [])
          .join(', ') || null;
  }
  return project;
}
