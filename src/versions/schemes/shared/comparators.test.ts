import { describe, expect, it } from 'vitest';
import { parseComparators } from './comparators.ts';

/** Whole numbers stand for versions. */
const syntax = {
  id: 'whole',
  parse: (text: string) => (/^\d+$/.test(text) ? Number(text) : null),
  order: (a: number, b: number) => a - b,
};

function written(range: string, more: Partial<Parameters<typeof parseComparators<number>>[1]> = {}): string {
  const { intervals } = parseComparators(range, { ...syntax, ...more });
  const parts = intervals.map(({ lower, upper }) => {
    const from = lower === null ? '(' : `${lower.inclusive ? '[' : '('}${lower.text}`;
    return `${from},${upper === null ? ')' : `${upper.text}${upper.inclusive ? ']' : ')'}`}`;
  });
  return parts.join(' ');
}

describe('ranges of comparators', () => {
  it.each([
    ['', '(,)'],
    ['  ', '(,)'],
    ['*', '(,)'],
    ['3', '[3,3]'],
    ['=3', '[3,3]'],
    ['== 3', '[3,3]'],
    ['>3', '(3,)'],
    ['>= 3', '[3,)'],
    ['<3', '(,3)'],
    ['<=3', '(,3]'],
    ['!=3', '(,3) (3,)'],
    ['>=1, <2', '[1,2)'],
    ['>=1 <2', '[1,2)'],
    ['>= 1   <   2', '[1,2)'],
    ['>=1,<2||>=3', '[1,2) [3,)'],
    ['1 || 2', '[1,1] [2,2]'],
    ['2 || 1 || 2', '[1,1] [2,2]'],
    ['>=1, !=2, !=3', '[1,2) (2,3) (3,)'],
    ['>=1, *', '[1,)'],
    ['* || 3', '(,)'],
    ['<3 || >=3', '(,)'],
    ['>5, <3', ''],
    ['1, 2', ''],
  ])('reads "%s" as %s', (range, expected) => {
    expect(written(range)).toBe(expected);
  });

  it.each([
    '>',
    '>=',
    '1 ||',
    '|| 1',
    '1 || || 2',
    '1,',
    ',1',
    '1,,2',
    '1 | 2',
    '> > 1',
    '>=>1',
    '=<1',
    '!1',
    'x',
    '><',
  ])('refuses "%s"', range => {
    expect(() => written(range)).toThrow(expect.objectContaining({ field: 'range', status: 422 }));
  });

  it('asks the scheme for its own terms and spelling', () => {
    const interval = { lower: null, upper: { version: 7, text: '7', inclusive: true } };
    const term = (text: string) => (text === '~>5' ? [interval] : null);
    expect(written('~> 5, > 2', { term, termOperators: ['~>'] })).toBe('(2,7]');
    expect(written('>2', { write: text => `0${text}` })).toBe('(02,)');
  });

  it('reads thousands of terms', () => {
    const holes = Array.from({ length: 4_000 }, (_, i) => `!=${i}`).join(',');
    // All whole numbers up to 3999 are out, and what may lie between them stays.
    expect(parseComparators(`>=10,${holes}`, syntax).intervals).toHaveLength(3_990);
    expect(parseComparators(holes, syntax).intervals).toHaveLength(4_001);
  });
});
