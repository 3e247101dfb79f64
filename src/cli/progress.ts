import { Presets, SingleBar } from 'cli-progress';
import type { ImportProgress } from './app.ts';

export interface ProgressBar {
  update(progress: ImportProgress): void;
  stop(): void;
}

/** A bar on stderr, where that is a terminal; silent elsewhere. */
export function importBar(label: string): ProgressBar {
  if (!process.stderr.isTTY) return { update() {}, stop() {} };
  const bar = new SingleBar(
    {
      format: `${label} {bar} {percentage}% | {packages} packages | {phase} | {duration_formatted}`,
      stream: process.stderr,
      hideCursor: true,
      fps: 10,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update({ phase, packages, bytesRead, bytesTotal }) {
      const total = Math.max(bytesTotal ?? bytesRead, 1);
      const payload = { packages: packages.toLocaleString('en-US'), phase };
      if (!started) {
        bar.start(total, 0, payload);
        started = true;
      }
      bar.setTotal(total);
      bar.update(Math.min(bytesRead, total), payload);
    },
    stop() {
      if (started) bar.stop();
    },
  };
}
