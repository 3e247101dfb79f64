/** What belongs together across registries, over a small real index. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { record, version } from '../../../test/records.ts';
import { createClient } from '../../../test/request-context.ts';
import { repackaging } from '../../ecosystems/families/debian-repository/repackaging.ts';
import { createWorld, type World } from '../packages/fixtures/world.ts';
import { routes } from './routes.ts';

let world: World;
let client: ReturnType<typeof createClient>;

const relatives = async (purl: string) => {
  const { status, body } = await client.get(`/relatives?purl=${encodeURIComponent(purl)}`);
  expect(status).toBe(200);
  return (
    body as { relatives: { relation: string; evidence: string[]; package: { purl: string } }[] }
  ).relatives.map(({ relation, evidence, package: { purl: other } }) => ({
    relation,
    evidence,
    purl: other,
  }));
};

beforeAll(async () => {
  world = await createWorld();
  for (const { definition } of world.directory.ofEcosystem('debian')) definition.repackaging = repackaging;
  client = createClient(routes, world);
  const one = [version('1.0.0')];
  await world.write('pypi.org', [
    record('requests', { repositoryUrl: 'https://github.com/psf/requests', versions: one }),
    record('six', { versions: one }),
  ]);
  await world.write('npmjs.org', [
    record('@babel/core', { homepage: 'https://babel.example/', versions: one }),
    record('requests-js', { repositoryUrl: 'https://github.com/PSF/requests', versions: one }),
  ]);
  await world.write('debian-12', [
    record('python3-requests', { homepage: 'https://github.com/psf/requests', versions: one }),
    record('python3-six', { homepage: 'https://pypi.org/project/six/', versions: one }),
    record('node-babel-core', { homepage: 'http://www.babel.example', versions: one }),
    record('curl', { homepage: 'https://curl.example/', versions: one }),
  ]);
});
afterAll(() => world.end());

describe('relatives', () => {
  test('of a distribution are what it repackages, with the evidence', async () => {
    expect(await relatives('pkg:deb/debian/python3-requests')).toEqual([
      {
        relation: 'repackages',
        purl: 'pkg:pypi/requests',
        evidence: [
          'its homepage is the repository of requests',
          'python3-requests is what Debian calls requests',
        ],
      },
    ]);
    expect(await relatives('pkg:deb/debian/python3-six')).toEqual([
      {
        relation: 'repackages',
        purl: 'pkg:pypi/six',
        evidence: ['its homepage is the page of six at pypi.org', 'python3-six is what Debian calls six'],
      },
    ]);
    expect(await relatives('pkg:deb/debian/node-babel-core')).toEqual([
      {
        relation: 'repackages',
        purl: 'pkg:npm/%40babel/core',
        evidence: ['both name one homepage', 'node-babel-core is what Debian calls @babel/core'],
      },
    ]);
  });

  test('of an upstream package are its repackages, then those of its repository', async () => {
    expect(await relatives('pkg:pypi/requests')).toEqual([
      {
        relation: 'repackaged-as',
        purl: 'pkg:deb/debian/python3-requests?distro=debian-12',
        evidence: [
          'its homepage is the repository of requests',
          'python3-requests is what Debian calls requests',
        ],
      },
      { relation: 'same-repository', purl: 'pkg:npm/requests-js', evidence: ['both name one repository'] },
    ]);
  });

  test('are none where nothing speaks for any', async () => {
    expect(await relatives('pkg:deb/debian/curl')).toEqual([]);
  });

  test.each([
    ['/relatives', 400, 'purl'],
    ['/relatives?purl=nonsense', 422, 'purl'],
    ['/relatives?purl=pkg:pypi/unheard-of', 404, undefined],
  ])('%s is %i', async (url, status, parameter) => {
    expect(await client.get(url)).toMatchObject({ status, ...(parameter ? { body: { parameter } } : {}) });
  });
});
