import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkerOf, closed, openContract, type Schema } from '../../../test/openapi-contract.ts';
import { createFilledWorld, SHA256_HEX, type World } from './fixtures/world.ts';
import { routes } from './routes/index.ts';

const contract = openContract('packages');
if (!contract.present)
  console.warn('packages.yaml is not beside the repository: the contract is not checked');

/** Every path of the contract with addresses to ask it. */
const NPM = '/registries/npmjs.org';
const WIDGET = `${NPM}/packages/@acme%2Fwidget`;
const CASES: Record<string, string[]> = {
  '/critical': ['/critical', '/critical?registry=debian-12&sort=name&order=desc'],
  '/critical/sole_maintainers': ['/critical/sole_maintainers'],
  '/critical/maintainers': ['/critical/maintainers', '/critical/maintainers?sort=login'],
  '/versions/lookup': [`/versions/lookup?sha256=${SHA256_HEX}`],
  '/packages/lookup': [
    '/packages/lookup?purl=pkg:npm/%2540acme/widget@1.0.0',
    '/packages/lookup?repository_url=https://github.com/acme/widgets&sort=name',
    '/packages/lookup?name=curl&ecosystem=debian',
  ],
  '/packages/critical': ['/packages/critical', '/packages/critical?funding=true'],
  '/packages/bulk_lookup': ['POST'],
  '/keywords': ['/keywords', '/keywords?page=2&per_page=1'],
  '/keywords/{keywordName}': ['/keywords/ui'],
  '/registries': ['/registries', '/registries?ecosystem=npm'],
  '/registries/{registryName}': [NPM, '/registries/Private%20Mirror', '/registries/debian-12'],
  '/registries/{registryName}/lookup': [`${NPM}/lookup?name=core-lib`],
  '/registries/{registryName}/maintainers': [`${NPM}/maintainers`, '/registries/debian-12/maintainers'],
  '/registries/{registryName}/maintainers/{MaintainerLoginOrUUID}': [
    `${NPM}/maintainers/alice`,
    '/registries/debian-12/maintainers/team@example.org',
  ],
  '/registries/{registryName}/maintainers/{MaintainerLoginOrUUID}/packages': [
    `${NPM}/maintainers/alice/packages`,
  ],
  '/registries/{registryName}/namespaces': [`${NPM}/namespaces`],
  '/registries/{registryName}/namespaces/{namespaceName}': [`${NPM}/namespaces/@acme`],
  '/registries/{registryName}/namespaces/{namespaceName}/packages': [`${NPM}/namespaces/@acme/packages`],
  '/registries/{registryName}/packages': [`${NPM}/packages`, '/registries/debian-12/packages'],
  '/registries/{registryName}/package_names': [`${NPM}/package_names`],
  '/registries/{registryName}/versions': [`${NPM}/versions`, '/registries/debian-12/versions'],
  '/registries/{registryName}/packages/{packageName}': [
    WIDGET,
    `${NPM}/packages/former`,
    `${NPM}/packages/withdrawn`,
    '/registries/debian-12/packages/curl',
    '/registries/Private%20Mirror/packages/core-lib',
  ],
  '/registries/{registryName}/packages/{packageName}/dependent_packages': [
    `${NPM}/packages/core-lib/dependent_packages`,
  ],
  '/registries/{registryName}/packages/{packageName}/codemeta': [
    `${WIDGET}/codemeta`,
    '/registries/debian-12/packages/curl/codemeta',
  ],
  '/registries/{registryName}/packages/{packageName}/dependent_package_kinds': [
    `${NPM}/packages/core-lib/dependent_package_kinds`,
  ],
  '/registries/{registryName}/packages/{packageName}/related_packages': [`${WIDGET}/related_packages`],
  '/registries/{registryName}/packages/{packageName}/latest_version': [
    `${WIDGET}/latest_version`,
    '/registries/debian-12/packages/curl/latest_version',
  ],
  '/registries/{registryName}/packages/{packageName}/version_numbers': [`${WIDGET}/version_numbers`],
  '/registries/{registryName}/packages/{packageName}/versions': [`${WIDGET}/versions`],
  '/registries/{registryName}/packages/{packageName}/versions/{versionNumber}': [
    `${WIDGET}/versions/1.10.0`,
    `${WIDGET}/versions/2.0.0-beta.1`,
  ],
  '/registries/{registryName}/packages/{packageName}/versions/{versionNumber}/codemeta': [
    `${WIDGET}/versions/1.10.0/codemeta`,
  ],
  '/dependencies': ['/dependencies', '/dependencies?ecosystem=debian'],
};

const templateOf = (path: string) => path.replaceAll('+}', '}');

describe.skipIf(!contract.present)('the contract of packages', () => {
  let world: World;
  beforeAll(async () => {
    world = await createFilledWorld();
  });
  afterAll(() => world.end());

  const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );

  it('has 32 paths, all of them asked here', () => {
    expect(operations).toHaveLength(32);
    expect(Object.keys(CASES).sort()).toEqual(operations.map(o => o.path).sort());
  });

  it.each(operations)('$method $path takes every parameter', ({ path, method, operation }) => {
    const route = routes.find(r => r.method === method && templateOf(r.path) === path);
    expect(route).toBeDefined();
    const names = (operation.parameters ?? []).filter(p => p.in === 'query').map(p => p.name);
    expect(Object.keys(route?.query?.properties ?? {})).toEqual(expect.arrayContaining(names));
  });

  it.each(operations)('$method $path answers as the contract says', async ({ path, method, operation }) => {
    const problems = checkerOf(contract.answerOf(operation));
    for (const url of CASES[path] ?? []) {
      const answer =
        method === 'POST'
          ? await world.client.post(path, { purls: ['pkg:npm/core-lib', 'pkg:deb/debian/curl'] })
          : await world.client.get(url);
      expect(answer.status, url).toBe(200);
      expect(problems(answer.body), url).toEqual([]);
      // A list without rows would prove nothing.
      if (Array.isArray(answer.body)) expect(answer.body.length, url).toBeGreaterThan(0);
      expect(templateOf(answer.route?.path ?? '')).toBe(path);

      const own = checkerOf(closed(JSON.parse(JSON.stringify(answer.route?.response))) as Schema);
      expect(own(answer.body), url).toEqual([]);
    }
  });
});
