/**
 * The calls that a Ruby file makes at the level of its statements, read without running it: `gem "rails", "~> 7"` of a Gemfile,
 * `s.add_dependency(...)` of a gemspec, `pod`, `brew` ... with literal arguments, the blocks and conditions around them.
 *
 * What is not literal stays as source text (`code`), so that callers can say what only running the file would tell.
 */
export { rubyCalls } from './ruby-calls.ts';

export type RubyValue =
  /** A string; `computed` where it holds `#{}`, which then stands in `text` as written. */
  | { kind: 'text'; text: string; computed: boolean }
  | { kind: 'symbol'; text: string }
  | { kind: 'list'; items: RubyValue[] }
  | { kind: 'hash'; entries: Map<string, RubyValue> }
  /** Anything else, as written: numbers, constants, calls, operators. */
  | { kind: 'code'; text: string };

export interface RubyCall {
  /** `gem`; of `s.version = "1"` it is `version=`. */
  name: string;
  /** What stands before the name: `s`, `Gem::Specification`; null where nothing does. */
  receiver: string | null;
  args: RubyValue[];
  /** `key: value` and `:key => value`, by key. */
  options: Map<string, RubyValue>;
  /** From 1. */
  line: number;
  /** The innermost block around. */
  block: RubyBlock | null;
  /** `if x` or `unless x` behind the call; null where there is none. */
  modifier: string | null;
}

export interface RubyBlock {
  /** `call`: `group :test do`; `condition`: a branch of if, unless or case; `loop`, `definition` (def, class ...), `other`. */
  kind: 'call' | 'condition' | 'loop' | 'definition' | 'other';
  /** Whose block it is, where it is a call's. */
  call: RubyCall | null;
  /** A condition as written, with its keyword: `if RUBY_VERSION < "3"`, `else of if ...`. */
  text: string;
  parent: RubyBlock | null;
}

/**
 * Under which conditions a call is made, outermost first, as written and joined by ` and `: those of the blocks around it and the one
 * behind it. null: it is made in any case.
 */
export function rubyCondition(call: RubyCall): string | null {
  const found: string[] = call.modifier === null ? [] : [call.modifier];
  for (let block = call.block; block; block = block.parent)
    if (block.kind === 'condition') found.push(block.text.replace('\n', ' '));
  return found.length > 0 ? found.reverse().join(' and ') : null;
}

/** The calls whose blocks are around this one, innermost first. */
export function rubyCallsAround(call: RubyCall): RubyCall[] {
  const found: RubyCall[] = [];
  for (let block = call.block; block; block = block.parent) if (block.call) found.push(block.call);
  return found;
}

/** The text of a literal string or symbol without computed parts; null for anything else. */
export function rubyText(value: RubyValue | undefined): string | null {
  if (value?.kind === 'symbol') return value.text;
  return value?.kind === 'text' && !value.computed ? value.text : null;
}

/** The texts of a list, or of one text as a list of one; what is not literal is left out. */
export function rubyTexts(value: RubyValue | undefined): string[] {
  const items = value?.kind === 'list' ? value.items : value ? [value] : [];
  return items.map(rubyText).filter(text => text !== null);
}
