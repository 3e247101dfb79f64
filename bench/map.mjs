// How fast registries' answers become records. What is measured is unpacking, reading, checking and mapping, with no network
// and no database; per second of processor time, of all threads of the process, so that a busy machine changes it little.
// Registries asked by package: each ecosystem's connector over its recorded answers again and again; bytes as they are sent.
// Whole indexes: an index made of recorded entries, in the container that the registry serves; bytes as they are unpacked.
// Beside each stands its ratio to the yardstick, `JSON.parse` of a text of 100 kB measured just before it: what the machine does at
// the time changes both.
// Usage: node bench/map.mjs [ecosystem ...]             speed; whole indexes of 32 MB
//        node bench/map.mjs --memory [MB] ecosystem ... most memory of a process that reads an index of so many MB
import { execFileSync, fork } from 'node:child_process';
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { makeIndex } from './indexes.mjs';
import { machine, median } from './report.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const room = join(root, 'src/ecosystems');
const ROUNDS = 5;
const ROUND_MS = 400;
const WARM_MS = 1_500;
const INDEX_BYTES = 32e6;

/** Recordings are no part of the built program: they are compiled aside, beside the shared files that they name. */
function compile(ids, folder) {
  const out = join(folder, 'program');
  mkdirSync(out);
  const sources = ids
    .flatMap(id => [`${room}/${id}/index.ts`, `${room}/${id}/fixtures/recordings.ts`])
    .filter(existsSync);
  sources.push(join(root, 'src/io/processes.ts'), join(root, 'src/formats/fixtures/tar-writer.ts'));
  sources.push(join(room, 'conformance/recordings.ts'));
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
  for (const id of ids.filter(hasRecordings)) {
    const filter = path => !/\.tsx?$/.test(path);
    cpSync(join(room, id, 'fixtures'), join(out, 'src/ecosystems', id, 'fixtures'), {
      recursive: true,
      filter,
    });
  }
}

const hasRecordings = id => existsSync(join(room, id, 'fixtures/recordings.ts'));

const loaderOf = folder => path => import(pathToFileURL(join(folder, 'program/src/ecosystems', path)).href);

/** Everything that reading an ecosystem takes. `files` are those of a made index, by URL. */
async function openEcosystem(id, load, files) {
  const definition = (await load(`${id}/index.js`)).default;
  const connector = await definition.connector.load();
  const isRecorded = hasRecordings(id);
  const recordings = isRecorded
    ? (await load(`${id}/fixtures/recordings.js`)).default
    : { answers: {}, packages: [] };
  const io = await doorsOf(recordings, await load('conformance/recordings.js'), files);
  if (!isRecorded) io.doors.processes = (await load('../io/processes.js')).processes;
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
  if (definition.registries.some(({ url }) => url === null || url === undefined)) {
    const { createNpmConfig } = await load('../io/npm-config.js');
    io.doors.npm = createNpmConfig();
  }
  return { definition, connector, io, recordings, refs, indexes: Object.keys(files) };
}

/** The doors over recordings that are read once, and over made files; `bytes` counts what was answered. */
async function doorsOf({ answers }, { bytesOf, recordedIo }, files = {}) {
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
    if (files[request.url] !== undefined)
      return {
        ...(await io.http.request({ ...request, method: 'HEAD' })),
        body: contentOf(files[request.url]),
      };
    const { body, ...response } = await counted(request);
    return { ...response, body: chunksOf(body) };
  };
  const request = async asking => {
    if (files[asking.url] === undefined || asking.method === 'HEAD') return counted(asking);
    const pieces = [];
    for await (const piece of contentOf(files[asking.url])) pieces.push(piece);
    return { ...(await io.http.request({ ...asking, method: 'HEAD' })), body: Buffer.concat(pieces) };
  };
  return { doors: { ...io, http: { request, stream } }, bytes: () => bytes };
}

/** What the door to HTTP gives: only Brotli, a content coding, is undone there. */
function contentOf({ file, packed }) {
  const source = createReadStream(file);
  return packed === 'br' ? source.pipe(createBrotliDecompress()) : source;
}

async function* chunksOf(body) {
  for (let at = 0; at < body.length; at += 65_536) yield body.subarray(at, at + 65_536);
}

/** One pass over everything that is recorded by package. @returns how many records were made. */
async function passOverPackages({ definition, connector, io, recordings, refs }) {
  let records = 0;
  for (const { registry, name } of recordings.packages) {
    const context = { io: io.doors, registry: refs.get(registry), settings: {} };
    const found = await connector.fetch(context, definition.names.normalise(name), null);
    if (found.kind === 'found') records++;
  }
  return records;
}

