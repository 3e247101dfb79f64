/**
 * cpanfile, https://metacpan.org/dist/Module-CPANfile/view/lib/cpanfile.pod: `requires 'Module', 'version'` and its kin, in blocks of
 * phases (`on test => sub { ... }`) and features.
 */
import { type PerlToken, perlTokens } from '../../../formats/perl-tokens.ts';
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';

/** Words that name a module, with the type outside of a phase. */
const VERBS: ReadonlyMap<string, string> = new Map([
  ['requires', 'runtime'],
  ['recommends', 'recommends'],
  ['suggests', 'suggests'],
  ['conflicts', 'conflicts'],
  ['configure_requires', 'build'],
  ['build_requires', 'build'],
  ['test_requires', 'test'],
  ['author_requires', 'develop'],
]);

const PHASES: ReadonlyMap<string, string> = new Map([
  ['runtime', 'runtime'],
  ['configure', 'build'],
  ['build', 'build'],
  ['test', 'test'],
  ['develop', 'develop'],
]);

interface Block {
  phase: string | null;
  feature: string | null;
}

export const cpanfile: ManifestReader = {
  parse(input) {
    const tokens = perlTokens(input.text, 'cpanfile');
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    const open: Block[] = [];
    let next: Block = { phase: null, feature: null };
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at] as PerlToken;
      if (token.kind === 'sign') {
        if (token.text === '{') {
          open.push(next);
          next = { phase: null, feature: null };
        } else if (token.text === '}') open.pop();
        continue;
      }
      if (token.kind !== 'word' || !beginsStatement(tokens[at - 1])) continue;
      const argument = argumentAt(tokens, at + 1);
      if (token.text === 'on') next = { phase: argument?.text ?? null, feature: null };
      else if (token.text === 'feature') next = { phase: null, feature: argument?.text ?? null };
      const type = VERBS.get(token.text);
      if (type === undefined || !argument) continue;
      if (argument.kind === 'variable' || argument.computed) {
        unresolved.push({ what: 'the name of a module is computed', line: argument.line });
        continue;
      }
      if (argument.text !== '')
        dependencies.push(moduleAt(tokens, tokens.indexOf(argument, at), token.text, type, open));
    }
    return { dependencies, project: null, unresolved };
  },
};

function moduleAt(
  tokens: readonly PerlToken[],
  at: number,
  verb: string,
  type: string,
  open: readonly Block[],
): ManifestDependency {
  const name = (tokens[at] as PerlToken).text;
  const value = isComma(tokens[at + 1]) ? tokens[at + 2] : undefined;
  // `dist => '...'` and `url => '...'` are options, not versions.
  const isOption = value?.kind === 'word' && /^[a-uw-z]/.test(value.text) && isComma(tokens[at + 3]);
  const isKnown = value?.kind === 'word' || (value?.kind === 'text' && !value.computed);
  const phase = open.findLast(block => block.phase !== null)?.phase;
  const feature = open.findLast(block => block.feature !== null)?.feature ?? null;
  return dependency(
    name,
    value && isKnown && !isOption ? value.text : null,
    (phase && PHASES.get(phase)) || type,
    {
      direct: true,
      optional: verb === 'recommends' || verb === 'suggests' || feature !== null ? true : null,
      condition: feature,
      source: sourceAt(tokens, at + (isOption ? 2 : 4)),
      unresolved: value?.kind === 'variable' || value?.computed === true,
    },
  );
}

/** `url`, `git` or `dist` among the options of a statement. */
function sourceAt(tokens: readonly PerlToken[], start: number): string | null {
  for (let at = start; at < Math.min(start + 20, tokens.length); at++) {
    const token = tokens[at] as PerlToken;
    if (token.kind === 'sign' && (token.text === ';' || token.text === '}')) return null;
    const isSource = token.text === 'url' || token.text === 'git' || token.text === 'dist';
    if (isSource && isComma(tokens[at + 1]) && tokens[at + 2]?.kind === 'text')
      return tokens[at + 2]?.text || null;
  }
  return null;
}

/** The first argument of a call, with or without a bracket. */
function argumentAt(tokens: readonly PerlToken[], at: number): PerlToken | null {
  const token = tokens[at]?.text === '(' ? tokens[at + 1] : tokens[at];
  return token === undefined || token.kind === 'sign' ? null : token;
}

function beginsStatement(before: PerlToken | undefined): boolean {
  return before === undefined || (before.kind === 'sign' && ';{}'.includes(before.text));
}

function isComma(token: PerlToken | undefined): boolean {
  return token?.kind === 'sign' && (token.text === ',' || token.text === '=>');
}
