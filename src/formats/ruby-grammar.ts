/** What words and signs of Ruby mean to the parser of ruby-calls.ts. */
import type { RubyBlock, RubyValue } from './ruby-dsl.ts';
import type { RubyToken } from './ruby-tokens.ts';

/** Keywords that open a block, and of which kind. */
export const OPENERS = new Map<string, RubyBlock['kind']>([
  ['if', 'condition'],
  ['unless', 'condition'],
  ['case', 'condition'],
  ['while', 'loop'],
  ['until', 'loop'],
  ['for', 'loop'],
  ['begin', 'other'],
  ['def', 'definition'],
  ['class', 'definition'],
  ['module', 'definition'],
]);
/** Keywords that go on with a block under another condition. */
export const BRANCHES = new Set(['else', 'elsif', 'when', 'in', 'rescue', 'ensure']);
export const OPENING = new Set(['(', '[', '{']);
export const CLOSING = new Set([')', ']', '}']);
/** Methods that give their string as it is. */
export const PLAIN_METHODS = new Set(['freeze', 'dup', 'to_s', 'strip']);

/** What an option is called whose key this is: `:git`, `'git'`, `git`; empty for what is no name. */
export function keyOf(value: RubyValue): string {
  return value.kind === 'text' || value.kind === 'symbol' || value.kind === 'code' ? value.text : '';
}

/** Whether a token behind a name begins an argument of a call without brackets. */
export function startsArgument(token: RubyToken): boolean {
  if (token.type === 'operator')
    return (
      token.spaced &&
      (token.text === '[' ||
        token.text === '->' ||
        token.text === '**' ||
        token.text === ':' ||
        token.text === '::')
    );
  return token.type !== 'newline' && token.type !== 'keyword';
}

/** Whether a `{` behind this token begins a block and not a hash. */
export function isBlockBrace(before: RubyToken | undefined): boolean {
  if (!before) return false;
  if (before.type === 'operator') return before.text === ')' || before.text === ']';
  return (
    before.type === 'identifier' ||
    before.type === 'text' ||
    before.type === 'symbol' ||
    before.type === 'words'
  );
}
