/**
 * Ranges that a registry's files are compressed with, the headings of Deps.toml and Compat.toml: `0.3`, `0.3.1-0.7`,
 * `1.2-1`, `*`. A bound counts as far as it is written: `0.3.1-0.7` ends with the last 0.7.x
 * (https://pkgdocs.julialang.org/v1/registries/).
 */
export interface CompressedRange {
  lower: readonly number[];
  upper: readonly number[];
}

export type VersionNumbers = readonly [major: number, minor: number, patch: number];

const BOUND = /^\d{1,15}(?:\.\d{1,15}){0,2}$/;
const NUMBERS = /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})(?![\d.])/;

/** Null for what is no range. */
export function parseRange(text: string): CompressedRange | null {
  const trimmed = text.length > 200 ? '' : text.trim();
  if (trimmed === '*') return { lower: [], upper: [] };
  const dash = trimmed.indexOf('-');
  const lower = boundOf(dash === -1 ? trimmed : trimmed.slice(0, dash));
  const upper = dash === -1 ? lower : boundOf(trimmed.slice(dash + 1));
  return lower === null || upper === null ? null : { lower, upper };
}

/** Of a version as the registry writes it: `1.2.3`, whatever comes behind; null for what has not three numbers. */
export function numbersOf(version: string): VersionNumbers | null {
  const [, major, minor, patch] = NUMBERS.exec(version) ?? [];
  return patch === undefined ? null : [Number(major), Number(minor), Number(patch)];
}

export function isWithin(numbers: VersionNumbers, { lower, upper }: CompressedRange): boolean {
  return compare(numbers, lower) >= 0 && compare(numbers, upper) <= 0;
}

function boundOf(text: string): number[] | null {
  const trimmed = text.trim();
  return BOUND.test(trimmed) ? trimmed.split('.').map(Number) : null;
}

/** As far as the bound goes. */
function compare(numbers: VersionNumbers, bound: readonly number[]): number {
  for (const [place, limit] of bound.entries()) {
    const number = numbers[place] ?? 0;
    if (number !== limit) return number - limit;
  }
  return 0;
}
