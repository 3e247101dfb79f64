/**
 * Tags of container images: `[A-Za-z0-9_][A-Za-z0-9._-]{0,127}`,
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests. Registries do not order them.
 * Here they are in natural order (`shared/natural.ts`): by numbers, then pre-release, then variant: 1.2-rc1 < 1.2 <
 * 1.2-alpine < 1.2-slim < 1.3. Tags that start with a word (`latest`, `bookworm`, `jammy-20240111`) are below those
 * that start with a number. Tags without any number move with what they name, and so are never stable; commit hashes
 * (`3f2a1b9`, `sha-3f2a1b9`) aren't either. A tag is a name: it has no other spelling. Ranges are comparators.
 */
import { defineScheme } from '../scheme.ts';
import { looksLikeCommit } from './shared/commit.ts';
import { parseComparators } from './shared/comparators.ts';
import {
  compareNatural,
  hasNumber,
  hasPreReleaseWord,
  type Natural,
  parseNatural,
  wordsOnly,
} from './shared/natural.ts';
import { releaseOf } from './shared/release.ts';

const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

export const docker = defineScheme<Natural>({
  id: 'docker',
  aliases: ['oci', 'container'],
  source: 'https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests',
  maxLength: 128,
  parse,
  order: compareNatural,
  print: ({ text }) => text,
  isStable: ({ isNumbered, tail }) => (isNumbered || hasNumber(tail)) && !hasPreReleaseWord(tail),
  release: ({ isNumbered, numbers }) => (isNumbered ? releaseOf(numbers[0], numbers[1], numbers[2]) : null),
  parseRange: text => parseComparators(text, { id: 'docker', parse, order: compareNatural }),
});

function parse(text: string): Natural | null {
  if (!TAG.test(text)) return null;
  const lower = text.toLowerCase();
  const hash = lower.startsWith('sha-') ? lower.slice(4) : lower;
  return looksLikeCommit(hash) ? { ...wordsOnly(lower), text } : parseNatural(text);
}
