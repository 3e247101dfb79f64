/**
 * Go modules: SemVer 2.0.0 with a leading `v`, which OSV and others leave out, and `v1` and `v1.2` for v1.0.0 and v1.2.0.
 * Pseudo-versions are pre-releases like any other, and `+incompatible` takes no part in the order.
 */
import type { Bound, Interval, Intervals } from '../intervals.ts';
import { badRange, defineScheme, type VersionRange } from '../scheme.ts';
import { parseComparators } from './shared/comparators.ts';
import {
  boundBefore,
  caretPosition,
  orderSemver,
  parseSemver,
  printSemver,
  readNumbers,
  releaseAfter,
  releaseFrom,
  releaseOf,
  type SemVer,
} from './shared/semver.ts';

export interface GoVersion extends SemVer {
  isIncompatible: boolean;
}

export const golang = defineScheme<GoVersion>({
  id: 'golang',
  aliases: ['go', 'proxy.golang.org', 'gomod'],
  source: 'https://go.dev/ref/mod#versions',
  parse,
  order: orderSemver,
  print: version => `v${printSemver(version)}${version.isIncompatible ? '+incompatible' : ''}`,
  isStable: version => version.prerelease.length === 0,
  release: releaseOf,
  parseRange,
});

function parse(text: string): GoVersion | null {
  const bare = withoutV(text);
  const full = parseSemver(bare);
  if (full !== null) return { ...full, isIncompatible: bare.endsWith('+incompatible') };
  const short = readNumbers(bare, 0, 2);
  return short === null || short.end !== bare.length ? null : compatible(releaseFrom(short.numbers));
}

function withoutV(text: string): string {
  return text.startsWith('v') ? text.slice(1) : text;
}

/**
 * A bare version is what a go.mod requires: at least that one, by minimal version selection
 * (https://go.dev/ref/mod#minimal-version-selection); the path of a module keeps its major versions apart. Comparators
 * are those of version queries and advisories, `^` and `~` those of Gopkg.toml, `[v1.0.0, v1.9.9]` that of `retract`.
 */
function parseRange(text: string): VersionRange<GoVersion> {
  const whole = text.trim();
  if (whole.startsWith('[') && whole.endsWith(']')) return { intervals: [closed(whole.slice(1, -1), text)] };
  return parseComparators(text, { id: 'golang', parse, order: orderSemver, term: readTerm });
}

function closed(inner: string, range: string): Interval<GoVersion> {
  const [lower, upper, ...more] = inner.split(',').map(written => readBound(written.trim(), range));
  if (lower === undefined || upper === undefined || more.length > 0)
    throw badRange('golang', range, 'an interval has two ends');
  if (orderSemver(lower.version, upper.version) > 0)
    throw badRange('golang', range, 'the lower version comes first');
  return { lower, upper };
}

function readBound(written: string, range: string): Bound<GoVersion> {
  const version = parse(written);
  if (version === null) throw badRange('golang', range, `"${written.slice(0, 40)}" is no version`);
  return { version, text: written, inclusive: true };
}

function readTerm(term: string): Intervals<GoVersion> | null {
  const operator = term.charAt(0);
  const written = operator === '^' || operator === '~' ? term.slice(1) : term;
  const version = parse(written);
  if (version === null) return null;
  const lower = { version, text: written, inclusive: true };
  if (written === term) return [{ lower, upper: null }];
  const count = readNumbers(withoutV(written), 0, 3)?.numbers.length ?? 1;
  const numbers = [version.major, version.minor, version.patch].slice(0, count);
  const position = operator === '^' ? caretPosition(numbers) : Math.min(1, count - 1);
  const prefix = written.startsWith('v') ? 'v' : '';
  const { version: next, text, inclusive } = boundBefore(releaseAfter(numbers, position));
  return [{ lower, upper: { version: compatible(next), text: prefix + text, inclusive } }];
}

function compatible(version: SemVer): GoVersion {
  return { ...version, isIncompatible: false };
}
