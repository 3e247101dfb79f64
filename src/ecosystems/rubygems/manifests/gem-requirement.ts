/** Requirements of gems as RubyGems writes them: https://guides.rubygems.org/patterns/#declaring-dependencies. */
import { type RubyCall, type RubyValue, rubyText } from '../../../formats/ruby-dsl.ts';

export interface GemRequirement {
  /** `>= 1, < 2`; `= 1.0` for a bare version; `>= 0` where none is stated. */
  text: string;
  /** Whether a part of it is computed; it is missing from `text`. */
  isComputed: boolean;
}

/** What is demanded by the arguments behind a gem's name: texts, or lists of texts. */
export function gemRequirement(values: readonly RubyValue[], constants: RubyConstants): GemRequirement {
  const parts: string[] = [];
  let isComputed = false;
  for (const value of values.flatMap(one => (one.kind === 'list' ? one.items : [one]))) {
    const text = constants.text(value);
    if (text !== null) parts.push(withOperator(text));
    // `nil` demands nothing.
    else if (!(value.kind === 'code' && value.text === 'nil') && value.kind !== 'hash') isComputed = true;
  }
  return { text: parts.filter(part => part !== '').join(', ') || '>= 0', isComputed };
}

/** A requirement with its operator, separated by one space. */
export function withOperator(text: string): string {
  const trimmed = text.trim();
  let end = 0;
  while (end < trimmed.length && '<>=~!'.includes(trimmed[end] as string)) end++;
  const version = trimmed.slice(end).trim();
  if (version === '') return '';
  return `${end === 0 ? '=' : trimmed.slice(0, end)} ${version}`;
}

export interface RubyConstants {
  /** The text of a literal, or of a name that the file sets once, to a literal; null for anything else. */
  text(value: RubyValue | undefined): string | null;
}

/** The names that a file sets once and under no condition: `rails_version = "7.1"`. */
export function rubyConstants(calls: readonly RubyCall[]): RubyConstants {
  const values = new Map<string, string | null>();
  for (const { name, receiver, args, block } of calls) {
    if (receiver !== null || !name.endsWith('=')) continue;
    const key = name.slice(0, -1);
    const isOnce = !values.has(key) && args.length === 1 && block?.kind !== 'condition';
    values.set(key, isOnce ? rubyText(args[0]) : null);
  }
  return {
    text: value => (value?.kind === 'code' ? (values.get(value.text) ?? null) : rubyText(value)),
  };
}
