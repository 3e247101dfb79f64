/** Debian's order against dpkg's own, on real versions: the packages that this machine's apt knows. */
import { execFileSync, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { deb } from './deb.ts';

const LISTS = '/var/lib/apt/lists';
const APT_HELPER = '/usr/lib/apt/apt-helper';
const PAIRS = 20_000;
const PROCESSES = 2;
/** Asks dpkg for each line whether it holds, and writes the lines that do not, then how many lines it read. */
const ASK = `
  asked=0
  while read -r a operator b; do
    asked=$((asked + 1))
    dpkg --compare-versions "$a" "$operator" "$b" || echo "$a $operator $b"
  done
  echo $asked`;

const versions = knownVersions();

test.skipIf(versions.length === 0)(
  `agrees with dpkg on ${PAIRS} pairs`,
  async () => {
    expect(versions.length).toBeGreaterThan(1_000);
    expect(versions.filter(version => !deb.isValid(version))).toEqual([]);
    const lines = pairs(versions).map(([a, b]) => `${a} ${operatorOf(deb.compare(a, b))} ${b}`);
    expect(lines.length).toBe(PAIRS);
    const size = Math.ceil(lines.length / PROCESSES);
    const answers = await Promise.all(
      Array.from({ length: PROCESSES }, (_, i) => askDpkg(lines.slice(i * size, (i + 1) * size))),
    );
    expect(answers).toEqual(Array.from({ length: PROCESSES }, () => `${size}\n`));
  },
  300_000,
);

/** Neighbours in our order, where mistakes show first, and one pair in four of versions that are far apart. */
function pairs(all: readonly string[]): [string, string][] {
  const sorted = [...all].sort((a, b) => deb.compare(a, b));
  return Array.from({ length: PAIRS }, (_, i) => {
    const at = Math.floor((i * sorted.length) / PAIRS);
    const other = i % 4 === 0 ? (at * 7 + i) % sorted.length : (at + 1 + (i % 2)) % sorted.length;
    return [sorted[at] as string, sorted[other] as string];
  });
}

function operatorOf(order: number): string {
  if (order === 0) return 'eq';
  return order < 0 ? 'lt' : 'gt';
}

/** The lines that dpkg holds to be wrong, and how many it was asked; a dpkg that fails shows as such a line too. */
async function askDpkg(lines: readonly string[]): Promise<string> {
  const shell = spawn('sh', ['-c', ASK], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answer = text(shell.stdout);
  shell.stdin.end(`${lines.join('\n')}\n`);
  return answer;
}

/** All different versions in apt's package lists; none where there is no dpkg or no list, which is said on the console. */
function knownVersions(): string[] {
  try {
    execFileSync('dpkg', ['--version'], { stdio: 'ignore', timeout: 20_000 });
    const lists = readdirSync(LISTS).filter(name => /_Packages(?:\.[a-z0-9]+)?$/.test(name));
    if (lists.length === 0) throw new Error(`no package lists in ${LISTS}`);
    // apt's helper reads each compression that apt itself writes.
    const files = lists.map(name => `${LISTS}/${name}`);
    const stanzas = execFileSync(APT_HELPER, ['cat-file', ...files], {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      timeout: 60_000,
    });
    return [...new Set(stanzas.match(/(?<=^Version: ).+$/gm) ?? [])];
  } catch (error) {
    console.warn(`skipped: no comparison with dpkg (${error instanceof Error ? error.message : error})`);
    return [];
  }
}
