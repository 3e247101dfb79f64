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
    add: warning => {
      if (warnings.size < MAX_WARNINGS) warnings.add(warning);
      else if (!warnings.has(warning)) more += 1;
    },
    list: () => (more === 0 ? [...warnings] : [...warnings, `${more} more warnings`]),
  };
}

/** A piece of what a source wrote, short enough to stand in a sentence. */
export function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}
