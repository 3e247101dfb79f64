// Attests releases at their registries, live: `node bench/attest-live.mjs [npm|debian] [purl...]`. Uses the index of ECOSYSTEMS_HOME (npm
// packages are fetched as they are asked for; `bin/ecosystems import debian` first for Debian), one release after the other, and prints
// a table of what each check came to. ECOSYSTEMS_BIN names another program than bin/ecosystems. Exit code 1 when a check failed.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const bin = process.env.ECOSYSTEMS_BIN ?? fileURLToPath(new URL('../bin/ecosystems', import.meta.url));
const lists = {
  // With provenance, without, old ones without signatures, scoped ones.
  npm: `sigstore@0.4.0 sigstore@4.0.0 @sigstore/bundle@4.0.0 @sigstore/verify@3.1.1 semver@7.7.1 semver@5.0.0 is-number@7.0.0
    is-number@1.0.0 left-pad@1.3.0 inherits@2.0.4 once@1.4.0 wrappy@1.0.2 ms@2.1.3 picocolors@1.1.1 nanoid@5.1.5 undici@7.10.0
    @octokit/types@14.1.0 ini@5.0.0 isexe@3.1.1 abbrev@3.0.1`
    .split(/\s+/)
    .map(release => `pkg:npm/${release.replace(/^@/, '%40')}`),
  debian:
    `adduser base-files bash bc bzip2 coreutils curl dash diffutils file findutils gawk grep gzip hostname jq less libc6
    openssl sed`
      .split(/\s+/)
      .map(name => `pkg:deb/debian/${name}?distro=debian-12`),
};

const [which = 'npm', ...given] = process.argv.slice(2);
const purls = given.length > 0 ? given : lists[which];
if (purls === undefined) throw new Error(`no list ${which}: npm or debian`);

const tally = new Map();
let failed = 0;
for (const purl of purls) {
  const began = performance.now();
  const { stdout, stderr } = spawnSync(process.execPath, [bin, '--json', 'attest', purl], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const ms = Math.round(performance.now() - began);
  if (stdout.trim() === '') {
    console.log(`${purl}  no answer: ${stderr.trim().split('\n').at(-1)}`);
    failed += 1;
    continue;
  }
  const { verdict, artifacts, checks } = JSON.parse(stdout.split('\n')[0]);
  const size = artifacts.reduce((sum, artifact) => sum + (artifact.size ?? 0), 0);
  console.log(
    [
      purl.padEnd(58),
      `intact ${verdict.intact.answer}`.padEnd(15),
      `authentic ${verdict.authentic.answer}`.padEnd(18),
      `${size} B`.padStart(10),
      `${ms} ms`.padStart(8),
      checks.map(({ id, outcome }) => `${id}=${outcome}`).join(' '),
    ].join('  '),
  );
  for (const { id, outcome } of checks) {
    const key = `${id} ${outcome}`;
    tally.set(key, (tally.get(key) ?? 0) + 1);
    if (outcome === 'failed') failed += 1;
  }
}
console.log(`\n${purls.length} releases`);
for (const [key, count] of [...tally].sort()) console.log(`${String(count).padStart(4)}  ${key}`);
process.exit(failed > 0 ? 1 : 0);
