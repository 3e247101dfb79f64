import { Ajv } from 'ajv';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record, version } from '../../../test/records.ts';
import { createClient } from '../../../test/request-context.ts';
import { type AttestRelease, checked } from '../../ecosystems/attest.ts';
import { createWorld, type World } from '../packages/fixtures/world.ts';
import { routes } from './routes.ts';

let world: World;
let client: ReturnType<typeof createClient>;
const asked: [number, AttestRelease][] = [];

beforeAll(async () => {
  world = await createWorld();
  await world.write('npmjs.org', [
    record('thing', {
      versions: [
        version('1.0.0', { integrity: 'sha512-x', publishedAt: '2024-05-06T07:08:09.000Z' }),
        version('1.2.3'),
      ],
      latestVersion: '1.2.3',
    }),
  ]);
  const attester = {
    attest: async (id: number, release: AttestRelease) => {
      asked.push([id, release]);
      const artifact = {
        name: 'thing.tgz',
        url: 'https://npm.example/thing.tgz',
        size: 3,
        digests: { sha1: 'ab' },
      };
      const subject = { id: 'integrity', title: 'tarball', aspect: 'integrity' } as const;
      const evidence = { algorithm: 'sha1', found: null, size: 3, inclusionProof: true };
      return {
        at: new Date('2026-01-02T03:04:05.000Z'),
        artifacts: [artifact],
        checks: [checked(subject, 'failed', 'no', evidence)],
      };
    },
  };
  client = createClient(routes, world, { attester });
});
afterAll(() => world.end());

test('a release is checked and judged, in the shape of its schema', async () => {
  const { status, body } = await client.get('/attest?purl=pkg:npm/thing@1.0.0');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    purl: 'pkg:npm/thing@1.0.0',
    registry: 'npmjs.org',
    checked_at: '2026-01-02T03:04:05.000Z',
    verdict: { intact: { answer: 'no' }, authentic: { answer: 'no' } },
    artifacts: [{ name: 'thing.tgz', size: 3 }],
    checks: [{ id: 'integrity', outcome: 'failed', artifact: null }],
  });
  const [route] = routes;
  const ajv = new Ajv({ strict: false, formats: { 'date-time': true } });
  expect(ajv.validate(route?.response ?? {}, body), ajv.errorsText()).toBe(true);
  expect(asked.at(-1)).toMatchObject([
    world.registry('npmjs.org').id,
    { name: 'thing', version: '1.0.0', integrity: 'sha512-x', publishedAt: '2024-05-06T07:08:09.000Z' },
  ]);
});

test('without a version it is the latest one', async () => {
  await client.get('/attest?purl=pkg:npm/thing');
  expect(asked.at(-1)?.[1].version).toBe('1.2.3');
});

test.each([
  ['/attest', 400],
  ['/attest?purl=thing', 400],
  ['/attest?purl=pkg:npm/thing@9', 404],
  ['/attest?purl=pkg:npm/none@1', 404],
  ['/attest?purl=pkg:npm/thing&more=1', 400],
])('%s is %d', async (url, status) => {
  expect((await client.get(url)).status).toBe(status);
});
