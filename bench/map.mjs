// How fast registries' answers become records: each ecosystem's connector over its recorded answers from memory, again and
// again, in one thread. What is measured is reading, checking and mapping; there is no network and no database.
// Usage: node bench/map.mjs [ecosystem ...]
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { machine, median } from './report.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const room = join(root, 'src/ecosystems');
const ROUNDS = 5;
const ROUND_MS = 400;

const asked = process.argv.slice(2);
const ids = readdirSync(room).filter(
  id =>
    existsSync(join(room, id, 'fixtures/recordings.ts')) &&
    existsSync(join(room, id, 'index.ts')) &&
    (asked.length === 0 || asked.includes(id)),
);

/** Recordings are no part of the built program: they are compiled aside, beside the shared files that they name. */
function compile() {
  const folder = mkdtempSync(join(tmpdir(), 'ecosystems-map-'));
  const out = join(folder, 'program');
  mkdirSync(out);
  const sources = ids.flatMap(id => [`${room}/${id}/index.ts`, `${room}/${id}/fixtures/recordings.ts`]);
  const options =
    '--ignoreConfig --module esnext --moduleResolution bundler --target es2023 --types node --strict --skipLibCheck --noCheck';
  const tsc = [join(root, 'node_modules/typescript/bin/tsc'), ...options.split(' ')];
  execFileSync(
    process.execPath,
    [...tsc, '--rewriteRelativeImportExtensions', '--rootDir', root, '--outDir', out, ...sources],
    { stdio: 'inherit', cwd: root },
  );
  symlinkSync(join(root, 'node_modules'), join(out, 'node_modules'));
  if (existsSync(join(root, '../shared'))) symlinkSync(join(root, '../shared'), join(folder, 'shared'));
  writeFileSync(join(out, 'package.json'), '{"type":"module"}');
  cpSync(room, join(out, 'src/ecosystems'), { recursive: true, filter: path => !/\.tsx?$/.test(path) });
  return { folder, load: path => import(pathToFileURL(join(out, 'src/ecosystems', path)).href) };
}

/** One pass over everything that is recorded. @returns bytes of the answers, and records made of them. */
async function pass({ definition, connector, io, packages, refs }) {
  const before = io.bytes();
  let records = 0;
  if (definition.connector.mode === 'package') {
    for (const { registry, name } of packages) {
      const context = { io: io.doors, registry: refs.get(registry), settings: {} };
      const found = await connector.fetch(context, definition.names.normalise(name), null);
      if (found.kind === 'found') records++;
    }
  } else {
    for (const registry of new Set(packages.map(of => of.registry))) {
      const context = { io: io.doors, registry: refs.get(registry), settings: {} };
      const parts = await connector.parts(context, { suites: null });
      for await (const batch of connector.read(context, parts)) records += batch.length;
    }
  }
  return { bytes: io.bytes() - before, records };
}

/** The doors over recordings that are read once; `bytes` counts what was answered. */
async function doorsOf({ answers }, { bytesOf, recordedIo }) {
  const loaded = {};
  for (const [url, answer] of Object.entries(answers))
    loaded[url] = { ...answer, body: await bytesOf(answer) };
  const { io } = recordedIo(loaded);
  let bytes = 0;
  const counted = async request => {
    const response = await io.http.request(request);
    bytes += response.body.length;
    return response;
  };
  const stream = async request => {
    const response = await io.http.stream(request);
    const body = (async function* () {
      for await (const chunk of response.body) {
        bytes += chunk.length;
        yield chunk;
      }
    })();
    return { ...response, body };
  };
  return { doors: { ...io, http: { request: counted, stream } }, bytes: () => bytes };
}

async function measure(id, load, tools) {
  const definition = (await load(`${id}/index.js`)).default;
  const recordings = (await load(`${id}/fixtures/recordings.js`)).default;
  const connector = await definition.connector.load();
  const io = await doorsOf(recordings, tools);
  const refs = new Map(
    definition.registries.map((seed, index) => [
      seed.name,
      {
        ...seed,
        id: index + 1,
        url: (seed.url ?? 'https://registry.example').replace(/\/+$/, ''),
        ecosystem: id,
      },
    ]),
  );
  if ([...refs.values()].some(of => of.url === 'https://registry.example')) {
    const { createNpmConfig } = await load('../io/npm-config.js');
    io.doors.npm = createNpmConfig();
  }
  const work = { definition, connector, io, packages: recordings.packages, refs };
  await pass(work);
  const rounds = [];
  let once;
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    let bytes = 0;
    let records = 0;
    do {
      once = await pass(work);
      bytes += once.bytes;
      records += once.records;
    } while (performance.now() - began < ROUND_MS);
    const seconds = (performance.now() - began) / 1000;
    rounds.push({ megabytes: bytes / 1e6 / seconds, records: records / seconds });
  }
  const speeds = rounds.map(of => of.megabytes);
  return {
    kilobytes: once.bytes / 1e3,
    packages: once.records,
    megabytes: median(speeds),
    least: Math.min(...speeds),
    most: Math.max(...speeds),
    records: median(rounds.map(of => of.records)),
  };
}

const { folder, load } = compile();
try {
  const tools = await load('conformance/recordings.js');
  const shown = n => (n >= 100 ? Math.round(n).toLocaleString('en-US') : n.toFixed(1));
  console.log(`# answers to records, one thread, median of ${ROUNDS}\n${machine()}\n`);
  console.log(
    '| ecosystem | recorded kB | packages | MB/s (min to max) | packages/s |\n|---|---|---|---|---|',
  );
  const speeds = [];
  for (const id of ids) {
    try {
      const m = await measure(id, load, tools);
      speeds.push(m.megabytes);
      console.log(
        `| ${id} | ${shown(m.kilobytes)} | ${m.packages} | ${shown(m.megabytes)} (${shown(m.least)} to ${shown(m.most)}) | ${shown(m.records)} |`,
      );
    } catch (error) {
      console.log(`| ${id} | not measured: ${error.message} | | | |`);
    }
  }
  if (speeds.length > 0)
    console.log(`\nmedian of ${speeds.length} ecosystems: ${shown(median(speeds))} MB/s`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
