// `npm test`: lint, types, layers and tests, one after the other, saying how long each took. Each has an end.
// Arguments go to the test runner: `npm test -- src/store` runs everything but only those tests.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLimited } from './processes.mjs';

const bin = name => join('node_modules', '.bin', name);
const steps = [
  ['lint', bin('biome'), ['check', '.']],
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  ['layers', process.execPath, ['scripts/layers.mjs']],
  ['build', process.execPath, ['scripts/build.mjs', '--if-stale']],
  ['client', process.execPath, ['scripts/generate-client.mjs', '--check']],
  ['tests', bin('vitest'), ['run', ...process.argv.slice(2)]],
];
const STEP_MINUTES = 10;
const TEST_MINUTES = Number(process.env.ECOSYSTEMS_TEST_MINUTES ?? 45);
if (!(TEST_MINUTES > 0)) throw new Error('ECOSYSTEMS_TEST_MINUTES is a number above 0');

// The test runner keeps in there what it is doing.
const folder = mkdtempSync(join(tmpdir(), 'ecosystems-check-'));
const state = join(folder, 'running');
const running = () => {
  try {
    return readFileSync(state, 'utf8') || 'no test file';
  } catch {
    return 'no test file yet';
  }
};

const times = [];
let failed = false;
for (const [name, command, args] of steps) {
  const started = performance.now();
  const minutes = name === 'tests' ? TEST_MINUTES : STEP_MINUTES;
  const status = await runLimited(command, args, {
    ms: minutes * 60_000,
    env: { ...process.env, ECOSYSTEMS_TEST_STATE: state },
    onOver() {
      console.error(`\n${name} is ended after ${minutes} minutes.`);
      if (name === 'tests') console.error(`Still running:\n${running()}`);
    },
  });
  times.push(
    `${name} ${((performance.now() - started) / 1000).toFixed(1)} s${status === 0 ? '' : ' FAILED'}`,
  );
  if (status !== 0) {
    failed = true;
    break;
  }
}
rmSync(folder, { recursive: true, force: true });
console.log(times.join(' · '));
process.exit(failed ? 1 : 0);
