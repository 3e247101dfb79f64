/**
 * Versions that a project forces on what packages ask for, in one form: `overrides` of npm
 * (https://docs.npmjs.com/cli/configuring-npm/package-json#overrides) and pnpm (https://pnpm.io/settings#overrides), `resolutions`
 * of Yarn (https://yarnpkg.com/configuration/manifest#resolutions, https://classic.yarnpkg.com/lang/en/docs/selective-version-resolutions/).
 */
import { isJsonObject, type JsonDocument, memberOf } from '../../../formats/json.ts';
import type { ManifestManagement, Unresolved } from '../../manifest.ts';

const MAX_DEPTH = 20;
const MAX_OVERRIDES = 10_000;

/**
 * Each tool reads its own: `packageManager` tells which is used. Where it does not, npm's count, else pnpm's, else Yarn's.
 * @param unresolved is told of what cannot be said in this form.
 */
export function overridesOf(document: JsonDocument, unresolved: Unresolved[]): ManifestManagement[] {
  const { packageManager } = document;
  const tool =
    typeof packageManager === 'string' ? packageManager.slice(0, packageManager.indexOf('@')) : null;
  const ofNpm = document.overrides;
  const ofPnpm = memberOf(document.pnpm, 'overrides');
  const ofYarn = document.resolutions;
  if (tool === 'yarn') return yarnResolutions(ofYarn);
  // pnpm takes both, its own first.
  if (tool === 'pnpm') return [...pnpmOverrides(ofPnpm, unresolved), ...yarnResolutions(ofYarn)];
  if (tool === 'npm' || isJsonObject(ofNpm)) return npmOverrides(ofNpm);
  return isJsonObject(ofPnpm) ? pnpmOverrides(ofPnpm, unresolved) : yarnResolutions(ofYarn);
}

/** A tree: what stands in an object holds below its key; `.` is the key itself. */
function npmOverrides(given: unknown): ManifestManagement[] {
  const found: ManifestManagement[] = [];
  const collect = (holder: unknown, within: string[]) => {
    if (!isJsonObject(holder) || within.length > MAX_DEPTH) return;
    for (const [key, value] of Object.entries(holder)) {
      if (key === '' || key === '.' || key.startsWith('//') || found.length >= MAX_OVERRIDES) continue;
      const own = typeof value === 'string' ? value : memberOf(value, '.');
      if (typeof own === 'string') found.push(override(key, own, within));
      collect(value, [...within, key]);
    }
  };
  collect(given, []);
  return found;
}

/** `parent@1>child@2`; `-` takes a dependency away. */
export function pnpmOverrides(given: unknown, unresolved: Unresolved[]): ManifestManagement[] {
  return entriesOf(given).flatMap(([key, value]) => {
    // A `>` after a blank, a bar or an at sign is one of a range.
    const parts = key.split(/(?<=[^ |@])>/, MAX_DEPTH);
    const name = parts.pop()?.trim() ?? '';
    if (value === '-')
      unresolved.push({ what: `the override of "${key.slice(0, 100)}", which takes it away`, line: null });
    return name === '' || value === '-' ? [] : [override(name, value, parts)];
  });
}

/** Of `parent/child` the last part is meant, below the others; `**` is any number of packages. Names may have a scope. */
function yarnResolutions(given: unknown): ManifestManagement[] {
  return entriesOf(given).flatMap(([key, value]) => {
    const parts = key.match(/@[^/@]+\/[^/@]+(?:@[^/]*)?|[^/]+/g) ?? [];
    const names = parts.filter(part => part !== '**' && part !== '*').slice(-MAX_DEPTH);
    const name = names.pop();
    return name === undefined
      ? []
      : [override(withoutProtocol(name), withoutProtocol(value), names.map(withoutProtocol))];
  });
}

function entriesOf(given: unknown): [string, string][] {
  if (!isJsonObject(given)) return [];
  return Object.entries(given)
    .slice(0, MAX_OVERRIDES)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[0] !== '');
}

function override(name: string, requirement: string, within: string[]): ManifestManagement {
  return { kind: 'override', name, requirement, ...(within.length > 0 ? { within } : {}) };
}

/** `npm:^1` is `^1` in Yarn; `npm:other@^1` is another package. */
function withoutProtocol(text: string): string {
  return text.replace(/^((?:.[^@]*@)?)npm:(?=[^@]*$)/, '$1');
}
