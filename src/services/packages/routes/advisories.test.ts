/** Advisories in the answers about packages and versions. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkerOf, closed, openContract, type Schema } from '../../../../test/openapi-contract.ts';
import { advisory, affects } from '../../../advisories/fixtures/records.ts';
import type { RangeEvent } from '../../../core/advisories.ts';
import { writeAdvisories } from '../../../store/advisories.ts';
import { createFilledWorld, type World } from '../fixtures/world.ts';

const WIDGET = '/registries/npmjs.org/packages/@acme%2Fwidget';
const HOSTILE = '<script>alert(1)</script>';

const events = (of: RangeEvent[]) => ({
  ranges: [{ type: 'ECOSYSTEM' as const, repo: null, events: of }],
});

/** Of widget's versions, 1.9.0 is affected by the first two, 1.10.0 and 2.0.0-beta.1 by the second alone. */
const RECORDS = [
  advisory('ghsa', 'GHSA-2222-3333-4444', {
    title: HOSTILE,
    details: HOSTILE,
    publishedAt: '2024-02-01T00:00:00.000Z',
    severities: [{ type: 'CVSS_V3', value: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
    affected: [affects('npm', '@acme/widget', events([{ introduced: '0' }, { fixed: '1.10.0' }]))],
  }),
  advisory('ghsa', 'GHSA-5555-6666-7777', {
    publishedAt: '2024-01-01T00:00:00.000Z',
    affected: [affects('npm', '@acme/widget', events([{ introduced: '1.5.0' }]))],
  }),
  advisory('ghsa', 'GHSA-8888-9999-cccc', {
    publishedAt: '2024-03-01T00:00:00.000Z',
    withdrawnAt: '2024-05-01T00:00:00.000Z',
    affected: [affects('npm', '@acme/widget', events([{ introduced: '0' }]))],
  }),
  advisory('debian', 'CVE-2023-0001', {
    affected: [
      affects('debian', 'curl', { ...events([{ introduced: '0' }, { fixed: '7.88.1-11' }]), release: '12' }),
      affects('debian', 'curl', { ...events([{ introduced: '0' }, { fixed: '7.74.0-1' }]), release: '11' }),
    ],
  }),
];

describe('advisories of packages', () => {
  let world: World;
  beforeAll(async () => {
    world = await createFilledWorld();
    const writes = RECORDS.map(record => ({ record, path: `${record.id}.json` }));
    await writeAdvisories(world.db, 'test', { writes }, { normalise: (_, name) => name });
  });
  afterAll(() => world.end());

  it('are in the answer, those that stand first and the newest of them', async () => {
    const { body, tags } = (await world.client.get(WIDGET)) as { body: Answer; tags: string[] };
    expect(body.advisories.map(of => of.uuid)).toEqual([
      'GHSA-2222-3333-4444',
      'GHSA-5555-6666-7777',
      'GHSA-8888-9999-cccc',
    ]);
    expect(body.advisories[0]).toMatchObject({
      title: HOSTILE,
      description: HOSTILE,
      origin: 'GHSA',
      severity: 'critical',
      cvss_score: expect.closeTo(9.8, 5),
      withdrawn_at: null,
      packages: [
        {
          ecosystem: 'npm',
          package_name: '@acme/widget',
          versions: [{ vulnerable_version_range: '< 1.10.0', first_patched_version: '1.10.0' }],
        },
      ],
    });
    expect(body.advisories[1]).toMatchObject({ severity: null, cvss_score: null });
    expect(body.advisories[2]?.withdrawn_at).toBe('2024-05-01T00:00:00.000Z');
    expect(body.knowledge?.advisories).toEqual({ state: 'known', source: 'index' });
    expect(tags).toEqual([`package:${body.id}`]);
  });

  it('are none that is known, or nothing known, by ecosystem', async () => {
    const none = (await world.client.get('/registries/npmjs.org/packages/helper')).body as Answer;
    expect([none.advisories, none.knowledge?.advisories?.state]).toEqual([[], 'known']);
    const unknown = (await world.client.get('/registries/pypi.org/packages/requests')).body as Answer;
    expect([unknown.advisories, unknown.knowledge?.advisories?.state]).toEqual([[], 'unknown']);
  });

  it('are in lists as in single answers, by one statement', async () => {
    let statements = 0;
    const { db } = world;
    const counting = {
      query: (...args: Parameters<typeof db.query>) => {
        const [statement] = args;
        if (
          typeof statement === 'object' &&
          'name' in statement &&
          statement.name === 'full-advisories-of-packages'
        )
          statements++;
        return db.query(...args);
      },
    } as typeof db;
    const client = world.clientOf(counting);
    const list = (await client.get('/registries/npmjs.org/packages')).body as Answer[];
    expect(statements).toBe(1);
    const one = (await world.client.get(WIDGET)).body as Answer;
    expect(list.find(of => of.name === '@acme/widget')?.advisories).toEqual(one.advisories);
    const lookup = (await world.client.get('/packages/lookup?purl=pkg:npm/%2540acme/widget'))
      .body as Answer[];
    expect(lookup[0]?.advisories).toEqual(one.advisories);
  });

  it('are what the contract says', async () => {
    const contract = openContract('packages');
    const answer = await world.client.get(WIDGET);
    const own = checkerOf(closed(JSON.parse(JSON.stringify(answer.route?.response))) as Schema);
    expect(own(answer.body)).toEqual([]);
    if (!contract.present) {
      console.warn('packages.yaml is not beside the repository: the contract is not checked');
      return;
    }
    const path = '/registries/{registryName}/packages/{packageName}';
    const operation = contract.paths[path]?.get as Parameters<typeof contract.answerOf>[0];
    expect(checkerOf(contract.answerOf(operation))(answer.body)).toEqual([]);
  });

  it('say of a version whether it is affected, why, and what fixes it', async () => {
    const ask = async (version: string) => {
      const answer = await world.client.get(`${WIDGET}/versions/${version}/advisories`);
      const own = checkerOf(closed(JSON.parse(JSON.stringify(answer.route?.response))) as Schema);
      expect([answer.status, own(answer.body)]).toEqual([200, []]);
      return answer.body as { uuid: string; verdict: string }[];
    };
    const [first, second, third] = await ask('1.9.0');
    expect(first).toEqual({
      uuid: 'GHSA-2222-3333-4444',
      severity: 'critical',
      title: HOSTILE,
      verdict: 'affected',
      because: {
        kind: 'range',
        text: '< 1.10.0',
        range: { type: 'ECOSYSTEM', repo: null, events: [{ introduced: '0' }, { fixed: '1.10.0' }] },
      },
      fixed: { nearest: '1.10.0', smallest: '1.10.0' },
      api_url: 'https://www.example.org/advisories/api/v1/advisories/GHSA-2222-3333-4444',
      withdrawn_at: null,
    });
    expect(second).toMatchObject({ verdict: 'affected', fixed: { nearest: null, smallest: null } });
    expect(third).toMatchObject({ withdrawn_at: '2024-05-01T00:00:00.000Z' });
    expect((await ask('1.10.0')).map(of => of.verdict)).toEqual(['not-affected', 'affected', 'affected']);
    expect((await ask('2.0.0-beta.1'))[0]).toMatchObject({
      verdict: 'not-affected',
      because: { kind: 'fixed', version: '1.10.0' },
    });
    expect((await world.client.get(`${WIDGET}/versions/9.9.9/advisories`)).status).toBe(404);
  });

  it('are those of the release of a distribution', async () => {
    const ask = async (registry: string, version: string) =>
      (await world.client.get(`/registries/${registry}/packages/curl/versions/${version}/advisories`)).body;
    expect(await ask('debian-12', '7.88.1-10')).toMatchObject([
      { verdict: 'affected', fixed: { nearest: '7.88.1-11' } },
    ]);
    expect(await ask('debian-11', '7.74.0-1')).toMatchObject([{ verdict: 'not-affected' }]);
  });
});

interface Answer {
  id: number;
  name: string;
  advisories: { uuid: string; withdrawn_at: string | null }[];
  knowledge?: Record<string, { state: string }>;
}
