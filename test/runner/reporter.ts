/** Says what a test run is doing when it has said nothing for long. */
import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { Running } from './running.ts';

export interface RunningReporterOptions {
  /** Files that have run for less are not spoken of. */
  afterMs: number;
  everyMs: number;
  /** A file to keep what is running in, for whoever ends the run from outside. */
  stateFile: string | undefined;
}

export function runningReporter(running: Running, options: RunningReporterOptions): Reporter {
  const { afterMs, everyMs, stateFile } = options;
  const timers: NodeJS.Timeout[] = [];
  const every = (ms: number, what: () => void) => timers.push(setInterval(what, ms).unref());
  const keep = () => stateFile && writeFileSync(stateFile, running.lines().join('\n'));
  return {
    onTestRunStart() {
      every(everyMs, () => {
        const lines = running.lines(afterMs);
        if (lines.length > 0) console.log(`still running:\n${lines.map(line => `  ${line}`).join('\n')}`);
      });
      if (stateFile) every(Math.min(everyMs, 5_000), keep);
    },
    onTestModuleCollected: (module: TestModule) => running.loaded(module.moduleId),
    onTestCaseReady: (test: TestCase) => running.enter(test.module.moduleId, test.fullName),
    onTestCaseResult: (test: TestCase) => running.leave(test.module.moduleId, test.fullName),
    onHookStart: hook => running.enter(fileOf(hook.entity), hookName(hook)),
    onHookEnd: hook => running.leave(fileOf(hook.entity), hookName(hook)),
    onTestRunEnd() {
      for (const timer of timers.splice(0)) clearInterval(timer);
      keep();
    },
  };
}

type Hook = Parameters<NonNullable<Reporter['onHookStart']>>[0];

function fileOf(entity: Hook['entity']): string {
  return entity.type === 'module' ? entity.moduleId : entity.module.moduleId;
}

function hookName({ name, entity }: Hook): string {
  return entity.type === 'module' ? name : `${name} of ${entity.fullName}`;
}
