/**
 * lakefile.lean, https://lean-lang.org/doc/reference/latest/Build-Tools-and-Distribution/Lake/: a program of which the declarations
 * `require "scope" / "name" @ git "revision" from git "url" @ "revision"` are read.
 */
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { type LeanToken, leanTokens } from './lean-tokens.ts';

export const lakefileLean: ManifestReader = {
  parse(input) {
    const tokens = leanTokens(input.text);
    const dependencies: ManifestDependency[] = [];
    const includes: string[] = [];
    let name: string | null = null;
    for (let at = 0; at < tokens.length; at++) {
      const { kind, text } = tokens[at] as LeanToken;
      if (kind !== 'word') continue;
      if (text === 'package' && tokens[at + 1]?.kind !== 'sign') name ??= tokens[at + 1]?.text ?? null;
      if (text !== 'require') continue;
      const found = requireAt(tokens, at + 1);
      if (found?.path) includes.push(found.path);
      else if (found)
        dependencies.push(
          dependency(found.name, found.requirement, 'runtime', { direct: true, source: found.url }),
        );
    }
    return {
      dependencies,
      project: name === null ? null : { name, version: null, license: null },
      includes,
    };
  },
};

interface Required {
  name: string;
  requirement: string | null;
  url: string | null;
  path: string | null;
}

/** null where no name follows. */
function requireAt(tokens: readonly LeanToken[], start: number): Required | null {
  let at = start;
  const is = (text: string) => tokens[at]?.text === text && tokens[at]?.kind !== 'text';
  const text = () => (tokens[at]?.kind === 'text' ? tokens[at++]?.text || null : null);
  const revision = () => {
    if (!is('@')) return null;
    at++;
    if (is('git')) at++;
    return text();
  };
  const first = tokens[at++];
  if (!first || first.kind === 'sign' || first.text === '') return null;
  const found: Required = { name: first.text, requirement: null, url: null, path: null };
  if (is('/')) {
    at++;
    const second = tokens[at++];
    if (second && second.kind !== 'sign') found.name = `${first.text}/${second.text}`;
  }
  found.requirement = revision();
  if (!is('from')) return found;
  at++;
  if (is('git')) {
    at++;
    found.url = text();
    found.requirement = revision() ?? found.requirement;
  } else found.path = text();
  return found;
}
