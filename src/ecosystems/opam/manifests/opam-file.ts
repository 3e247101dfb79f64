/** `opam` files, https://opam.ocaml.org/doc/Manual.html#opam: fields with texts, lists, and options in braces. */
import { after, isSign, type Source, sourceOf } from '../../../formats/source-calls.ts';
import type { SourceSyntax, SourceToken } from '../../../formats/source-tokens.ts';
import type { ManifestDependency, ManifestProject, ManifestReader } from '../../manifest.ts';
import { filtered } from './filters.ts';

const OPAM: SourceSyntax = { lineComments: ['#'], quotes: '"', longQuotes: '"' };

export const opamFile: ManifestReader = { parse: input => read(input.text, input.path) };

/** Written by `opam lock`: every version is exact, and is given without its operator. */
export const opamLocked: ManifestReader = {
  parse(input) {
    const parsed = read(input.text, input.path);
    for (const one of parsed.dependencies) {
      one.direct = null;
      if (/^= "[^" ]+"$/.test(one.requirement)) one.requirement = one.requirement.slice(3, -1);
    }
    return parsed;
  },
};

function read(text: string, path: string): { dependencies: ManifestDependency[]; project: ManifestProject } {
  const source = sourceOf(text, OPAM, 'opam');
  const { tokens, partner } = source;
  const dependencies: ManifestDependency[] = [];
  const pins = new Map<string, string>();
  const about = new Map<string, string>();
  for (let at = 0; at < tokens.length; at = after(source, at)) {
    const token = tokens[at] as SourceToken;
    if (token.kind !== 'word' || !isSign(tokens[at + 1], ':')) continue;
    const value = tokens[at + 2];
    const end = partner[at + 2] ?? -1;
    // A list of one item may stand without brackets.
    const [from, to] = isSign(value, '[')
      ? [at + 3, end < 0 ? tokens.length : end]
      : [at + 2, fieldEnd(source, at + 2)];
    const name = fieldName(tokens, at);
    if (name === 'depends' || name === 'depopts') items(source, from, to, name === 'depopts', dependencies);
    else if (name === 'pin-depends') readPins(tokens, from, to, pins);
    else if (value?.kind === 'text' && !about.has(name)) about.set(name, value.value);
  }
  for (const one of dependencies) one.source = pins.get(one.name) ?? null;
  const base = path.slice(path.lastIndexOf('/') + 1);
  const named = base.endsWith('.opam') ? base.slice(0, -'.opam'.length) : null;
  return {
    dependencies,
    project: {
      name: about.get('name') ?? named,
      version: about.get('version') ?? null,
      license: about.get('license') ?? null,
    },
  };
}

/** The name of a field that ends with the word at `at`: words with hyphens are several tokens. */
function fieldName(tokens: readonly SourceToken[], at: number): string {
  const parts = [(tokens[at] as SourceToken).value];
  for (
    let i = at;
    isSign(tokens[i - 1], '-') && tokens[i - 2]?.kind === 'word' && !tokens[i]?.first && parts.length < 10;
    i -= 2
  )
    parts.unshift((tokens[i - 2] as SourceToken).value);
  return parts.join('-');
}

/** `"name" {filter}`, alone, in brackets or as choices with `|`. */
function items(
  source: Source,
  from: number,
  to: number,
  optional: boolean,
  found: ManifestDependency[],
): void {
  const { tokens, partner } = source;
  for (let at = from; at < to; at++) {
    const token = tokens[at] as SourceToken;
    if (isSign(token, '{')) {
      at = Math.max(at, partner[at] ?? at);
      continue;
    }
    if (token.kind !== 'text' || token.value === '') continue;
    const hasFilter = isSign(tokens[at + 1], '{') && at + 1 < to;
    const end = partner[at + 1] ?? -1;
    found.push(
      filtered(token.value, hasFilter ? conjuncts(source, at + 2, end < 0 ? to : end) : [], optional),
    );
  }
}

/** The parts of a filter between `&`. */
function conjuncts(source: Source, from: number, to: number): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = from, depth = 0; at < to; at++) {
    const { kind, value, at: start } = source.tokens[at] as SourceToken;
    const isAnd = kind === 'sign' && value === '&' && depth === 0;
    if (isAnd) {
      parts.push(part);
      part = '';
      continue;
    }
    if (value === '(' && kind === 'sign') depth++;
    else if (value === ')' && kind === 'sign') depth--;
    const isApart = part !== '' && start > (source.tokens[at - 1] as SourceToken).end;
    // `>="1"` is `>= "1"`.
    const isVersion = kind === 'text' && /[<>=]$/.test(part.slice(-1));
    part += (isApart || isVersion ? ' ' : '') + (kind === 'text' ? `"${value}"` : value);
  }
  return [...parts, part].filter(one => one !== '');
}

/** `["name.version" "url"]` each. */
function readPins(tokens: readonly SourceToken[], from: number, to: number, pins: Map<string, string>): void {
  const texts = tokens.slice(from, to).filter(({ kind }) => kind === 'text');
  for (let i = 0; i + 1 < texts.length; i += 2) {
    const [name] = (texts[i] as SourceToken).value.split('.', 1);
    if (name) pins.set(name, (texts[i + 1] as SourceToken).value);
  }
}

/** Before the next field. */
function fieldEnd(source: Source, from: number): number {
  const { tokens } = source;
  let at = from;
  while (at < tokens.length && !(at > from && beginsField(tokens, at))) at = after(source, at);
  return at;
}

function beginsField(tokens: readonly SourceToken[], at: number): boolean {
  const token = tokens[at] as SourceToken;
  return (token.first && token.column === 0) || (token.kind === 'word' && isSign(tokens[at + 1], ':'));
}
