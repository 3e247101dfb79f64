// Does our resolver build the tree that npm's own (`@npmcli/arborist`) builds? Random small universes full of peers, optional
// packages, aliases and conflicts are served to it by a registry on this machine, and every folder is compared. Where npm refuses
// (ERESOLVE, ETARGET), ours must say so with an error. Then the project changes its mind about what it asks for, and both start from
// the lockfile that npm made of the first tree.
//   node bench/resolve-npm-fuzz.mjs [universes] [first seed] [--overrides]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import Arborist from '@npmcli/arborist';
import { dependenciesOf } from '../dist/ecosystems/npm/dependencies.js';
import { overridesOf } from '../dist/ecosystems/npm/manifests/overrides.js';
import npm from '../dist/ecosystems/npm/resolution.js';
import { createBudget } from '../dist/resolving/budget.js';
import { memoryUniverse } from '../dist/resolving/memory-universe.js';
import { npm as scheme } from '../dist/versions/schemes/npm.js';
import { seeded } from './load.mjs';

const [COUNT = 300, FIRST = 1] = process.argv
  .slice(2)
  .filter(word => word !== '--overrides')
  .map(Number);
/** Projects override what packages ask for. */
const WITH_OVERRIDES = process.argv.includes('--overrides');
const NUMBERS = ['1.0.0', '1.1.0', '2.0.0', '2.1.0', '3.0.0'];
const RANGES = ['*', '^1.0.0', '^2.0.0', '1.0.0', '1.x || 2.x', '>=1.1.0', '^3.0.0', '~2.0.0'];

/** Milliseconds after which npm is taken to go round in circles, as it does where two packages displace each other for ever. */
const PATIENCE = 20_000;

if (!isMainThread) {
  parentPort.on('message', async ({ path, registry, lock }) => {
    const options = {
      path,
      cache: join(path, 'cache'),
      registry,
      nodeVersion: process.version,
      npmVersion: '11.0.0',
      save: true,
    };
    try {
      if (lock !== null) writeFileSync(join(path, 'package-lock.json'), JSON.stringify(lock));
      const tree = await new Arborist(options).buildIdealTree(options);
      const folders = [...tree.inventory.values()]
        .filter(node => !node.isProjectRoot && !node.inert && !node.isLink)
        .map(node => `${node.location}:${node.packageName}@${node.version}`);
      parentPort.postMessage({ folders: folders.sort(), refusal: null, lock: tree.meta.commit() });
    } catch (error) {
      parentPort.postMessage({ folders: [], refusal: error.code ?? error.message, lock: null });
    }
  });
} else await main();

