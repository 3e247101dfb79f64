/** What was odd about a record. */
import { MAX_WARNINGS } from './limits.ts';

export interface Notes {
  add(warning: string): void;
  list(): string[];
}

/** Each warning once, and of more than `MAX_WARNINGS` the first ones. */
export function newNotes(): Notes {
  const warnings = new Set<string>();
  let more = 0;
  return {
    add: text => {
      const warning = storable(text);
      if (warnings.size < MAX_WARNINGS) warnings.add(warning);
      else if (!warnings.has(warning)) more += 1;
    },
    list: () => (more === 0 ? [...warnings] : [...warnings, `${more} more warnings`]),
  };
}

/** A piece of what a source wrote, short enough to stand in a sentence. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  // Objects from outside have members like `toString`: they are not asked to write themselves.
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = String(value);
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}

/** Text without what cannot be stored: NUL, which PostgreSQL does not take, and lone surrogates. */
export function storable(text: string): string {
  return (text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text).toWellFormed();
}
