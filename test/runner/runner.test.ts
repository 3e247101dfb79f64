/** A run of files that never end by themselves, in each way that there is: it ends, and says of each what it was doing. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { descendants, endTree, runLimited } from '../../scripts/processes.mjs';
import { LONGEST } from './order.ts';
import { createRunning } from './running.ts';

const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
const config = join(import.meta.dirname, 'fixtures/vitest.config.ts');
/** Nothing of the run that this is a part of. */
const { PATH = '', HOME = '' } = process.env;

describe('a run of files that hang', () => {
  let folder: string;
  let code: number;
  let output: string;
  let state: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'runner-'));
    const stateFile = join(folder, 'state');
    [code, output] = await new Promise<[number, string]>(resolve => {
      execFile(
        process.execPath,
        [vitest, 'run', '--config', config],
        { env: { PATH, HOME, CI: 'true', NO_COLOR: '1', STATE_FILE: stateFile }, timeout: 100_000 },
        (error, stdout, stderr) => resolve([error ? Number(error.code) : 0, stdout + stderr]),
      ).stdin?.end();
    });
    state = await readFile(stateFile, 'utf8');
  }, 110_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** What is said at the end of a file. */
  const ended = (file: string) => {
    const found = output.split(/a test file may run for 9 s, and is ended:\n/).slice(1);
    return found.find(text => text.startsWith(`test/runner/fixtures/${file}.case.ts`)) ?? '';
  };

  test('fails, and the files that do not hang are run all the same', () => {
    expect(code).toBe(1);
    expect(output).toContain('✓ good.case.ts');
    expect(output).toMatch(/Test Files +1 passed \(5\)/);
    expect(output).toMatch(/Errors +4 errors/);
  });

  test.each(['loop', 'program', 'waits', 'loading'])('says while %s.case.ts runs that it does', file => {
    expect(output).toMatch(
      new RegExp(`still running:\n(?:  .*\n)*  test/runner/fixtures/${file}\\.case\\.ts for \\d s: `),
    );
  });

  test('says of a loop which test and line it is in', () => {
    expect(ended('loop')).toMatch(/^in a loop > never lets go\nat .*loop\.case\.ts:\d+\)$/m);
  });

  test('says of a test that waits that it is in there, and of a file that is not read that it is being loaded', () => {
    expect(ended('waits')).toMatch(/^in waits for ever$/m);
    expect(ended('loading')).toMatch(/^\S+ for \d+ s: being loaded$/m);
  });

  test('names the program that a test waits for, and ends it', () => {
    expect(ended('program')).toContain('it had started sleep 599.25');
    expect(descendants(1).filter(({ command }) => command.startsWith('sleep 599.25'))).toEqual([]);
  });

  test('has nothing running at the end', () => {
    expect(state).toBe('');
  });
});

test('what runs is told with its tests, the longest first', () => {
  let now = 0;
  const running = createRunning(
    file => file.slice(1),
    () => now,
  );
  running.begin('/a');
  now = 61_000;
  running.begin('/b');
  running.loaded('/a');
  running.enter('/a', 'one');
  running.enter('/a', 'two');
  running.leave('/a', 'one');
  now = 70_000;
  expect(running.lines()).toEqual(['a for 70 s: two (9 s)', 'b for 9 s: being loaded']);
  expect(running.lines(60_000)).toEqual(['a for 70 s: two (9 s)']);
  expect(running.lines(0, ['/b'])).toEqual(['b for 9 s: being loaded']);
  running.leave('/a', 'two');
  running.end('/b');
  expect(running.lines()).toEqual([
    'a for 70 s: between two tests, or in one that it had no time to tell of',
  ]);
});

test('files that begin first are there', () => {
  expect(LONGEST.filter(path => !existsSync(join(import.meta.dirname, '../..', path)))).toEqual([]);
});

describe('a step of the check', () => {
  const shell = (script: string, ms: number, onOver?: () => void) =>
    runLimited('sh', ['-c', script], { ms, ...(onOver && { onOver }) });

  test('has the exit code of its program', async () => {
    expect(await shell('exit 0', 60_000)).toBe(0);
    expect(await shell('exit 7', 60_000)).toBe(7);
    // There is nothing to read, and no waiting for it.
    expect(await shell('cat', 60_000)).toBe(0);
  });

  test('is ended with all that it has started', async () => {
    let before: string[] = [];
    const sleepers = () => descendants(process.pid).filter(({ command }) => command === 'sleep 598.75');
    const code = await shell('sleep 598.75 & (sh -c "sleep 598.75; true") & wait', 1_000, () => {
      before = sleepers().map(({ command }) => command);
    });
    expect(code).toBeNull();
    expect(before).toEqual(['sleep 598.75', 'sleep 598.75']);
    expect(descendants(1).filter(({ command }) => command === 'sleep 598.75')).toEqual([]);
  });

  test('may have ended by itself meanwhile', () => {
    // Process ids end at 2^22 on Linux.
    expect(() => endTree(99_999_999)).not.toThrow();
  });
});
