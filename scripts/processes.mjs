// Programs with an end, and what they have started.
import { execFileSync, spawn } from 'node:child_process';

const LONGEST_COMMAND = 200;

/** What a process has started, and what that has started; none where `ps` does not say. */
export function descendants(pid) {
  const rows = processes();
  const family = new Set([pid]);
  // Parents may stand below their children.
  for (let before = 0; before < family.size; ) {
    before = family.size;
    for (const row of rows) if (family.has(row.parent)) family.add(row.pid);
  }
  return rows
    .filter(row => row.pid !== pid && family.has(row.pid))
    .map(row => ({ pid: row.pid, command: row.command.slice(0, LONGEST_COMMAND) }));
}

function processes() {
  try {
    const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], {
      encoding: 'utf8',
      timeout: 10_000,
      maxBuffer: 64 * 2 ** 20,
    });
    return list.split('\n').flatMap(line => {
      const found = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
      return found ? [{ pid: Number(found[1]), parent: Number(found[2]), command: found[3] }] : [];
    });
  } catch {
    return [];
  }
}

/** Ends a process and all that it has started. */
export function endTree(pid) {
  // Listed before the first ends: whose parent has ended belongs to nobody.
  for (const each of [pid, ...descendants(pid).map(child => child.pid)]) {
    try {
      process.kill(each, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

/**
 * Runs a program with our output and no input, so that nothing waits for a terminal.
 *
 * @param onOver called after `ms`, before the program is ended with all that it has started
 * @returns its exit code; null when it was ended
 */
export function runLimited(command, args, { ms, env = process.env, onOver = () => {} }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
    const timer = setTimeout(() => {
      onOver();
      endTree(child.pid);
    }, ms);
    child.on('error', reject);
    child.on('exit', code => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}
