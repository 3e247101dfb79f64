import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createFilledWorld, SHA256_HEX, type World } from './fixtures/world.ts';
import { routes } from './routes/index.ts';

const FILE = fileURLToPath(new URL('../../../../shared/openapi/packages.yaml', import.meta.url));
const present = existsSync(FILE);
if (!present) console.warn('packages.yaml is not beside the repository: the contract is not checked');

type Schema = { [key: string]: unknown };
interface Operation {
  parameters?: { name: string; in: string }[];
  responses: Record<string, { content?: { 'application/json': { schema: Schema } } }>;
}
interface Contract {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const contract: Contract = present
  ? parse(readFileSync(FILE, 'utf8'))
  : { paths: {}, components: { schemas: {} } };

/** OpenAPI 3.0 to JSON Schema: references filled in, `nullable` as a type. */
function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJsonSchema);
  if (value === null || typeof value !== 'object') return value;
  const schema = value as Schema;
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) as string;
    return toJsonSchema(contract.components.schemas[name]);
  }
  const { nullable, example: _example, ...rest } = schema;
  const mapped = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, toJsonSchema(item)]));
  if (nullable !== true) return mapped;
  return 'type' in mapped
    ? { ...mapped, type: [mapped.type, 'null'] }
    : { anyOf: [mapped, { type: 'null' }] };
}

/** Our own schema with no room for fields that it does not name. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (value === null || typeof value !== 'object') return value;
  const mapped = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, closed(item)]));
  return 'properties' in mapped && !('additionalProperties' in mapped)
    ? { ...mapped, additionalProperties: false }
    : mapped;
}

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);

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

describe.skipIf(!present)('the contract of packages', () => {
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
    const success = operation.responses['200']?.content?.['application/json'].schema;
    const check = ajv.compile(toJsonSchema(success) as Schema);
    for (const url of CASES[path] ?? []) {
      const answer =
        method === 'POST'
          ? await world.client.post(path, { purls: ['pkg:npm/core-lib', 'pkg:deb/debian/curl'] })
          : await world.client.get(url);
      expect(answer.status, url).toBe(200);
      check(answer.body);
      expect(check.errors ?? [], url).toEqual([]);
      // A list without rows would prove nothing.
      if (Array.isArray(answer.body)) expect(answer.body.length, url).toBeGreaterThan(0);
      expect(templateOf(answer.route?.path ?? '')).toBe(path);

      const own = ajv.compile(closed(JSON.parse(JSON.stringify(answer.route?.response))) as Schema);
      own(answer.body);
      expect(own.errors ?? [], url).toEqual([]);
    }
  });
});