/** One pass over a whole index. */
async function passOverIndex({ definition, connector, io, recordings, refs, indexes }) {
  const candidates = recordings.packages.map(of => refs.get(of.registry));
  const registry = candidates.find(({ url }) => indexes.some(each => each.startsWith(url))) ?? candidates[0];
  const context = {
    io: io.doors,
    registry:
      registry ?? refs.get(definition.registries.find(of => of.isDefault)?.name) ?? [...refs.values()][0],
    settings: {},
  };
  let records = 0;
  const parts = await connector.parts(context, { suites: null });
  for await (const batch of connector.read(context, parts)) records += batch.length;
  return { records, size: parts.reduce((sum, part) => sum + (part.size ?? 0), 0) };
}

const cpuSeconds = before => {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};

async function measurePackages(opened) {
  const { io } = opened;
  const warm = performance.now();
  do await passOverPackages(opened);
  while (performance.now() - warm < WARM_MS);
  const rounds = [];
  let once = 0;
  let records = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    const before = process.cpuUsage();
    const start = io.bytes();
    let made = 0;
    do {
      const at = io.bytes();
      records = await passOverPackages(opened);
      made += records;
      once = io.bytes() - at;
    } while (performance.now() - began < ROUND_MS);
    const seconds = cpuSeconds(before);
    rounds.push({ megabytes: (io.bytes() - start) / 1e6 / seconds, records: made / seconds });
  }
  return { bytes: once, records, rounds };
}

async function measureIndex(opened, bytes) {
  await passOverIndex(opened);
  const rounds = [];
  let pass;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    pass = await passOverIndex(opened);
    const seconds = cpuSeconds(before);
    rounds.push({ megabytes: (bytes ?? pass.size) / 1e6 / seconds, records: pass.records / seconds });
  }
  return { bytes: bytes ?? pass.size, records: pass.records, rounds };
}

const ratio = (speed, yard) => (speed / yard).toFixed(3);
const shown = n => (n >= 100 ? Math.round(n).toLocaleString('en-US') : n.toFixed(1));

function rowOf(id, what, { bytes, records, rounds }, yard) {
  const speeds = rounds.map(of => of.megabytes);
  const range = `${shown(median(speeds))} (${shown(Math.min(...speeds))} to ${shown(Math.max(...speeds))})`;
  return `| ${id} | ${what} | ${shown(bytes / 1e3)} | ${shown(records)} | ${range} | ${ratio(median(speeds), yard)} | ${shown(median(rounds.map(of => of.records)))} |`;
}

/** The made index of an ecosystem; null for one that is asked by package, undefined for one that lies on this machine. */
async function indexOf(id, folder, bytes) {
  const load = loaderOf(folder);
  const definition = (await load(`${id}/index.js`)).default;
  if (definition.connector.mode === 'package') return null;
  if (!hasRecordings(id)) return undefined;
  const { answers } = (await load(`${id}/fixtures/recordings.js`)).default;
  return makeIndex(id, { answers, bytes, folder, load });
}

/** MB/s of `JSON.parse` of a text of 100 kB: what the machine does at the time, to compare runs and machines by. */
function yardstick() {
  const text = JSON.stringify(
    Array.from({ length: 1000 }, (_, i) => ({
      name: `package-${i}`,
      versions: ['1.0.0', `1.${i}.0`],
      size: i,
    })),
  );
  return speedOf(text.length, () => JSON.parse(text));
}

/** MB/s of `once`, which reads so many bytes. */
function speedOf(bytes, once) {
  const measured = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const began = performance.now();
    const before = process.cpuUsage();
    let count = 0;
    do {
      once();
      count++;
    } while (performance.now() - began < ROUND_MS);
    // The first round is the warm-up.
    if (round > 0) measured.push((bytes * count) / 1e6 / cpuSeconds(before));
  }
  return median(measured);
}

/** Documents in other syntaxes than JSON, read alone: recorded answers are short, and asking takes longer than reading them. */
const DOCUMENTS = {
  maven: [
    'POM',
    'families/maven-repository/pom.js',
    'parsePom',
    'registries/maven/zio-aws-autoscaling_3-5.17.225.2.pom',
  ],
  actions: ['action.yml', 'actions/schema.js', 'parseAction', 'manifests/action.yml'],
  conan: ['conandata.yml', 'conan/recipe-data.js', 'parseConandata', 'registries/conan/zlib_conandata.yml'],
};

async function documentRow(id, load, yard) {
  const [what, module, name, path] = DOCUMENTS[id];
  const file = join(root, '../shared/fixtures', path);
  if (!existsSync(file))
    return `| ${id} | ${what} alone: not measured, there are no shared recordings | | | | | |`;
  const bytes = readFileSync(file);
  const read = (await load(module))[name];
  const speed = speedOf(bytes.length, () => read(bytes, what));
  return `| ${id} | ${what} alone | ${shown(bytes.length / 1e3)} | | ${shown(speed)} | ${ratio(speed, yard)} | |`;
}

