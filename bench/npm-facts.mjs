// Versions and dependency ranges of some dozen npm packages, asked once, one after the other, of the registry that npm is
// configured for, and kept in the folder for temporary files.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIo, userAgentOf } from '../dist/io/index.js';

const PACKAGES = `@angular/core @aws-sdk/client-s3 @babel/core @storybook/core-common @swc/core @types/node
  @typescript-eslint/parser @vue/compiler-core ajv aws-cdk axios body-parser chalk commander core-js electron esbuild eslint
  express fastify firebase firebase-tools gatsby glob jest lodash lerna mongodb next npm nuxt openai playwright-core pnpm postcss
  prettier prisma puppeteer react react-dom react-native renovate rollup rxjs semver serverless svelte terser turbo typescript
  undici vite vue wrangler webpack yargs zod`.split(/\s+/);

/** `versions` by package, and the distinct `ranges` of all their dependencies. */
export async function npmFacts() {
  const cache = join(tmpdir(), 'ecosystems-bench-npm-facts.json');
  if (existsSync(cache)) return JSON.parse(readFileSync(cache, 'utf8'));
  const io = await createIo({
    blobsFolder: join(tmpdir(), 'ecosystems-bench-blobs'),
    userAgent: userAgentOf('0.1.0', 'http://localhost'),
  });
  const versions = {};
  const ranges = new Set();
  for (const name of PACKAGES) {
    const { registry, headers } = await io.npm.endpointFor(name);
    const { status, body } = await io.http.request({
      url: `${registry}/${name.replace('/', '%2f')}`,
      headers: { ...headers, accept: 'application/vnd.npm.install-v1+json' },
      maxBytes: 128 * 1024 * 1024,
      timeoutMs: 120_000,
      accept: [404],
    });
    if (status !== 200) continue;
    const manifests = JSON.parse(body).versions;
    versions[name] = Object.keys(manifests);
    for (const manifest of Object.values(manifests)) {
      for (const range of Object.values(manifest.dependencies ?? {})) ranges.add(range);
    }
    console.error(`${name}: ${versions[name].length} versions`);
    await new Promise(resolve => setTimeout(resolve, 350));
  }
  await io.close();
  const facts = { versions, ranges: [...ranges] };
  writeFileSync(cache, JSON.stringify(facts));
  return facts;
}
