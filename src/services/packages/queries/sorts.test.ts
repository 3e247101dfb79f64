import { describe, expect, it } from 'vitest';
import { InputError } from '../../../core/errors.ts';
import { orderBy, sortsOf } from './sorts.ts';

const problem = (sort: string, order: string | undefined, short: boolean) => {
  try {
    sortsOf(sort, order, 'name', short);
  } catch (error) {
    if (error instanceof InputError)
      return { status: error.status, field: error.field, message: error.message };
  }
  return null;
};

const order = (sort: string, direction: string | undefined, short = false, oneRegistry = true) =>
  orderBy(sortsOf(sort, direction, 'name', short), 'p.id', oneRegistry);

describe('sorts', () => {
  it.each([
    'downloads',
    'dependent_packages_count',
    'dependent_repos_count',
    'stargazers_count',
    'forks_count',
  ])('%s only descends', sort => {
    for (const short of [true, false]) {
      expect(problem(sort, 'asc', short)).toEqual({
        status: 422,
        field: 'sort',
        message: `${sort} only supports descending order`,
      });
      expect(problem(sort, 'desc', short)).toBeNull();
    }
  });

  it('names what it does not know and what it offers', () => {
    const { status, message } = problem('id;drop table packages', undefined, false) ?? {};
    expect(status).toBe(400);
    expect(message).toContain('"id;drop table packages" is not offered');
    expect(message).toContain('updated_at, created_at, name');
    expect(message).not.toContain('versions_count');
  });

  it('offers columns without an index to short lists only', () => {
    expect(problem('versions_count', undefined, false)?.status).toBe(400);
    expect(problem('versions_count', undefined, true)).toBeNull();
    expect(problem('latest_release_published_at', 'asc', false)?.status).toBe(422);
    expect(problem('latest_release_published_at', 'asc', true)).toBeNull();
  });

  it('takes lists with an order for each', () => {
    expect(order('created_at,name', 'asc,desc')).toBe('p.created_at asc, p.name desc');
    expect(order('updated_at', undefined)).toBe('p.updated_at desc, p.id');
    expect(problem('name', 'asc,desc', true)?.field).toBe('order');
    expect(problem('name', 'sideways', true)).toEqual({
      status: 400,
      field: 'order',
      message: 'order: asc or desc',
    });
    expect(problem('name,,name', undefined, true)?.field).toBe('sort');
    expect(problem('name,name,name,name,name', undefined, true)?.field).toBe('sort');
    // Two tables: no index has both.
    expect(problem('downloads,name', undefined, false)?.field).toBe('sort');
    expect(problem('downloads,name', undefined, true)).toBeNull();
  });

  it('breaks ties as the index that serves the order', () => {
    expect(order('created_at', 'asc')).toBe('p.created_at asc, p.id desc');
    expect(order('latest_release_published_at', undefined)).toBe('p.latest_release_at desc nulls last, p.id');
    expect(order('rank', undefined)).toBe('u.rank_average asc, p.id');
    expect(order('name', 'desc', true, true)).toBe('p.name desc');
    expect(order('name', 'asc', true, false)).toBe('p.name asc, p.id');
  });

  it('answers metrics that are not known by the nearest one, once', () => {
    expect(order('stargazers_count,forks_count,downloads', undefined)).toBe(
      'u.dependent_packages_count desc, u.downloads desc nulls last, p.id',
    );
  });
});
