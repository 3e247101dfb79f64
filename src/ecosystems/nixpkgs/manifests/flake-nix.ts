/**
 * flake.nix, https://nix.dev/manual/nix/latest/command-ref/new-cli/nix3-flake#flake-inputs: `inputs` must be plain values there, so they
 * can be read without evaluation: `name.url = "..."` or `name = { url = "..."; }`. An input that follows another has no source.
 */
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';
import { type NixToken, nixTokens } from './nix-tokens.ts';

interface Setting {
  /** Names joined as in `inputs.nixpkgs.url`. */
  path: string[];
  value: NixToken;
}

const MAX_DEPTH = 20;

export const flakeNix: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    const includes: string[] = [];
    for (const { path, value } of settingsIn(nixTokens(input.text))) {
      const [top, name, key] = path;
      if (top !== 'inputs' || path.length !== 3 || key !== 'url' || !name) continue;
      if (value.kind !== 'text' || value.computed) {
        unresolved.push({ what: `the source of "${name.slice(0, 100)}" is computed`, line: value.line });
        dependencies.push(dependency(name, null, 'runtime', { direct: true, unresolved: true }));
        continue;
      }
      const local = /^(?:path:|\.|\/)/.test(value.text);
      if (local) includes.push(value.text);
      dependencies.push(
        dependency(name, referenceOf(value.text), 'runtime', {
          direct: true,
          local: local ? true : null,
          source: value.text,
        }),
      );
    }
    return { dependencies, project: null, unresolved, includes };
  },
};

/** Of `github:owner/repo/ref` and its kin the `ref`, else `?ref=` or `?rev=`. */
function referenceOf(url: string): string | null {
  const [address = '', query = ''] = url.split('?', 2);
  if (/^(?:github|gitlab|sourcehut):/.test(address)) {
    const reference = address.split('/').slice(2).join('/');
    if (reference !== '') return reference;
  }
  for (const part of query.split('&'))
    if (part.startsWith('ref=') || part.startsWith('rev=')) return part.slice(4) || null;
  return null;
}

/** The settings of the outermost set and of those in it: names, `=`, and the first token of the value. */
function settingsIn(tokens: readonly NixToken[]): Setting[] {
  const settings: Setting[] = [];
  /** How many names each open set has added to the path. */
  const open: number[] = [];
  let path: string[] = [];
  let at = tokens.findIndex(token => isSign(token, '{')) + 1;
  if (at === 0) return [];
  while (at < tokens.length) {
    const token = tokens[at] as NixToken;
    if (isSign(token, '}')) {
      const names = open.pop();
      if (names === undefined) break;
      path = path.slice(0, path.length - names);
      at++;
      continue;
    }
    const names: string[] = [];
    while (at < tokens.length && tokens[at]?.kind !== 'sign') {
      names.push((tokens[at] as NixToken).text);
      at++;
      if (!isSign(tokens[at], '.')) break;
      at++;
    }
    if (names.length === 0 || !isSign(tokens[at], '=') || tokens[at + 1] === undefined) {
      at = names.length === 0 ? at + 1 : at;
      continue;
    }
    at++;
    if (isSign(tokens[at], '{') && open.length < MAX_DEPTH && isSet(tokens, at)) {
      open.push(names.length);
      path = [...path, ...names];
      at++;
      continue;
    }
    settings.push({ path: [...path, ...names], value: tokens[at] as NixToken });
    at = valueEnd(tokens, at);
  }
  return settings;
}

/** `{ self, nixpkgs }:` begins a function, `{ a = 1; }` a set. */
function isSet(tokens: readonly NixToken[], open: number): boolean {
  const [first, second] = [tokens[open + 1], tokens[open + 2]];
  if (isSign(first, '}')) return !isSign(second, ':') && !isSign(second, '@');
  return isSign(second, '=') || isSign(second, '.');
}

/** Behind the `;` that ends a value. */
function valueEnd(tokens: readonly NixToken[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    const token = tokens[at] as NixToken;
    if (token.kind !== 'sign') continue;
    if ('{[('.includes(token.text)) depth++;
    else if ('}])'.includes(token.text)) {
      if (depth === 0) return at;
      depth--;
    } else if (token.text === ';' && depth === 0) return at + 1;
  }
  return tokens.length;
}

function isSign(token: NixToken | undefined, text: string): boolean {
  return token?.kind === 'sign' && token.text === text;
}
