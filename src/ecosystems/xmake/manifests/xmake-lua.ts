/**
 * `xmake.lua`: calls of `add_requires` (https://xmake.io/api/description/global-interfaces.html#add-requires), read as text: names with versions, and in the last
 * argument a table of options.
 */
import { argumentsOf, isSign, isWord, type Source, sourceOf, textIn } from '../../../formats/source-calls.ts';
import type { SourceSyntax } from '../../../formats/source-tokens.ts';
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';

const LUA: SourceSyntax = { lineComments: ['--'], quotes: '"\'', longQuotes: '' };

export const xmakeLua: ManifestReader = {
  parse(input) {
    const source = sourceOf(input.text, LUA, 'xmake.lua');
    const { tokens } = source;
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    const about = new Map<string, string>();
    for (let at = 0; at + 1 < tokens.length; at++) {
      const token = tokens[at];
      if (token?.kind !== 'word') continue;
      // Lua needs no brackets around a text that is the only argument.
      const next = tokens[at + 1];
      const called = isSign(next, '(') ? argumentsOf(source, at + 1) : [];
      const texts = next?.kind === 'text' ? [next.value] : called.map(argument => textIn(source, argument));
      if (/^set_(?:project|version|license)$/.test(token.value) && texts[0] && !about.has(token.value))
        about.set(token.value, texts[0]);
      if (!/^add_requires$/.test(token.value)) continue;
      const options = called.find(argument => isSign(tokens[argument.from], '{'));
      const isOptional = options !== undefined && isSet(source, options.from, options.to, 'optional');
      for (const [i, text] of texts.entries()) {
        if (text !== null) {
          const one = requirementOf(text, isOptional);
          if (one !== null) dependencies.push(one);
        } else if (called[i] !== options)
          unresolved.push({ what: 'a package is computed', line: token.line });
      }
    }
    const [name, version, license] = ['project', 'version', 'license'].map(
      key => about.get(`set_${key}`) ?? null,
    );
    return {
      dependencies,
      project:
        name || version ? { name: name ?? null, version: version ?? null, license: license ?? null } : null,
      unresolved,
    };
  },
};

/** `name = true` in a table. */
function isSet({ tokens }: Source, from: number, to: number, name: string): boolean {
  for (let at = from; at + 2 < to; at++)
    if (isWord(tokens[at], name) && isSign(tokens[at + 1], '=') && isWord(tokens[at + 2], 'true'))
      return true;
  return false;
}

/** `[manager::]name[options] version`: what another package manager has is written with it. */
function requirementOf(text: string, optional: boolean): ManifestDependency | null {
  const blank = text.indexOf(' ');
  const written = blank < 0 ? text : text.slice(0, blank);
  const bracket = written.indexOf('[');
  const full = bracket < 0 ? written : written.slice(0, bracket);
  const colons = full.lastIndexOf('::');
  const name = colons < 0 ? full : full.slice(colons + 2);
  if (name === '') return null;
  return dependency(name, blank < 0 ? null : text.slice(blank + 1).trim() || null, 'runtime', {
    direct: true,
    optional,
    source: colons > 0 ? full.slice(0, colons) : null,
  });
}
