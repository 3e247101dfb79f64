import { Presets, SingleBar } from 'cli-progress';
import type { ImportProgress, NamesProgress } from './app.ts';

export interface ProgressBar {
  update(progress: ImportProgress | NamesProgress): void;
  stop(): void;
}

/** A bar on stderr, where that is a terminal; silent elsewhere. What has no known end is counted instead. */
export function importBar(label: string): ProgressBar {
  if (!process.stderr.isTTY) return { update() {}, stop() {} };
  const counter = countOf(label);
  const bar = barOf(label);
  return {
    update: progress => ('names' in progress ? counter.update(progress) : bar.update(progress)),
    stop() {
      counter.stop();
      bar.stop();
    },
  };
}

/** How many of a known number are done: on stderr, where that is a terminal. */
export function countBar(label: string, total: number): { update(done: number): void; stop(): void } {
  if (!process.stderr.isTTY) return { update() {}, stop() {} };
  const bar = new SingleBar(
    {
      format: `${label} {bar} {value} of {total} | {duration_formatted}`,
      stream: process.stderr,
      hideCursor: true,
      fps: 10,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { update: done => bar.update(done), stop: () => bar.stop() };
}

/** Documents and records of a source of advisories: on stderr, where that is a terminal. */
export function advisoriesCounter(label: string) {
  if (!process.stderr.isTTY) return { update() {}, stop() {} };
  const bar = new SingleBar({
    format: `${label} | {documents} documents | {records} records | {duration_formatted}`,
    stream: process.stderr,
    hideCursor: true,
    fps: 10,
  });
  bar.start(1, 0, { documents: 0, records: 0 });
  return {
    update: (progress: { documents: number; records: number }) => bar.update(0, progress),
    stop: () => bar.stop(),
  };
}

function countOf(label: string) {
  const number = (n: number) => n.toLocaleString('en-US');
  const bar = new SingleBar({
    format: `${label} | {names} names read | {queued} queued | {duration_formatted}`,
    stream: process.stderr,
    hideCursor: true,
    fps: 10,
  });
  let started = false;
  return {
    update({ names, queued }: NamesProgress) {
      const payload = { names: number(names), queued: number(queued) };
      if (!started) bar.start(1, 0, payload);
      started = true;
      bar.update(0, payload);
    },
    stop() {
      if (started) bar.stop();
    },
  };
}

function barOf(label: string) {
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
    update({ phase, packages, bytesRead, bytesTotal }: ImportProgress) {
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
