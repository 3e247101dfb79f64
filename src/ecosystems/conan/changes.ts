import { names } from './names.ts';

/** The recipe that a commit's title names: `[zlib] bump version`, `(#123) [zlib] ...`; empty where it names none. */
export function recipesIn(title: string): string[] {
  const open = title.indexOf('[');
  const close = title.indexOf(']', open);
  if (open === -1 || close === -1) return [];
  const name = names.normalise(title.slice(open + 1, close));
  return names.problem(name) === null ? [name] : [];
}
