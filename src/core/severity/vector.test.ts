/** What is no vector: https://www.first.org/cvss/v4.0/specification-document (7), v3.1 (6), v2/guide (2.4). */
import { describe, expect, test } from 'vitest';
import { InputError } from '../errors.ts';
import { MAX_VECTOR_LENGTH, parseCvss } from './index.ts';
import { VECTOR_FORMS } from './metrics.ts';

const v2 = 'AV:N/AC:L/Au:N/C:P/I:P/A:P';
const v3 = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
const v4 = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N';

test('a vector gives its metrics', () => {
  expect(parseCvss(v2)).toEqual({
    version: '2.0',
    metrics: { AV: 'N', AC: 'L', Au: 'N', C: 'P', I: 'P', A: 'P' },
    vector: v2,
  });
  expect(parseCvss(`(${v2})`)).toMatchObject({ version: '2.0', vector: v2 });
  expect(parseCvss(v4)).toMatchObject({ version: '4.0', vector: v4 });
});

test('CVSS 3 takes any order, and gives its own', () => {
  expect(parseCvss('CVSS:3.0/S:U/UI:N/PR:N/AC:L/AV:N/A:H/I:H/C:H/RC:X')).toMatchObject({
    version: '3.0',
    vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/RC:X',
  });
});

describe('refused', () => {
  test.each([
    ['', 'begins neither'],
    ['CVSS', 'begins neither'],
    ['cvss:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'begins neither'],
    ['CVSS:3.2/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'its version'],
    ['CVSS:2.0/AV:N/AC:L/Au:N/C:P/I:P/A:P', 'its version'],
    ['CVSS:3.1/', '"" is none'],
    [`${v3}/`, '"" is none'],
    [`${v3}/X:X`, '"X" is none'],
    [`${v3}/E`, 'the metric E is one of'],
    [`${v3}/E:Z`, 'not "Z"'],
    [`${v3}/E:p`, 'not "p"'],
    [`${v3}/E:P:P`, 'not "P:P"'],
    [`${v3}/AV:N`, 'AV occurs twice'],
    [`${v3} `, 'not "H "'],
    [`(${v3})`, 'begins neither'],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H', 'the base metric A is missing'],
    [`${v4}/E:A/S:P/AU:Y/CR:H`, 'CR stands too late'],
    ['CVSS:4.0/AC:L/AV:N/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 'AV stands too late'],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:S/SA:N', 'the metric SI'],
    ['AV:N/AC:L/Au:N/C:P/I:P', 'the base metric A is missing'],
    ['AV:N/Au:N/AC:L/C:P/I:P/A:P', 'AC stands too late'],
    [`(${v2}`, '"(AV" is none'],
    ['__proto__', 'begins neither'],
    [`${v3}/__proto__:X`, '"__proto__" is none'],
  ])('%j: %s', (vector, why) => {
    let error: unknown;
    try {
      parseCvss(vector);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({ field: 'vector', status: 422 });
    expect((error as InputError).message).toContain(why);
  });

  test('the longest vectors fit, and nothing longer is read', () => {
    for (const { prefix, metrics } of Object.values(VECTOR_FORMS)) {
      const longest = [...metrics].map(([name, values]) => {
        const value = values.reduce((a, b) => (b.length > a.length ? b : a));
        return `${name}:${value}`;
      });
      const vector = prefix + longest.join('/');
      expect(parseCvss(vector).vector).toBe(vector);
    }
    expect(() => parseCvss(`${v3}/${'E:P/'.repeat(100_000)}`)).toThrow(`longer than ${MAX_VECTOR_LENGTH}`);
  });
});