async function speeds(ids, folder) {
  const load = loaderOf(folder);
  console.log(`# answers to records, per second of processor time, median of ${ROUNDS}\n${machine()}\n`);
  console.log(
    '| ecosystem | input | kB | packages | MB/s (min to max) | of the yardstick | packages/s |\n|---|---|---|---|---|---|---|',
  );
  const yards = [];
  const ratios = { package: [], batch: [] };
  const found = { package: [], batch: [] };
  for (const id of ids) {
    try {
      const files = await indexOf(id, folder, INDEX_BYTES);
      const opened = await openEcosystem(id, load, files ?? {});
      const yard = yardstick();
      yards.push(yard);
      const plain = files && Object.values(files).reduce((sum, file) => sum + file.plain, 0);
      const m = files === null ? await measurePackages(opened) : await measureIndex(opened, plain);
      const packed = files && [...new Set(Object.values(files).map(file => file.packed))].join(', ');
      const what =
        files === null ? 'recorded answers' : files === undefined ? "apt's lists" : `index, ${packed}`;
      const speed = median(m.rounds.map(of => of.megabytes));
      const mode = files === null ? 'package' : 'batch';
      found[mode].push(speed);
      ratios[mode].push(speed / yard);
      console.log(rowOf(id, what, m, yard));
      for (const { file } of Object.values(files ?? {})) rmSync(file);
      if (Object.hasOwn(DOCUMENTS, id)) console.log(await documentRow(id, load, yard));
    } catch (error) {
      console.log(`| ${id} | not measured: ${error.message} | | | | | |`);
    }
  }
  for (const [mode, what] of [
    ['package', 'asked by package'],
    ['batch', 'whole indexes'],
  ])
    if (found[mode].length > 0)
      console.log(
        `\n${what}: median of ${found[mode].length} ecosystems ${shown(median(found[mode]))} MB/s, least ${shown(Math.min(...found[mode]))}; of the yardstick ${ratio(median(ratios[mode]), 1)}, least ${ratio(Math.min(...ratios[mode]), 1)}`,
      );
  if (yards.length > 0)
    console.log(
      `\nyardstick: median ${shown(median(yards))} MB/s (${shown(Math.min(...yards))} to ${shown(Math.max(...yards))}); load ${loadavg()
        .map(of => of.toFixed(1))
        .join(', ')}`,
    );
}

/** Each index is read in a process of its own, which tells the most memory that it had. */
async function memory(ids, folder, bytes) {
  console.log(
    `# most memory while an index of ${Math.round(bytes / 1e6)} MB is read, one process each\n${machine()}\n`,
  );
  console.log(
    '| ecosystem | sent MB | unpacked MB | packages | peak RSS MiB | of which before reading |\n|---|---|---|---|---|---|',
  );
  for (const id of ids) {
    const files = await indexOf(id, folder, bytes);
    if (files === null) {
      console.log(`| ${id} | is asked by package | | | | |`);
      continue;
    }
    const child = fork(fileURLToPath(import.meta.url), ['--child', id, folder, JSON.stringify(files ?? {})]);
    const told = await new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', code => reject(new Error(`ended with ${code}`)));
    }).catch(error => ({ error: error.message }));
    const all = Object.values(files ?? {});
    const sent = all.reduce((sum, { file }) => sum + statSync(file).size, 0);
    const plain = all.reduce((sum, file) => sum + file.plain, 0);
    console.log(
      told.error === undefined
        ? `| ${id} | ${shown(sent / 1e6)} | ${shown(plain / 1e6)} | ${shown(told.records)} | ${told.peak} | ${told.idle} |`
        : `| ${id} | ${shown(sent / 1e6)} | ${shown(plain / 1e6)} | ${told.error} | | |`,
    );
    for (const { file } of all) rmSync(file);
  }
}

/** @returns most resident memory so far, in MiB. */
const peakMemory = () => Math.round(process.resourceUsage().maxRSS / 1024);

async function readOnce(id, folder, files) {
  try {
    const opened = await openEcosystem(id, loaderOf(folder), files);
    const idle = peakMemory();
    const { records } = await passOverIndex(opened);
    process.send({ records, peak: peakMemory(), idle });
  } catch (error) {
    process.send({ error: `${error.message} (at ${peakMemory()} MiB)` });
  }
  process.disconnect();
}

const args = process.argv.slice(2);
if (args[0] === '--child') await readOnce(args[1], args[2], JSON.parse(args[3]));
else {
  const isMemory = args[0] === '--memory';
  if (isMemory) args.shift();
  const size = /^\d+$/.test(args[0] ?? '') ? Number(args.shift()) * 1e6 : 300e6;
  const ids = readdirSync(room).filter(
    id =>
      existsSync(join(room, id, 'index.ts')) &&
      (hasRecordings(id) || ['debian', 'ubuntu'].includes(id)) &&
      (args.length === 0 || args.includes(id)),
  );
  const folder = mkdtempSync(join(tmpdir(), 'ecosystems-map-'));
  try {
    compile(ids, folder);
    await (isMemory ? memory(ids, folder, size) : speeds(ids, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
