// What every benchmark says about itself: machine, commit, and the median of its runs.
import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function machine() {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  return `${cpus().length} cores (${cpus()[0].model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, commit ${commit}`;
}

/** Runs `once` `runs` times and prints each figure's median with its smallest and largest value. */
export async function repeat(title, runs, once) {
  console.log(`# ${title}\n${machine()}`);
  const figures = {};
  for (let run = 0; run < runs; run++) {
    const result = await once(run);
    console.log(
      `run ${run + 1}: ${Object.entries(result)
        .map(([k, v]) => `${k} ${format(v)}`)
        .join(', ')}`,
    );
    for (const [name, value] of Object.entries(result)) {
      figures[name] ??= [];
      figures[name].push(value);
    }
  }
  console.log(`\n| figure | median of ${runs} | min | max |\n|---|---|---|---|`);
  for (const [name, values] of Object.entries(figures)) {
    console.log(
      `| ${name} | ${format(median(values))} | ${format(Math.min(...values))} | ${format(Math.max(...values))} |`,
    );
  }
}

const format = value =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2);
