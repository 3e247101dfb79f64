/**
 * The runner's processes, each with an end. A test that never lets go of its process (a loop, a program that it waits for with
 * `execFileSync`) stops every timer in there, the limits of tests among them; nobody but the process that started it can end it.
 */
import type { ChildProcess } from 'node:child_process';
import { ForksPoolWorker, type PoolOptions, type PoolRunnerInitializer } from 'vitest/node';
import { descendants, endTree } from '../../scripts/processes.mjs';
import type { Running } from './running.ts';
import { STACK_FLAGS, whereIs } from './stack.ts';

/** @param fileMs how long a file may run. Then it is ended with all that it started, and fails; the run goes on. */
export function limitedForks(running: Running, fileMs: number): PoolRunnerInitializer {
  return { name: 'limited-forks', createPoolWorker: options => new LimitedFork(options, running, fileMs) };
}

class LimitedFork extends ForksPoolWorker {
  override readonly name = 'limited-forks';
  readonly #running: Running;
  readonly #fileMs: number;
  #files: string[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PoolOptions, running: Running, fileMs: number) {
    super({ ...options, execArgv: [...options.execArgv, ...STACK_FLAGS] });
    this.#running = running;
    this.#fileMs = fileMs;
  }

  override async start(): Promise<void> {
    await super.start();
    this.on('exit', () => this.#finish());
  }

  override send(message: Parameters<ForksPoolWorker['send']>[0]): void {
    if (message.type === 'run') {
      this.#files = message.context.files.map(({ filepath }) => filepath);
      for (const file of this.#files) this.#running.begin(file);
      this.#timer = setTimeout(() => void this.#over(), this.#fileMs * this.#files.length);
    }
    super.send(message);
  }

  override deserialize(data: unknown): unknown {
    const message = super.deserialize(data);
    if ((message as { type?: unknown } | null)?.type === 'testfileFinished') this.#finish();
    return message;
  }

  #finish(): void {
    clearTimeout(this.#timer);
    for (const file of this.#files.splice(0)) this.#running.end(file);
  }

  async #over(): Promise<void> {
    // The class keeps it to itself.
    const { fork } = this as unknown as { fork: ChildProcess };
    const pid = fork.pid as number;
    const files = [...this.#files];
    const doing = this.#running.lines(0, files);
    const started = descendants(pid);
    const where = await whereIs(fork);
    if (this.#files.length === 0) return;
    this.#finish();
    const said = [
      `a test file may run for ${this.#fileMs / 1000} s, and is ended:`,
      ...doing,
      ...started.map(child => `it had started ${child.command}`),
      ...where,
    ];
    // The runner ends the process, the file fails, and the run goes on.
    fork.emit('error', new Error(said.filter(line => line !== '').join('\n')));
    for (const child of started) endTree(child.pid);
  }
}
