/**
 * `.opam-switch/switch-state` of a switch (https://opam.ocaml.org/doc/Manual.html#switch-state): lists of `name.version`: what is installed, and in `roots` what was asked for.
 */
import { isSign, type Source, sourceOf } from '../../../formats/source-calls.ts';
import type { SourceSyntax, SourceToken } from '../../../formats/source-tokens.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';

const OPAM: SourceSyntax = { lineComments: ['#'], quotes: '"', longQuotes: '"' };

export const switchState: ManifestReader = {
  parse(input) {
    const source = sourceOf(input.text, OPAM, 'switch-state');
    const installed = listOf(source, 'installed');
    if (installed === null)
      throw new ManifestError('not-this-format', 'switch-state: no list of what is installed');
    const roots = listOf(source, 'roots');
    const asked = new Set(roots);
    const compiler = new Set(listOf(source, 'compiler'));
    return {
      dependencies: installed.flatMap(text => {
        // Names hold no dot.
        const dot = text.indexOf('.');
        if (dot <= 0) return [];
        const type = compiler.has(text) ? 'compiler' : null;
        const direct = roots === null ? null : asked.has(text);
        return dependency(text.slice(0, dot), text.slice(dot + 1) || null, type, { direct });
      }),
      project: null,
    };
  },
};

/** The texts of `name: ["a" "b"]`; null where there is no such field. */
function listOf({ tokens, partner }: Source, name: string): string[] | null {
  for (let at = 0; at + 2 < tokens.length; at++) {
    const token = tokens[at] as SourceToken;
    if (token.kind !== 'word' || token.value !== name || !token.first || !isSign(tokens[at + 1], ':'))
      continue;
    const end = isSign(tokens[at + 2], '[') ? (partner[at + 2] ?? -1) : at + 3;
    const items = tokens.slice(at + 2, end < 0 ? tokens.length : end);
    return items.filter(({ kind }) => kind === 'text').map(({ value }) => value);
  }
  return null;
}
