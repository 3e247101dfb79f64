/** Where the JavaScript of another process is, by its inspector, also while it is in a loop. */
import type { ChildProcess } from 'node:child_process';
import { WebSocket } from 'undici';

/** What a process must be started with: a port of its own where several run. */
export const STACK_FLAGS = ['--inspect-port=0'];
const PATIENCE_MS = 5_000;
const FRAMES = 12;

/** The test that a process of the test runner is in, by the state that the runner keeps there. */
const CURRENT = `(() => {
  const names = [];
  for (let task = globalThis.__vitest_worker__?.current; task && !task.filepath; task = task.suite) names.unshift(task.name);
  return names.join(' > ');
})()`;

/** Messages of https://chromedevtools.github.io/devtools-protocol/v8/ */
interface Message {
  id?: number;
  method?: string;
  result?: { result?: { value?: unknown } };
  params?: { scriptId?: string; url?: string; callFrames?: CallFrame[] };
}

interface CallFrame {
  functionName: string;
  /** Lines from 0. */
  location: { scriptId: string; lineNumber: number };
}

/**
 * The test that it is in, then the innermost calls, a line each. Without calls it waits for an event; without anything it waits for a
 * program, or for the system.
 */
export async function whereIs(child: ChildProcess): Promise<string[]> {
  const said: string[] = [];
  const late = AbortSignal.timeout(PATIENCE_MS);
  await inspectorOf(child, late)
    .then(address => askInspector(address, late, said))
    .catch(() => {});
  return said;
}

function inspectorOf(child: ChildProcess, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', chunk => {
      said += String(chunk);
      const address = /Debugger listening on (ws:\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
    signal.addEventListener('abort', reject);
    child.kill('SIGUSR1');
  });
}

function askInspector(address: string, signal: AbortSignal, said: string[]): Promise<void> {
  const socket = new WebSocket(address);
  const scripts = new Map<string, string>();
  const ask = (id: number, method: string, params = {}) =>
    socket.send(JSON.stringify({ id, method, params }));
  return new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => {
      ask(1, 'Runtime.evaluate', { expression: CURRENT, returnByValue: true });
      ask(2, 'Debugger.enable');
      ask(3, 'Debugger.pause');
    });
    socket.addEventListener('message', ({ data }) => {
      const { id, method, result, params } = JSON.parse(String(data)) as Message;
      if (id === 1 && result?.result?.value) said.push(`in ${result.result.value}`);
      if (method === 'Debugger.scriptParsed') scripts.set(String(params?.scriptId), String(params?.url));
      if (method !== 'Debugger.paused') return;
      for (const { functionName, location } of params?.callFrames?.slice(0, FRAMES) ?? []) {
        const file = scripts.get(location.scriptId) ?? 'somewhere';
        said.push(`at ${functionName || 'a function'} (${file}:${location.lineNumber + 1})`);
      }
      resolve();
    });
    socket.addEventListener('error', reject);
    signal.addEventListener('abort', reject);
  }).finally(() => socket.close());
}
