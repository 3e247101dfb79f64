import { expect, it } from 'vitest';
import { isDeeperThan } from './json-depth.ts';

/** The greatest limit that a text is deeper than, and one more. */
function depthOf(text: string): number {
  let depth = 0;
  while (isDeeperThan(text, depth)) depth++;
  return depth;
}

it('counts levels', () => {
  expect(['', '1', '""', '{}', '[[], {}]', '{"a": {"b": [1]}}', '[[[', ']]]['].map(depthOf)).toEqual([
    0, 0, 0, 1, 2, 3, 3, 0,
  ]);
});

it('sees no brackets in strings, whatever stands before them on the line', () => {
  expect(depthOf('["[", "]", "\\"[[", "\\\\", [1]]')).toBe(2);
  expect(depthOf('{\n  "a{": "}}}}",\n  "b": [{"c": "[\\"{"}]\n}')).toBe(3);
  expect(depthOf(`["${'{'.repeat(1000)}", [`)).toBe(2);
  // Strings longer than what is looked at before a bracket.
  const long = 'x'.repeat(1000);
  expect(depthOf(`{"${long}": "${long}[", "a": [{"b": "${long}}"}]}`)).toBe(3);
  expect(depthOf(`["${long}`)).toBe(1);
});

it('agrees with the values that texts hold, on one line and on many', () => {
  const nest = (value: unknown, times: number): unknown =>
    times === 0 ? value : nest([{ a: value, 'b"': '[{' }], times - 1);
  for (const indent of [undefined, 1])
    for (const times of [0, 1, 5, 50])
      expect(depthOf(JSON.stringify(nest('}"\\', times), null, indent))).toBe(2 * times);
});
