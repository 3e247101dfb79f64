/** Which stabilities a project lets in: https://getcomposer.org/doc/04-schema.md#package-links and #minimum-stability */
import type { DependencyRecord } from '../../../core/records.ts';
import { composer } from '../../../versions/schemes/composer.ts';
import { type ComposerVersion, stabilityOf } from '../../../versions/schemes/shared/composer-version.ts';

/** From the most to the least stable. */
export const STABILITIES = ['stable', 'rc', 'beta', 'alpha', 'dev'] as const;

/** The place in `STABILITIES`; what is no version is dev. */
export function stabilityRank(number: string): number {
  const version = composer.parse(number);
  return version === null ? STABILITIES.length - 1 : rankOf(version);
}

function rankOf(version: ComposerVersion): number {
  return STABILITIES.indexOf(stabilityOf(version).toLowerCase() as (typeof STABILITIES)[number]);
}

/**
 * The stabilities that the root asks for by name: behind `@`, or by a version that has one (`1.0-beta2`, `dev-main`, `^2.0-rc`). The
 * least stable one counts; `minimum` is what is let in anyway.
 */
export function stabilityFlags(roots: readonly DependencyRecord[], minimum: number): Map<string, number> {
  const flags = new Map<string, number>();
  for (const { name, requirement } of roots) {
    for (const part of (requirement ?? '').split(/\|\|?/)) {
      const flagged = /@(stable|rc|beta|alpha|dev)\s*(?:$|\s+as\s)/i.exec(part);
      if (flagged !== null) {
        const rank = STABILITIES.indexOf(flagged[1]!.toLowerCase() as (typeof STABILITIES)[number]);
        flags.set(name, Math.max(flags.get(name) ?? 0, rank));
        continue;
      }
      const written = withoutAlias(part.trim());
      if (written === '' || /[,\s@]/.test(written)) continue;
      const rank = stabilityOfWord(written);
      if (rank > Math.max(minimum, flags.get(name) ?? 0)) flags.set(name, rank);
    }
  }
  return flags;
}

/** `dev-main as 1.0.x-dev` without what it stands for. */
function withoutAlias(text: string): string {
  return text.replace(/^(\S+)\s+as\s+\S+$/, '$1');
}

function stabilityOfWord(written: string): number {
  const bare = written.replace(/^(?:[~^<>=!]+)/, '').replace(/#.*$/, '');
  if (/^dev-|-dev$/i.test(bare)) return STABILITIES.indexOf('dev');
  const version = composer.parse(bare);
  return version === null ? 0 : rankOf(version);
}

/** By name, the branch that the root asks for and the version that it is to stand for: `dev-main as 1.0.x-dev`. */
export function inlineAliases(
  roots: readonly DependencyRecord[],
): Map<string, { version: string; as: string }[]> {
  const aliases = new Map<string, { version: string; as: string }[]>();
  for (const { name, requirement } of roots)
    for (const part of (requirement ?? '').split(/\|\|?/)) {
      const match = /^(\S+?)(?:@\w+)?(?:#\S+)?\s+as\s+(\S+)$/.exec(part.trim());
      if (match === null) continue;
      const list = aliases.get(name) ?? [];
      list.push({ version: match[1]!, as: match[2]! });
      aliases.set(name, list);
    }
  return aliases;
}
