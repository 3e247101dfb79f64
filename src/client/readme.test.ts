/** The examples of README.md are run as they stand, against a server that answers as the real one. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as library from './index.ts';

const examples = [
  ...readFileSync(new URL('README.md', import.meta.url), 'utf8').matchAll(/```js\n(.*?)```/gs),
].map(match => match[1] as string);

const ANSWERS: Record<string, { body: unknown; link?: string }> = {
  '/packages/api/v1/registries/npmjs.org/packages/express': {
    body: { name: 'express', latest_release_number: '5.1.0' },
  },
  '/packages/api/v1/registries/npmjs.org/packages/express/versions?per_page=100': {
    body: [{ number: '5.1.0' }],
    link: '<https://ecosystems.example.org/packages/api/v1/registries/npmjs.org/packages/express/versions?per_page=100&page=2>; rel="next"',
  },
  '/packages/api/v1/registries/npmjs.org/packages/express/versions?per_page=100&page=2': {
    body: [{ number: '5.0.0' }],
  },
  '/api/v1/purls/lookup': {
    body: {
      results: [
        { purl: 'pkg:npm/express', status: 'matched' },
        { purl: 'pkg:deb/debian/curl', status: 'missing' },
      ],
    },
  },
};

let server: Server;
beforeAll(() => {
  server = createServer(({ url = '' }, response) => {
    const { body = { error: 'not found' }, link } = ANSWERS[url] ?? {};
    response.writeHead(url in ANSWERS ? 200 : 404, {
      'content-type': 'application/json',
      ...(link ? { link } : {}),
    });
    response.end(JSON.stringify(body));
  });
  return new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise(resolve => server.close(resolve)));

test.each([
  [0, ['express 5.1.0']],
  [1, ['5.1.0', '5.0.0']],
  [2, ['pkg:npm/express matched', 'pkg:deb/debian/curl missing']],
])('example %i prints what it promises', async (index, expected) => {
  const printed: string[] = [];
  const code = (examples[index] as string)
    .replaceAll(/^import \{ (.+) \} from 'ecosystems\/client';$/gm, 'const { $1 } = library;')
    .replaceAll(
      'https://ecosystems.example.org',
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    );
  const run = new Function('library', 'console', `return (async () => {${code}})()`);
  await run(library, { log: (...words: unknown[]) => printed.push(words.join(' ')) });
  expect(printed).toEqual(expected);
});

test('all examples are run', () => expect(examples).toHaveLength(3));
