import { afterEach, describe, expect, test } from 'vitest';
import { UpstreamError } from '../core/errors.ts';
import { processes } from './processes.ts';

const node = (code: string, ...args: string[]): [string, string[]] => [
  process.execPath,
  ['-e', code, '--', ...args],
];

async function failure(promise: Promise<unknown>): Promise<UpstreamError> {
  const error = await promise.then(
    () => new Error('no error was thrown'),
    e => e,
  );
  if (!(error instanceof UpstreamError)) throw error;
  return error;
}

describe('text', () => {
  test('gives stdout, and not stderr', async () => {
    expect(await processes.text(...node('console.log("out é"); console.error("err")'))).toBe('out é\n');
  });

  test('arguments arrive as they are: there is no shell', async () => {
    const odd = ['a b', '$(id)', '; rm -rf /', '"', "'", '*', '\n', ''];
    const code = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
    expect(JSON.parse(await processes.text(...node(code, ...odd)))).toEqual(odd);
  });

  test('a non-zero exit is malformed and carries the end of stderr', async () => {
    const error = await failure(
      processes.text(...node('console.error("x".repeat(9999) + " the reason"); process.exit(3)')),
    );
    expect(error.code).toBe('malformed');
    expect(error.message).toMatch(/exit code 3: x+ the reason$/);
    expect(error.message.length).toBeLessThan(4500);
  });

  test('a signal is malformed', async () => {
    const error = await failure(
      processes.text(...node('process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 99)')),
    );
    expect([error.code, error.message]).toEqual(['malformed', expect.stringContaining('SIGTERM')]);
  });

  test('a program that is not there is unreachable', async () => {
    const error = await failure(processes.text('no-such-program-here', ['x']));
    expect([error.code, error.message]).toEqual([
      'unreachable',
      expect.stringContaining('no-such-program-here'),
    ]);
  });

  test('output beyond the cap is too large, and ends the program', async () => {
    const endless = node('const w = () => process.stdout.write("x".repeat(65536), w); w()');
    expect((await failure(processes.text(...endless, { maxBytes: 100_000 }))).code).toBe('too-large');
    expect(await processes.text(...node('process.stdout.write("12345")'), { maxBytes: 5 })).toBe('12345');
  });

  test('a program that does not end is killed', async () => {
    const error = await failure(processes.text(...node('setInterval(() => {}, 99)'), { timeoutMs: 300 }));
    expect(error.code).toBe('timeout');
  });

  test('so it is when another process keeps its output open', async () => {
    const error = await failure(processes.text('sh', ['-c', 'sleep 20 & sleep 20'], { timeoutMs: 300 }));
    expect(error.code).toBe('timeout');
  }, 10_000);
});

describe('stream', () => {
  test('gives the output as it comes', async () => {
    let bytes = 0;
    for await (const chunk of processes.stream(...node('process.stdout.write("x".repeat(300000))')))
      bytes += chunk.byteLength;
    expect(bytes).toBe(300_000);
  });

  test('output before a failure is given, then the error', async () => {
    let text = '';
    const run = async () => {
      for await (const chunk of processes.stream(
        ...node('process.stdout.write("half", () => process.exit(1))'),
      )) {
        text += Buffer.from(chunk).toString();
      }
    };
    expect((await failure(run())).code).toBe('malformed');
    expect(text).toBe('half');
  });

  test('a reader that stops early ends the program', async () => {
    let pid = 0;
    for await (const chunk of processes.stream(
      ...node('console.log(process.pid); setInterval(() => {}, 99)'),
    )) {
      pid = Number(Buffer.from(chunk).toString());
      break;
    }
    await expect.poll(() => isRunning(pid)).toBe(false);
  });
});

describe('input', () => {
  const echo = node('process.stdin.pipe(process.stdout)');

  test('reaches the program as it comes, and ends', async () => {
    let heard = '';
    async function* input(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('one,');
      // The second piece waits for the answer to the first.
      while (heard === '') await new Promise(resolve => setTimeout(resolve, 5));
      yield Buffer.from('two');
    }
    for await (const chunk of processes.stream(...echo, { input: input() }))
      heard += Buffer.from(chunk).toString();
    expect(heard).toBe('one,two');
  });

  test('without any there is nothing to read', async () => {
    expect(await processes.text(...echo)).toBe('');
  });

  test('need not be read, and is told when nobody reads any more', async () => {
    let isTold = false;
    async function* input(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.alloc(65_536);
      } finally {
        isTold = true;
      }
    }
    let text = '';
    const run = processes.stream(...node('console.log("done"); process.exit(0)'), { input: input() });
    for await (const chunk of run) text += Buffer.from(chunk).toString();
    expect(text).toBe('done\n');
    await expect.poll(() => isTold).toBe(true);
  });
});

describe('the environment', () => {
  test('has the variables that are added', async () => {
    let text = '';
    const run = processes.stream(...node('console.log(process.env.GIVEN)'), { variables: { GIVEN: 'x' } });
    for await (const chunk of run) text += Buffer.from(chunk).toString();
    expect(text).toBe('x\n');
  });

  const before = process.env.DATABASE_URL;
  afterEach(() => {
    if (before === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = before;
  });

  test('of programs holds no secrets of ours, and a fixed locale', async () => {
    process.env.DATABASE_URL = 'postgres://user:s3cret@host/db';
    const seen = JSON.parse(await processes.text(...node('console.log(JSON.stringify(process.env))')));
    expect(seen).not.toHaveProperty('DATABASE_URL');
    expect(seen.LC_ALL).toBe('C.UTF-8');
    expect(seen.PATH).toBe(process.env.PATH);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
