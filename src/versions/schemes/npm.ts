/** npm: SemVer 2.0.0 with the ranges of npm's `semver`. Also what Deno, Bower, Open VSX and other kin of Node.js use. */
import type { Numeric } from '../numeric.ts';
import { defineScheme } from '../scheme.ts';
import { quickOrder } from './shared/node-quick.ts';
import { admitsVersion, type NodeRange, parseNodeRange } from './shared/node-range.ts';
import {
  MAX_LENGTH,
  type NodeVersion,
  orderVersions,
  parseVersion,
  printVersion,
} from './shared/node-version.ts';

export const npm = defineScheme<NodeVersion, NodeRange>({
  id: 'npm',
  aliases: [
    'semver',
    'npmjs.org',
    'bower',
    'bower.io',
    'deno',
    'deno.land',
    'jsr',
    'openvsx',
    'open-vsx.org',
    'vscode',
  ],
  source: 'https://github.com/npm/node-semver#versions',
  maxLength: MAX_LENGTH,
  parse: parseVersion,
  order: orderVersions,
  quickOrder,
  print: printVersion,
  isStable: version => version.prerelease.length === 0,
  release: ({ major, minor, patch }) => {
    const numbers = { major: exactNumber(major), minor: exactNumber(minor), patch: exactNumber(patch) };
    return Number.isNaN(numbers.major + numbers.minor + numbers.patch) ? null : numbers;
  },
  parseRange: parseNodeRange,
  admits: admitsVersion,
});

/** NaN beyond 2^53 - 1. */
function exactNumber(value: Numeric): number {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : Number.NaN;
}
