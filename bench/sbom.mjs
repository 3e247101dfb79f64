// How fast SBOMs are read and converted in parts, and how much memory that takes: `node bench/sbom.mjs [MB]`, 200 by default.
// The document is made while it is read; making it alone is timed as well. Each job runs in a process of its own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { convertSbomStream, streamDependencies } from '../dist/reading/sbom/index.js';

const [megabytes = '200', job] = process.argv.slice(2);
const SIZE = Number(megabytes) * 1e6;
const FILLER = 'A description of some length, as real ones have. '.repeat(8);

async function* document(count) {
  yield Buffer.from('{"bomFormat":"CycloneDX","specVersion":"1.5","version":1,"components":[');
  let written = 0;
  let n = 0;
  while (written < SIZE) {
    let piece = '';
    for (let i = 0; i < 100; i++, n++) {
      const component = {
        type: 'library',
        'bom-ref': `c${n}`,
        name: `package-${n}`,
        version: `1.${n}.0`,
        purl: `pkg:npm/package-${n}@1.${n}.0`,
        description: FILLER,
        hashes: [{ alg: 'SHA-256', content: n.toString(16).padStart(64, '0') }],
        licenses: [{ license: { id: 'MIT' } }],
        externalReferences: [{ type: 'vcs', url: `https://example.com/package-${n}.git` }],
      };
      piece += `${n === 0 ? '' : ','}${JSON.stringify(component)}`;
    }
    written += piece.length;
    count?.(piece.length);
    yield Buffer.from(piece);
  }
  yield Buffer.from(`],"dependencies":[{"ref":"c0","dependsOn":["c1"]}]}`);
}

const jobs = {
  async made() {
    for await (const _ of document());
  },
  async dependencies() {
    const { dependencies } = await streamDependencies(document());
    return `${dependencies.length} packages`;
  },
  async 'to SPDX'() {
    let bytes = 0;
    for await (const piece of convertSbomStream(document(), { notation: 'spdx-json' }).text)
      bytes += piece.length;
    return `${Math.round(bytes / 1e6)} MB written`;
  },
};

if (job === undefined) {
  for (const name of Object.keys(jobs))
    spawnSync(process.execPath, [fileURLToPath(import.meta.url), megabytes, name], { stdio: 'inherit' });
} else {
  const started = process.hrtime.bigint();
  const note = (await jobs[job]()) ?? '';
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const cpu = process.cpuUsage();
  const cpuSeconds = (cpu.user + cpu.system) / 1e6;
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${job}: ${(SIZE / 1e6 / seconds).toFixed(1)} MB/s (${(SIZE / 1e6 / cpuSeconds).toFixed(1)} MB per second of processor), peak ${peak} MiB ${note}`,
  );
}