async function main() {
  let packuments = new Map();
  let worker = null;
  const server = createServer((request, response) => {
    const found = packuments.get(decodeURIComponent(request.url.slice(1)));
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(found ?? { error: 'not found' }));
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const registry = `http://127.0.0.1:${server.address().port}/`;

  const fresh = tally();
  const kept = tally();
  const changed = tally();
  for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
    const { manifests, project, later } = universe(seed);
    const lock = await compare(fresh, `seed ${seed}`, manifests, project, null);
    if (lock === null) continue;
    await compare(kept, `seed ${seed}, from its lockfile`, manifests, project, lock);
    await compare(changed, `seed ${seed}, another project from the lockfile`, manifests, later, lock);
  }
  console.log(`${COUNT} universes from seed ${FIRST}`);
  for (const [what, of] of Object.entries({ 'from nothing': fresh, 'as locked': kept, changed })) {
    const { compared, wrong, refused, endless, crashed } = of;
    console.log(
      `${what}: of ${compared}, ${wrong} differ; npm refuses ${refused}, does not end in ${endless} and crashes in ${crashed}`,
    );
  }
  server.close();
  await worker?.terminate();
  process.exitCode = fresh.wrong + kept.wrong + changed.wrong > 0 ? 1 : 0;

  function tally() {
    return { compared: 0, wrong: 0, refused: 0, endless: 0, crashed: 0 };
  }

  /** Gives npm's lockfile; null where it made none. */
  async function compare(count, title, manifests, project, lock) {
    const theirs = await withArborist(manifests, project, lock);
    const ours = await withOurs(manifests, project, lock);
    count.compared++;
    if (theirs === null) {
      count.endless++;
      return null;
    }
    if (theirs.refusal?.includes(' ')) {
      count.crashed++;
      return null;
    }
    if (theirs.refusal) count.refused++;
    const isSame = theirs.refusal
      ? ours.errors.length > 0
      : theirs.folders.join() === ours.folders.join() && ours.errors.length === 0;
    if (isSame) return theirs.lock;
    count.wrong++;
    if (count.wrong > 3) return theirs.lock;
    console.log(`${title}: npm ${theirs.refusal ?? ''}`);
    console.log(JSON.stringify(project));
    for (const one of manifests) console.log(' ', JSON.stringify(one));
    if (lock)
      console.log(
        ` locked: ${lockedOf(lock)
          .map(of => `${of.location}@${of.version}`)
          .join(' ')}`,
      );
    console.log(` npm only: ${theirs.folders.filter(one => !ours.folders.includes(one)).join(' ')}`);
    console.log(
      ` ours only: ${ours.folders.filter(one => !theirs.folders.includes(one)).join(' ')} ${ours.errors.join('; ')}`,
    );
    return theirs.lock;
  }

  function lockedOf({ packages }) {
    return Object.entries(packages)
      .filter(([location, { link }]) => location !== '' && !link)
      .map(([location, { name, version }]) => ({
        name: name ?? location.slice(location.lastIndexOf('node_modules/') + 13),
        version,
        location,
      }));
  }

  function universe(seed) {
    const random = seeded(seed);
    const upTo = most => Math.floor(random() * most);
    const names = Array.from({ length: 4 + upTo(5) }, (_, at) => String.fromCharCode(97 + at));
    const numbers = new Map(names.map(name => [name, NUMBERS.filter(() => random() < 0.75)]));
    const manifests = [];
    const withPeers = seed % 3 !== 0;
    const some = (most, self) => {
      const chosen = {};
      for (let left = upTo(most + 1); left > 0; left--) {
        const name = names[upTo(names.length)];
        const range = RANGES[upTo(RANGES.length)];
        if (name !== self && scheme.maxSatisfying(numbers.get(name), range) !== null) chosen[name] = range;
      }
      return chosen;
    };
    for (const name of names)
      for (const version of numbers.get(name)) {
        const manifest = { name, version, dependencies: some(2, name) };
        if (withPeers && random() < 0.4) {
          manifest.peerDependencies = some(2, name);
          for (const peer of Object.keys(manifest.peerDependencies))
            if (random() < 0.3)
              manifest.peerDependenciesMeta = {
                ...manifest.peerDependenciesMeta,
                [peer]: { optional: true },
              };
        }
        if (random() < 0.15) manifest.optionalDependencies = some(1, name);
        if (random() < 0.05)
          for (const [target, range] of Object.entries(some(1)))
            manifest.dependencies[`k${upTo(2)}`] = `npm:${target}@${range}`;
        if (random() < 0.08) manifest.deprecated = 'old';
        manifests.push(manifest);
      }
    const project = { dependencies: some(3), devDependencies: random() < 0.2 ? some(1) : {} };
    const later = { ...project, dependencies: { ...project.dependencies, ...some(2) } };
    if (random() < 0.5) delete later.dependencies[Object.keys(later.dependencies)[0]];
    if (WITH_OVERRIDES) {
      const asked = { ...project.dependencies, ...project.devDependencies, ...later.dependencies };
      const others = names.filter(name => !Object.hasOwn(asked, name));
      project.overrides = overrides(random, upTo, names, others);
      later.overrides = random() < 0.5 ? project.overrides : overrides(random, upTo, names, others);
    }
    return { manifests, project, later };
  }

  /** Everywhere, of a range, below a package, and of a package and below it at once. @param others what the project does not ask for itself: only of such, ranges. */
  function overrides(random, upTo, names, others) {
    const chosen = {};
    const any = list => list[upTo(list.length)];
    for (let left = 1 + upTo(2); left > 0; left--) {
      const key = random() < 0.3 && others.length > 0 ? `${any(others)}@${any(RANGES)}` : any(names);
      const nested = { [any(names)]: any(RANGES) };
      if (random() < 0.3) nested['.'] = any(RANGES);
      chosen[key] = random() < 0.5 ? any(RANGES) : nested;
    }
    return chosen;
  }

  async function withArborist(manifests, project, lock) {
    packuments = new Map();
    for (const manifest of manifests) {
      const { name, version } = manifest;
      const known = packuments.get(name) ?? { name, 'dist-tags': {}, versions: {} };
      packuments.set(name, known);
      known.versions[version] = {
        ...manifest,
        dist: {
          tarball: `${registry}${name}/-/${name}-${version}.tgz`,
          integrity: integrityOf(name, version),
        },
      };
      known['dist-tags'].latest = version;
    }
    const path = mkdtempSync(join(tmpdir(), 'ecosystems-fuzz-'));
    writeFileSync(
      join(path, 'package.json'),
      JSON.stringify({ name: 'project', version: '1.0.0', ...project }),
    );
    worker ??= new Worker(new URL(import.meta.url));
    worker.postMessage({ path, registry, lock });
    const answer = await Promise.race([
      new Promise(resolve => worker.once('message', resolve)),
      new Promise(resolve => setTimeout(resolve, PATIENCE, null)),
    ]);
    if (answer === null) {
      await worker.terminate();
      worker = null;
    }
    rmSync(path, { recursive: true, force: true });
    return answer;
  }

  function integrityOf(name, version) {
    return `sha512-${Buffer.from(`${name}@${version}`.padEnd(64, '.')).toString('base64')}`;
  }

  async function withOurs(manifests, project, lock) {
    const byName = new Map();
    for (const manifest of manifests)
      byName.set(manifest.name, [...(byName.get(manifest.name) ?? []), manifest]);
    const packages = [...byName].map(([name, versions]) => ({
      name,
      metadata: { 'dist-tags': { latest: versions.at(-1).version } },
      versions: versions.map(manifest => ({
        number: manifest.version,
        metadata: manifest.deprecated ? { deprecated: manifest.deprecated } : {},
        dependencies: dependenciesOf(manifest),
      })),
    }));
    const { nodes, problems } = await npm.resolve(
      {
        roots: dependenciesOf(project),
        kinds: null,
        environment: { node: process.versions.node },
        options: {},
        prereleases: false,
        overrides: overridesOf(project, []).map(({ within = [], name, requirement }) => ({
          within,
          name,
          requirement: requirement ?? '*',
        })),
        locked: lock === null ? [] : lockedOf(lock),
      },
      memoryUniverse(packages, scheme),
      createBudget(),
    );
    return {
      folders: nodes.map(node => `${node.location}:${node.name}@${node.version}`).sort(),
      errors: problems.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    };
  }
}
