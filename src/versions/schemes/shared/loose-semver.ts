/** Versions shaped like SemVer whose reader takes leading zeros, and more or fewer than three numbers. */
import { isDigit, type Numeric, numeric } from '../../numeric.ts';
import type { Identifier } from './semver.ts';

export interface LooseVersion {
  numbers: readonly Numeric[];
  prerelease: readonly Identifier[];
  build: readonly Identifier[];
}

/** The parts behind `-` and `+` hold one character class, which has no `+`: nothing here can be read in two ways. */
const LOOSE = /^(\d+(?:\.\d+)*)(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$/;

/**
 * `1.02.3-rc.1+build` with `least` to `most` numbers; null for anything else, also for an empty identifier. Linear.
 */
export function parseLoose(text: string, least: number, most: number): LooseVersion | null {
  const match = LOOSE.exec(text);
  if (match === null) return null;
  const numbers = (match[1] as string).split('.');
  if (numbers.length < least || numbers.length > most) return null;
  const prerelease = readIdentifiers(match[2]);
  const build = readIdentifiers(match[3]);
  if (prerelease === null || build === null) return null;
  return { numbers: numbers.map(numeric), prerelease, build };
}

/** Identifiers of digits alone are numbers; without text there are none, and an empty one gives null. */
export function readIdentifiers(text: string | undefined): Identifier[] | null {
  if (text === undefined) return [];
  const parts = text.split('.');
  return parts.includes('') ? null : parts.map(readIdentifier);
}

function readIdentifier(part: string): Identifier {
  for (let at = 0; at < part.length; at++) if (!isDigit(part.charCodeAt(at))) return part;
  const value = numeric(part);
  return typeof value === 'number' ? value : BigInt(value);
}

/** `-rc.1+5`; empty parts leave nothing. */
export function printTail(prerelease: readonly Identifier[], build: readonly Identifier[] = []): string {
  const tail = prerelease.length === 0 ? '' : `-${prerelease.join('.')}`;
  return build.length === 0 ? tail : `${tail}+${build.join('.')}`;
}
