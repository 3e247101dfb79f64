/** Which version `go get` takes: https://go.dev/ref/mod#version-queries (latest). */
import { golang } from '../../versions/schemes/golang.ts';
import { latestOf } from '../ecosystem.ts';
import type { GoMod } from './go-mod.ts';

/**
 * The highest release, else the highest pre-release. A version marked `+incompatible` counts only where the highest of the
 * others has no go.mod of its own (https://go.dev/ref/mod#incompatible-versions); one whose go.mod is not among `mods` is
 * taken to have one.
 */
export function highestOf(
  numbers: readonly string[],
  mods: ReadonlyMap<string, Pick<GoMod, 'isWritten'>>,
): string | null {
  const all = numbers.map(number => ({ number, status: null }));
  const compatible = latestOf(
    all.filter(({ number }) => !number.endsWith('+incompatible')),
    golang,
  );
  const isModule = compatible !== null && (mods.get(compatible)?.isWritten ?? true);
  return isModule ? compatible : latestOf(all, golang);
}
