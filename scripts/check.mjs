// `npm test`: lint, types, layers and tests, one after the other, saying how long each took.
// Arguments go to the test runner: `npm test -- src/store` runs everything but only those tests.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const bin = name => join('node_modules', '.bin', name);
const steps = [
  ['lint', bin('biome'), ['check', '.']],
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  ['layers', process.execPath, ['scripts/layers.mjs']],
  ['build', process.execPath, ['scripts/build.mjs', '--if-stale']],
  ['client', process.execPath, ['scripts/generate-client.mjs', '--check']],
  ['tests', bin('vitest'), ['run', ...process.argv.slice(2)]],
];

const times = [];
let failed = false;
for (const [name, command, args] of steps) {
  const started = performance.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  times.push(
    `${name} ${((performance.now() - started) / 1000).toFixed(1)} s${status === 0 ? '' : ' FAILED'}`,
  );
  if (status !== 0) {
    failed = true;
    break;
  }
}
console.log(times.join(' · '));
process.exit(failed ? 1 : 0);
