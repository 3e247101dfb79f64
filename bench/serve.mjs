// A replay of the packages mix of ecosyste.ms over Debian's index, names Zipf-distributed (s = 1) by rank, with the generator on
// the same cores. Mix, per cent of requests: package 35, versions 16, version 8, web version 7, keyword 7, dependents 6, web
// package 5, lookup 3, rest 13.
//   node bench/serve.mjs [connections=32] [seconds=20] [warm-up seconds=20]
import { load, seeded, zipf } from './load.mjs';
import { startServer, temporaryHome } from './program.mjs';
import { repeat } from './report.mjs';

const [connections = 32, seconds = 20, warmUp = 20] = process.argv.slice(2).map(Number);
const API = '/packages/api/v1';
const REGISTRY = 'debian-12';

const home = temporaryHome();
try {
  await home.command('import', 'debian-12', '--suites', 'bookworm');
  const server = await startServer(home.env);
  try {
    const origin = `http://127.0.0.1:${server.port}`;
    const get = async path => (await fetch(origin + path)).json();
    // Most used first: the rank of a package is its rank in the distribution.
    const names = [];
    for (let page = 1; ; page++) {
      const found = await get(
        `${API}/registries/${REGISTRY}/package_names?per_page=10000&page=${page}&sort=dependent_packages_count&order=desc`,
      );
      names.push(...found);
      if (found.length < 10000) break;
    }
    const versions = new Map();
    for (let page = 1; page <= 100; page++) {
      const found = await get(`${API}/registries/${REGISTRY}/packages?per_page=1000&page=${page}`);
      for (const p of found) versions.set(p.name, p.latest_release_number);
      if (found.length < 1000) break;
    }
    const keywords = (await get(`${API}/keywords?per_page=100`)).map(k => k.name);
    console.log(`${names.length} packages, ${keywords.length} keywords, ${connections} connections`);

    const random = seeded(42);
    const pick = zipf(names.length, 1, random);
    const pickKeyword = zipf(keywords.length, 1, random);
    const e = encodeURIComponent;
    const next = () => {
      const name = names[pick()];
      const path = `/registries/${REGISTRY}/packages/${e(name)}`;
      const share = random() * 100;
      if (share < 35) return API + path;
      if (share < 51) return `${API}${path}/versions`;
      if (share < 59) return `${API}${path}/versions/${e(versions.get(name))}`;
      if (share < 66) return `${path}/versions/${e(versions.get(name))}`;
      if (share < 73) return `${API}/keywords/${e(keywords[pickKeyword()])}?per_page=10`;
      if (share < 79) return `${API}${path}/dependent_packages?per_page=30`;
      if (share < 84) return path;
      if (share < 87) return `${API}/packages/lookup?purl=${e(`pkg:deb/debian/${name}`)}`;
      const rest = [
        'latest_version',
        'version_numbers',
        'related_packages',
        'dependent_package_kinds',
        'codemeta',
      ];
      return `${API}${path}/${rest[Math.floor(random() * rest.length)]}`;
    };
    const options = { host: '127.0.0.1', port: server.port, connections, next };
    await load({ ...options, seconds: warmUp });
    await repeat(
      `packages mix, ${connections} connections, ${seconds} s a run after ${warmUp} s of warm-up`,
      5,
      async () => {
        const {
          requests,
          errors,
          seconds: took,
          bytes,
          p50,
          p99,
          max,
          statuses,
        } = await load({ ...options, seconds });
        if (errors > 0) console.log(statuses);
        return {
          'requests/s': requests / took,
          'p50, ms': p50,
          'p99, ms': p99,
          'max, ms': max,
          errors,
          'MB/s': bytes / took / 1e6,
        };
      },
    );
  } finally {
    await server.stop();
  }
} finally {
  home.remove();
}
