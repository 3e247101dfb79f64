// A universe of the packages of the registry that npm is configured for: packuments fetched by npm's own client, through npm's own
// cache, and mapped by our own map. Only what is asked for is fetched.
import { homedir } from 'node:os';
import { join } from 'node:path';
import registryFetch from 'npm-registry-fetch';
import { mapPackument } from '../dist/ecosystems/npm/map.js';
import { escapedName } from '../dist/ecosystems/npm/names.js';
import { createNpmConfig } from '../dist/io/npm-config.js';
import { npm as scheme } from '../dist/versions/schemes/npm.js';

const AT_ONCE = 6;

/**
 * @param cache npm's cache folder (`npm config get cache`).
 * @param before ISO 8601: what was published later is hidden.
 */
export function registryUniverse(cache = join(homedir(), '.npm'), before = null) {
  const config = createNpmConfig();
  const packages = new Map();
  let bytes = 0;

  async function fetchOne(name) {
    const { registry, headers } = await config.endpointFor(name);
    try {
      // Asked as npm asks, so that what npm has just fetched is taken from its cache.
      const document = await registryFetch.json(`/${escapedName(name)}`, {
        registry,
        headers: { ...headers, accept: 'application/json' },
        cache: join(cache, '_cacache'),
        preferOffline: true,
        fetchRetries: 3,
      });
      bytes += JSON.stringify(document).length;
      packages.set(name, packageOf(name, document, before));
    } catch (error) {
      if (error.statusCode !== 404) throw error;
      packages.set(name, 'missing');
    }
  }

  return {
    before,
    async load(names) {
      const wanted = [...new Set(names)].filter(name => !packages.has(name));
      const workers = Array.from({ length: AT_ONCE }, async () => {
        for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) await fetchOne(name);
      });
      await Promise.all(workers);
    },
    get: name => packages.get(name),
    size: () => packages.size,
    bytes: () => bytes,
  };
}

function packageOf(name, document, before) {
  const packument = { document, versions: document.versions ?? {}, time: document.time ?? {} };
  const mapped = mapPackument(packument, name);
  if (mapped.kind !== 'found') return 'missing';
  const { metadata, status, latestVersion, versions } = mapped.record;
  return {
    name,
    metadata,
    status,
    latest: latestVersion,
    versions: versions
      .filter(version => version.status !== 'removed')
      // npm shows what has no date, too.
      .filter(({ publishedAt }) => before === null || publishedAt === null || publishedAt <= before)
      .map(version => ({
        name,
        number: version.number,
        publishedAt: version.publishedAt,
        status: version.status,
        metadata: version.metadata,
        dependencies: version.dependencies,
      }))
      .sort((a, b) => scheme.compare(a.number, b.number)),
  };
}
