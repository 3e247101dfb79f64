/**
 * Versions of Python packages, their order and their normal form:
 * https://packaging.python.org/en/latest/specifications/version-specifiers/.
 */
import { compareNumeric, compareText, type Numeric } from '../../numeric.ts';

/** A segment of a local version: a number (beyond 15 digits a bigint), or lower-case text. */
export type LocalSegment = number | bigint | string;

/** Ranks stand before their numbers, so that the order of the fields is the order of versions. */
export interface Pep440Version {
  /** As written, without white space around it: what `===` compares. */
  text: string;
  epoch: Numeric;
  /** As many numbers as were written. */
  release: readonly Numeric[];
  phase: number;
  pre: Numeric;
  postRank: number;
  post: Numeric;
  devRank: number;
  dev: Numeric;
  /** Null where there is none, which sorts below all that have one. */
  local: readonly LocalSegment[] | null;
}

/** A development release of a final release comes before its alphas; no phase is the final release. */
export const PHASE = { dev: 0, alpha: 1, beta: 2, candidate: 3, final: 4 } as const;
/** `beyond` is no version but the place after all post releases. */
export const POST = { none: 0, some: 1, beyond: 2 } as const;
export const DEV = { some: 0, none: 1 } as const;

const PHASE_LETTERS = ['', 'a', 'b', 'rc', ''] as const;

/** The order of PEP 440: epoch, release without regard to zeros at its end, phase, post, dev, local. */
export function orderVersions(a: Pep440Version, b: Pep440Version): number {
  if (a.epoch !== b.epoch) return compareNumeric(a.epoch, b.epoch);
  const length = Math.max(a.release.length, b.release.length);
  for (let i = 0; i < length; i++) {
    const left = i < a.release.length ? (a.release[i] as Numeric) : 0;
    const right = i < b.release.length ? (b.release[i] as Numeric) : 0;
    if (left !== right) return compareNumeric(left, right);
  }
  if (a.phase !== b.phase) return a.phase - b.phase;
  if (a.pre !== b.pre) return compareNumeric(a.pre, b.pre);
  if (a.postRank !== b.postRank) return a.postRank - b.postRank;
  if (a.post !== b.post) return compareNumeric(a.post, b.post);
  if (a.devRank !== b.devRank) return a.devRank - b.devRank;
  if (a.dev !== b.dev) return compareNumeric(a.dev, b.dev);
  if (a.local === b.local) return 0;
  if (a.local === null) return -1;
  return b.local === null ? 1 : orderLocals(a.local, b.local);
}

/** Numbers above text; where one is the start of the other, the longer one is greater. */
function orderLocals(a: readonly LocalSegment[], b: readonly LocalSegment[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const left = a[i] as LocalSegment;
    const right = b[i] as LocalSegment;
    if (left === right) continue;
    if (typeof left === 'string') return typeof right === 'string' ? compareText(left, right) : -1;
    if (typeof right === 'string') return 1;
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}

/** The normal form of PEP 440: `1!2.0rc1.post3.dev4+local.5`. Zeros at the end of the release stay. */
export function printVersion(version: Pep440Version): string {
  const { epoch, release, phase, pre, postRank, post, devRank, dev, local } = version;
  let text = epoch === 0 ? release.join('.') : `${epoch}!${release.join('.')}`;
  if (phase !== PHASE.dev && phase !== PHASE.final) text += `${PHASE_LETTERS[phase]}${pre}`;
  if (postRank !== POST.none) text += `.post${post}`;
  if (devRank === DEV.some) text += `.dev${dev}`;
  return local === null ? text : `${text}+${local.join('.')}`;
}

/** True for alphas, betas, candidates and development releases, also those of post releases. */
export function isPrerelease(version: Pep440Version): boolean {
  return version.phase !== PHASE.final || version.devRank === DEV.some;
}
