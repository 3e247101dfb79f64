import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkerOf, closed, type Schema } from '../../../test/openapi-contract.ts';
import { type Edge, packageRecord, startEdge } from '../../api/fixtures/edge.ts';
import debian from '../../ecosystems/debian/index.ts';
import npm from '../../ecosystems/npm/index.ts';
import { setRegistryFact } from '../../store/registries.ts';
import { capabilitiesOf } from './capabilities.ts';
import { EcosystemList } from './ecosystem-schemas.ts';
import index from './index.ts';

let edge: Edge;

beforeAll(async () => {
  edge = await startEdge({ services: [{ ...index, pages: [] }] });
});
afterAll(() => edge.stop());

const read = async () => {
  const answer = await fetch(`${edge.url}/api/v1/ecosystems`);
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  return (await answer.json()) as EcosystemList;
};
const ofId = ({ ecosystems }: EcosystemList, id: string) => ecosystems.find(of => of.id === id);

test('every ecosystem with its registries, by label; what nobody read is unknown', async () => {
  const list = await read();
  const problems = checkerOf(closed(JSON.parse(JSON.stringify(EcosystemList))) as Schema);
  expect(problems(list)).toEqual([]);
  expect(list.ecosystems.map(of => [of.id, of.mode, of.registries.map(r => r.name)])).toEqual([
    ['debian', 'batch', ['debian-13', 'debian-12']],
    ['npm', 'package', ['npm', 'mirror', 'other']],
  ]);
  expect(ofId(list, 'npm')).toMatchObject({
    label: 'npm',
    purl_type: 'npm',
    dependency_kinds: ['runtime', 'development'],
    packages_count: 0,
    last_read_at: null,
    html_url: `${edge.url}/ecosystems/npm`,
  });
  // npm's feed is read every 5 minutes, an imported index is looked at every hour (reference, services.md 1).
  expect(ofId(list, 'npm')?.registries[0]).toMatchObject({
    default: true,
    polled_every_seconds: 300,
    behind: null,
  });
  expect(ofId(list, 'debian')?.registries[1]).toMatchObject({
    default: false,
    version: '12',
    polled_every_seconds: 3_600,
  });
});

test('counts and times are those of the store', async () => {
  await edge.write('mirror', packageRecord('a'), packageRecord('b'));
  const mirror = edge.directory.byName('mirror')?.registry.id ?? 0;
  await setRegistryFact(edge.database.db, mirror, 'feed', { asOf: new Date(), head: '90', position: '88' });
  const found = ofId(await read(), 'npm');
  expect(found?.packages_count).toBe(2);
  expect(Date.now() - Date.parse(found?.last_read_at ?? '')).toBeLessThan(60_000);
  expect(found?.registries[1]).toMatchObject({
    name: 'mirror',
    packages_count: 2,
    behind: 2,
    last_read_at: found?.last_read_at,
  });
});

test('what is served follows from the definition: slots, then the reasons', () => {
  const served = (slot: string, of = npm as Parameters<typeof capabilitiesOf>[0]) =>
    capabilitiesOf(of).find(capability => capability.slot === slot);
  expect(served('changes')).toEqual({ slot: 'changes', label: 'recent changes', served: true, reason: null });
  expect(served('allNames')).toMatchObject({ served: false, reason: npm.absent.allNames });
  expect(served('maintainers')).toMatchObject({ served: true, reason: null });
  expect(served('resolution')).toMatchObject({ served: true, reason: null });
  expect(served('advisories')).toMatchObject({ served: true, reason: null });
  // An index that is read as a whole holds every name, and has no feed to be at the end of.
  expect(served('allNames', debian)).toMatchObject({ served: true });
  expect(served('changes', debian)).toMatchObject({ served: false, reason: debian.absent.changes });
  expect(served('head', debian)).toBeUndefined();
  expect(served('own_thing', { ...npm, absent: { own_thing: 'Because.' } })).toEqual({
    slot: 'own_thing',
    label: 'own thing',
    served: false,
    reason: 'Because.',
  });
});
