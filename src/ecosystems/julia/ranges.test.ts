/** https://pkgdocs.julialang.org/v1/registries/; `0.14-0` is from 0.14.0 to the last 0.x. */
import { expect, it } from 'vitest';
import { isWithin, numbersOf, parseRange } from './ranges.ts';

const contains = (range: string, version: string) => {
  const [parsed, numbers] = [parseRange(range), numbersOf(version)];
  return parsed !== null && numbers !== null && isWithin(numbers, parsed);
};

it.each([
  ['0.14-0', ['0.14.0', '0.15.3', '0.99.99'], ['0.13.9', '1.0.0']],
  ['1', ['1.0.0', '1.99.0', '1.2.3+4'], ['0.9.9', '2.0.0']],
  ['0.3', ['0.3.0', '0.3.12'], ['0.2.9', '0.4.0']],
  ['1.2.3', ['1.2.3', '1.2.3-rc1'], ['1.2.2', '1.2.4']],
  ['0.3.1-0.7', ['0.3.1', '0.7.0', '0.7.9'], ['0.3.0', '0.8.0']],
  ['1 - 2.1', ['1.0.0', '2.1.9'], ['2.2.0']],
  ['1.9-1.10', ['1.9.0', '1.10.5'], ['1.8.0', '1.11.0']],
  ['*', ['0.0.0', '99.0.0'], ['1.0', 'x']],
] as [string, string[], string[]][])('%j', (range, within, without) => {
  expect(within.filter(version => !contains(range, version))).toEqual([]);
  expect(without.filter(version => contains(range, version))).toEqual([]);
});

it.each(['', '-', '1-', '-1', '1.2.3.4', 'a', '1-2-3', '^1', '1..2', '1'.repeat(300)])(
  '%j is no range',
  text => {
    expect(parseRange(text)).toBeNull();
  },
);
