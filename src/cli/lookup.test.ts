import { describe, expect, it } from 'vitest';
import type { PackageKnowledge } from '../reading/scan/index.ts';
import type { ApiClient } from './app.ts';
import { addAdvisories } from './lookup.ts';

const potential = {
  id: 'GHSA-aaaa-bbbb-cccc',
  title: null,
  severity: null,
  kev: false,
  upstream: 'pkg:pypi/x@1',
  first_fixed: null,
  evidence: [],
  url: 'https://index.example/a',
};

/** A server that answers so, and what it was asked. */
function server(results: object[]) {
  const asked: unknown[] = [];
  const refuse = () => Promise.reject(new Error('not asked for'));
  const client: ApiClient = {
    get: refuse,
    server: null,
    hasKey: false,
    post: (_, body) => {
      asked.push(body);
      return Promise.resolve({ status: 200, body: { results } });
    },
    close: () => Promise.resolve(),
  };
  return { client, asked };
}

const knowing = (...purls: string[]) =>
  new Map(purls.map((purl): [string, PackageKnowledge] => [purl, { purl, status: 'matched' }]));

describe('advisories of what was looked up', () => {
  it('are added, and what may affect it apart from them', async () => {
    const knowledge = knowing('pkg:deb/debian/x@1-1', 'pkg:pypi/y@1');
    const { client, asked } = server([
      { purl: 'pkg:deb/debian/x@1-1', advisories: [], potentially_affected: [potential] },
      { purl: 'pkg:pypi/y@1', advisories: [] },
    ]);
    expect(await addAdvisories(client, knowledge, true)).toBe(true);
    expect(asked).toEqual([{ purls: ['pkg:deb/debian/x@1-1', 'pkg:pypi/y@1'] }]);
    expect(knowledge.get('pkg:deb/debian/x@1-1')).toMatchObject({
      advisories: [],
      potentially_affected: [potential],
    });
    expect(knowledge.get('pkg:pypi/y@1')).toEqual({ purl: 'pkg:pypi/y@1', status: 'matched' });
  });

  it('are asked for without what is only likely where it is not wanted', async () => {
    const { client, asked } = server([]);
    await addAdvisories(client, knowing('pkg:pypi/y@1'), false);
    expect(asked).toEqual([{ purls: ['pkg:pypi/y@1'], potentially_affected: false }]);
  });
});
