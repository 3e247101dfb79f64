/**
 * FreeBSD's ports: `version[_revision][,epoch]`, in the order of `pkg version -t`
 * (https://man.freebsd.org/cgi/man.cgi?query=pkg-version&sektion=8), whose rules are stated at
 * https://docs.freebsd.org/en/books/porters-handbook/makefiles/#makefile-versions and, in full, in the comments of pkg's
 * libpkg/pkg_version.c:
 *
 * - A version is blocks joined by `+`, a block is components, a component is a number, a letter and a patch level. Missing
 *   components are 0: 10 = 10.0. Everything else separates.
 * - A component that starts with a letter is older than 0, and a dot is put before `pl`, `alpha`, `beta`, `pre` and `rc`:
 *   10alpha = 10.a < 10, but 10 < 10a. `pl` is below them all. Of other words the first letter counts.
 * - The component `*` is the smallest: 2.* is below every 2.x, and VuXML uses it so.
 *
 * pkgsrc, of the same descent, orders differently: `pkgsrc.ts`.
 */
import type { Intervals } from '../intervals.ts';
import { compareNumeric, isDigit, type Numeric, numeric } from '../numeric.ts';
import { defineScheme } from '../scheme.ts';
import { leadingRelease } from './shared/leading-release.ts';
import { nextBranch, parsePattern } from './shared/package-pattern.ts';
import { compared } from './shared/relations.ts';
import { compareNumbers } from './shared/tokens.ts';

export interface FreebsdVersion {
  text: string;
  epoch: Numeric;
  /** Components as three numbers each: number (-1 for none, -2 for `*`), letter (1 to 26, 0 for none or `pl`), level. */
  blocks: readonly (readonly Numeric[])[];
  revision: Numeric;
  isStable: boolean;
}

const PARTS = /^([A-Za-z0-9*][A-Za-z0-9.+*:~]*)(?:_([0-9]+))?(?:,([0-9]+))?$/;
const NO_COMPONENTS: readonly Numeric[] = [];
/** Two letters or more that are a stage of their own, with their letter. */
const STAGES: Record<string, number> = { pl: 0, alpha: 1, beta: 2, pre: 16, rc: 18 };

export const freebsd = defineScheme<FreebsdVersion>({
  id: 'freebsd',
  aliases: ['freebsd-ports', 'ports', 'dragonfly', 'dports'],
  source: 'https://docs.freebsd.org/en/books/porters-handbook/makefiles/#makefile-versions',
  parse: parseVersion,
  order,
  print: ({ text }) => text,
  isStable: version => version.isStable,
  release: ({ text }) => leadingRelease(text),
  parseRange: text => parsePattern(text, { id: 'freebsd', order, relation, branch, commaInVersions: true }),
});

function parseVersion(text: string): FreebsdVersion | null {
  const parts = PARTS.exec(text);
  if (parts === null) return null;
  const [, version = '', revision = '0', epoch = '0'] = parts;
  const blocks = version.toLowerCase().split('+').map(readBlock);
  // Only stages in front of a release: `1.0.g20240101` is what a port calls a commit, and `pl` is a patch.
  const isStable = !blocks.some(block =>
    block.some((number, i) => i % 3 === 0 && number === -1 && [1, 2, 16, 18].includes(Number(block[i + 1]))),
  );
  return { text, epoch: numeric(epoch), blocks, revision: numeric(revision), isStable };
}

function readBlock(block: string): Numeric[] {
  const components: Numeric[] = [];
  let at = separatorsEnd(block, 0);
  while (at < block.length) {
    const digitsEnd = runEnd(block, at, isDigit);
    let number: Numeric = -1;
    if (digitsEnd > at) number = numeric(block.slice(at, digitsEnd));
    else if (block[at] === '*') {
      components.push(-2, 0, 0);
      break;
    }
    at = digitsEnd;
    const wordEnd = runEnd(block, at, isLetter);
    const word = block.slice(at, wordEnd);
    const stage = word.length > 1 && Object.hasOwn(STAGES, word) ? STAGES[word] : undefined;
    if (word === '' || (stage !== undefined && number !== -1)) components.push(number, 0, 0);
    else {
      const levelEnd = runEnd(block, wordEnd, isDigit);
      const level = levelEnd > wordEnd ? numeric(block.slice(wordEnd, levelEnd)) : -1;
      components.push(number, stage ?? block.charCodeAt(at) - 0x60, level);
      at = levelEnd;
    }
    at = separatorsEnd(block, at);
  }
  return components;
}

function separatorsEnd(text: string, start: number): number {
  return runEnd(text, start, code => !isDigit(code) && !isLetter(code) && code !== 0x2a);
}

function runEnd(text: string, start: number, isIn: (code: number) => boolean): number {
  let end = start;
  while (end < text.length && isIn(text.charCodeAt(end))) end++;
  return end;
}

/** In lower case. */
function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

function order(a: FreebsdVersion, b: FreebsdVersion): number {
  const epochs = compareNumeric(a.epoch, b.epoch);
  if (epochs !== 0) return epochs;
  const length = Math.max(a.blocks.length, b.blocks.length);
  for (let i = 0; i < length; i++) {
    const blocks = compareNumbers(a.blocks[i] ?? NO_COMPONENTS, b.blocks[i] ?? NO_COMPONENTS);
    if (blocks !== 0) return blocks;
  }
  return compareNumeric(a.revision, b.revision);
}

function relation(operator: string, text: string): Intervals<FreebsdVersion> | null {
  const version = parseVersion(text);
  return version === null ? null : compared(operator, version, text);
}

/** From `1.2.*` to `1.3.*`: the smallest components, of their branch. */
function branch(text: string): Intervals<FreebsdVersion> | null {
  const next = nextBranch(text);
  const first = parseVersion(`${text}.*`);
  const behind = next === null ? null : parseVersion(`${next}.*`);
  if (first === null || behind === null) return null;
  return [
    {
      lower: { version: first, text: `${text}.*`, inclusive: true },
      upper: { version: behind, text: `${next}.*`, inclusive: false },
    },
  ];
}
