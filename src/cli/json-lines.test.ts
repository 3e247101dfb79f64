import { Readable, Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { InputError } from '../core/errors.ts';
import { answerLines, MAX_LINE_LENGTH, type Row } from './json-lines.ts';

const double = ({ n }: Row) => {
  if (typeof n !== 'number') throw new InputError('n', 'it is no number', 422);
  return n * 2;
};

async function answers(chunks: Iterable<string>, run: (row: Row) => unknown = double) {
  let written = '';
  const output = new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      written += text;
      done();
    },
  });
  const counts = await answerLines(Readable.from(chunks), output, run);
  return { written, counts };
}

describe('answerLines', () => {
  test('gives each object again with its result, in order, and what it does not know as it was', async () => {
    const { written, counts } = await answers([
      '{"n":1}\n{ "id": 12345678901234567890, "n": 2 }\n{"n":3,"x":[{}]}',
    ]);
    expect(written).toBe(
      '{"n":1,"result":2}\n{ "id": 12345678901234567890, "n": 2,"result":4}\n{"n":3,"x":[{}],"result":6}\n',
    );
    expect(counts).toEqual({ lines: 3, errors: 0 });
  });

  test('says what is wrong with a line, by field or by number, and goes on', async () => {
    const { written, counts } = await answers(['{"n":"1"}\nnonsense\n\n[1]\nnull\n{}\n{"n":4}\n']);
    const lines = written
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as Row);
    expect(lines).toEqual([
      { n: '1', error: 'n: it is no number' },
      { error: expect.stringMatching(/^line 2: not JSON: /) },
      { error: 'line 4: not a JSON object' },
      { error: 'line 5: not a JSON object' },
      { error: 'n: it is no number' },
      { n: 4, result: 8 },
    ]);
    expect(counts).toEqual({ lines: 6, errors: 5 });
  });

  test('an answer that an object brings along gives way', async () => {
    const { written } = await answers(['{"error":"old","n":1,"result":7}\n{"n":"x","result":7}\n']);
    expect(written).toBe('{"n":1,"result":2}\n{"n":"x","error":"n: it is no number"}\n');
  });

  test('nothing is null, and any exception is an error of its line', async () => {
    const run = ({ n }: Row) => {
      if (n === 1) throw new RangeError('out of bounds');
      return undefined;
    };
    expect((await answers(['{"n":1}\n{"n":2}\n'], run)).written).toBe(
      '{"n":1,"error":"out of bounds"}\n{"n":2,"result":null}\n',
    );
  });

  test('chunks may be cut anywhere; a byte order mark and carriage returns are read over', async () => {
    const text = '\uFEFF{"n":1}\r\n{"n":2}\r\n';
    expect((await answers(text)).written).toBe('{"n":1,"result":2}\n{"n":2,"result":4}\n');
    expect((await answers([])).written).toBe('');
  });

  test('a line beyond the bound is an error, and the next one is read', async () => {
    const piece = 'x'.repeat(2 ** 20);
    function* chunks() {
      yield '{"n":1}\n';
      for (let i = 0; i <= MAX_LINE_LENGTH; i += piece.length) yield piece;
      for (let i = 0; i < 5; i++) yield piece;
      yield '\n{"n":2}';
    }
    expect((await answers(chunks())).written).toBe(
      `{"n":1,"result":2}\n{"error":"line 2: longer than ${MAX_LINE_LENGTH} characters"}\n{"n":2,"result":4}\n`,
    );
  });

  test('deep nesting ends in an answer', async () => {
    const deep = `{"n":1,"result":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    const { counts } = await answers([`${deep}\n{"n":1}\n`]);
    expect(counts.lines).toBe(2);
  });

  test('waits for a slow reader instead of piling up', async () => {
    let waiting = 0;
    let most = 0;
    let lines = 0;
    const output = new Writable({
      highWaterMark: 1,
      decodeStrings: false,
      write(text: string, _encoding, done) {
        lines += text.split('\n').length - 1;
        setImmediate(() => {
          waiting = 0;
          done();
        });
      },
    });
    function* chunks() {
      for (let i = 0; i < 200; i++) {
        waiting++;
        most = Math.max(most, waiting);
        yield '{"n":1}\n'.repeat(100);
      }
    }
    const input = Readable.from(chunks(), { highWaterMark: 1 });
    await answerLines(input, output, double);
    expect(lines).toBe(20_000);
    expect(most).toBeLessThan(10);
  });
});
