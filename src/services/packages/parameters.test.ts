import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { dateBoundsOf, momentOf, pageOf, pagingOf, textOf } from './parameters.ts';

const fieldOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return `${error.status} ${error.field}`;
    throw error;
  }
  return null;
};

describe('paging', () => {
  it('begins at page 1 with 100 rows', () => {
    expect(pagingOf({})).toEqual({ page: 1, perPage: 100, offset: 0 });
    expect(pagingOf({ page: 3, per_page: 20 })).toEqual({ page: 3, perPage: 20, offset: 40 });
  });

  it('reaches a million rows and no further', () => {
    expect(pagingOf({ page: 1000, per_page: 1000 }).offset).toBe(999_000);
    expect(fieldOf(() => pagingOf({ page: 1001, per_page: 1000 }))).toBe('400 page');
    expect(fieldOf(() => pagingOf({ page: 999_999_999_999_999, per_page: 1 }))).toBe('400 page');
  });

  it('knows by one row too many that there are more', () => {
    const paging = { page: 2, perPage: 2, offset: 2 };
    expect(pageOf(['a', 'b', 'c'], paging)).toEqual({
      rows: ['a', 'b'],
      page: { page: 2, perPage: 2, hasMore: true },
    });
    expect(pageOf(['a', 'b'], paging).page.hasMore).toBe(false);
  });
});

describe('moments', () => {
  it.each([
    ['2024-05-06', '2024-05-06T00:00:00.000Z'],
    ['2024-05-06T07:08', '2024-05-06T07:08:00.000Z'],
    ['2024-05-06T07:08:09Z', '2024-05-06T07:08:09.000Z'],
    ['2024-05-06t07:08:09.123456z', '2024-05-06T07:08:09.123Z'],
    ['2024-05-06T07:08:09+02:00', '2024-05-06T05:08:09.000Z'],
    ['2024-05-06T07:08:09-0130', '2024-05-06T08:38:09.000Z'],
    // A plus that was not encoded arrives as a space.
    ['2024-05-06 07:08:09', '2024-05-06T07:08:09.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('%s', (text, expected) => {
    expect(momentOf({ created_after: text }, 'created_after')).toBe(expected);
  });

  it.each([
    'yesterday',
    '2024',
    '2024-13-01',
    '2023-02-29',
    '2024-02-30',
    '2024-05-06T25:00:00Z',
    '0000-01-01',
    '2024-05-06T07:08:09+2',
    '2024-05-06\0',
    `2024-05-06${' '.repeat(50_000)}x`,
  ])('refuses %j', text => {
    expect(fieldOf(() => momentOf({ created_after: text }, 'created_after'))).toBe('400 created_after');
  });

  it('collects the bounds that are given', () => {
    expect(dateBoundsOf({ updated_before: '2024-01-01', published_after: '2023-01-01' })).toEqual([
      { column: 'updated_at', side: 'before', at: '2024-01-01T00:00:00.000Z' },
      { column: 'published_at', side: 'after', at: '2023-01-01T00:00:00.000Z' },
    ]);
  });
});

describe('text', () => {
  it('takes empty as absent and refuses what the database cannot hold', () => {
    expect(textOf({ prefix: '' }, 'prefix')).toBeUndefined();
    expect(textOf({ prefix: 'a' }, 'prefix')).toBe('a');
    expect(fieldOf(() => textOf({ prefix: 'a\0' }, 'prefix'))).toBe('400 prefix');
    expect(fieldOf(() => textOf({ prefix: '\ud800' }, 'prefix'))).toBe('400 prefix');
  });
});
