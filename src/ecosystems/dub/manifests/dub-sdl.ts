/**
 * `dub.sdl`: https://dub.pm/dub-reference/recipe/. Of SDLang tags with their values, attributes and blocks are read
 * (https://sdlang.org/): `dependency "name" version="~>1.0" optional=true`.
 */
import { after, isSign, type Source, sourceOf } from '../../../formats/source-calls.ts';
import type { SourceSyntax, SourceToken } from '../../../formats/source-tokens.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

const SDL: SourceSyntax = {
  lineComments: ['//', '#', '--'],
  blockComments: 'plain',
  quotes: '"`',
  rawQuotes: '`',
};
const BLOCKS = new Map([
  ['configuration', 'configuration'],
  ['subPackage', 'subpackage'],
]);

export const dubSdl: ManifestReader = {
  parse(input) {
    const source = sourceOf(input.text, SDL, 'dub.sdl');
    const { tokens } = source;
    const dependencies: ManifestDependency[] = [];
    const known = new Set<string>();
    const values = new Map<string, string>();
    /** What the blocks around are called. */
    const around: (string | null)[] = [];
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at] as SourceToken;
      if (isSign(token, '{')) around.push(blockName(source, at));
      else if (isSign(token, '}')) around.pop();
      if (!startsTag(tokens, at)) continue;
      const value = tokens[at + 1];
      if (value?.kind !== 'text' || value.first || value.value === '') continue;
      if (token.value !== 'dependency') {
        if (around.length === 0 && !values.has(token.value)) values.set(token.value, value.value);
        continue;
      }
      const condition = around.filter(name => name !== null).join(' and ') || null;
      const one = dependencyOf(value.value, attributesAt(source, at + 2), condition);
      const key = `${one.name}\n${one.requirement}\n${condition}`;
      if (known.has(key)) continue;
      known.add(key);
      dependencies.push(one);
    }
    const text = (name: string) => values.get(name) ?? null;
    return {
      dependencies,
      project: { name: text('name'), version: text('version'), license: text('license') },
    };
  },
};

/** A tag begins a line, a block or what follows a semicolon. */
function startsTag(tokens: readonly SourceToken[], at: number): boolean {
  const token = tokens[at] as SourceToken;
  const before = tokens[at - 1];
  return token.kind === 'word' && (token.first || isSign(before, '{') || isSign(before, ';'));
}

/** `configuration "library" {`, or `subPackage {` whose first tag is `name "x"`. */
function blockName({ tokens }: Source, open: number): string | null {
  const before = tokens[open - 1];
  const tag = before?.kind === 'text' ? tokens[open - 2] : before;
  const kind = BLOCKS.get(tag?.value ?? '');
  if (kind === undefined) return null;
  const [first, second] = [tokens[open + 1], tokens[open + 2]];
  const named = first?.value === 'name' && second?.kind === 'text' ? second.value : 'unnamed';
  return `${kind} ${before?.kind === 'text' ? before.value : named}`;
}

/** `name=value` up to the end of the line. */
function attributesAt(source: Source, start: number): Map<string, string> {
  const { tokens } = source;
  const attributes = new Map<string, string>();
  for (let at = start; at < tokens.length; at = after(source, at)) {
    const name = tokens[at] as SourceToken;
    if (name.first || isSign(name, ';') || isSign(name, '{')) break;
    const value = tokens[at + 2];
    if (name.kind === 'word' && isSign(tokens[at + 1], '=') && value) attributes.set(name.value, value.value);
  }
  return attributes;
}

/** Without a version any is taken; the recorded form of that is `>= 0`. */
function dependencyOf(
  name: string,
  attributes: ReadonlyMap<string, string>,
  condition: string | null,
): ManifestDependency {
  const optional = attributes.get('optional');
  const path = attributes.get('path') ?? null;
  return dependency(name, attributes.get('version') ?? '>= 0', 'runtime', {
    direct: true,
    optional: optional === undefined ? null : optional === 'true' || optional === 'on',
    local: path === null ? null : true,
    source: path ?? attributes.get('repository') ?? null,
    condition,
  });
}
