import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OwnHead, ownFields, putHead } from './head-text.ts';

const BODY = Buffer.from('{"name":"é"}');
const COMMON = [
  'content-type',
  'application/json',
  'set-cookie',
  'a=1',
  'content-length',
  String(BODY.length),
];
const OWN: OwnHead = {
  limits: 'x-cost: 1\r\nx-ratelimit-tier: free\r\n',
  links: '</a>; rel="next"',
  licence: '</licences/CC0-1.0>; rel="license"',
  notice: 'send a name',
  moving: 'ratelimit: "hour";r=1;t=2\r\nrequest-id: x-1\r\n',
};
/** The same, as Node is given it. */
const OWN_FIELDS = [
  ['x-cost', '1'],
  ['x-ratelimit-tier', 'free'],
  ['link', '</a>; rel="next", </licences/CC0-1.0>; rel="license"'],
  ['policy-notice', 'send a name'],
  ['ratelimit', '"hour";r=1;t=2'],
  ['request-id', 'x-1'],
].flat();

let put: boolean[] = [];
const byText = createServer((request, response) => {
  put.push(putHead(response, COMMON, OWN));
  if (!put.at(-1)) writeHead(request, response);
  response.end(BODY);
});
const byNode = createServer((request, response) => {
  writeHead(request, response);
  response.end(BODY);
});
function writeHead(_request: IncomingMessage, response: ServerResponse) {
  response.writeHead(200, COMMON.concat(OWN_FIELDS));
}

beforeAll(async () => {
  for (const server of [byText, byNode]) {
    server.keepAliveTimeout = 72_000;
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  }
});
afterAll(() => {
  for (const server of [byText, byNode]) server.close();
});

/** What comes back for bytes that are sent, until the other side ends or so many answers have come. */
function exchange(server: typeof byText, request: string, answers: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(request));
    let text = '';
    socket.on('data', data => {
      text += data.toString('latin1');
      if (text.split('HTTP/1.1 ').length > answers && text.endsWith(BODY.toString('latin1'))) socket.end();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text.replaceAll(/^Date: .{29}$/gm, 'Date: now')));
  });
}

const GET = 'GET / HTTP/1.1\r\nHost: a\r\n';

describe('the head as text', () => {
  it.each([
    ['a connection that is kept', `${GET}\r\n`, 1, [true]],
    ['two requests at once', `${GET}\r\n${GET}\r\n`, 2, [true, true]],
    ['a connection that the client ends', `${GET}Connection: close\r\n\r\n`, 1, [false]],
    ['HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n', 1, [false]],
    ['HTTP/1.0 that keeps', 'GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n', 1, [false]],
    ['HEAD', `HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`, 1, [false]],
  ])('is byte for byte what Node writes: %s', async (_what, request, answers, byTextExpected) => {
    put = [];
    const [mine, nodes] = await Promise.all([
      exchange(byText, request, answers),
      exchange(byNode, request, answers),
    ]);
    expect(mine).toBe(nodes);
    expect(put).toEqual(byTextExpected);
  });

  const bad = ['a\r\nset-cookie: b=2', 'é', '\u0000', '\u{1f600}'];
  it.each([
    ...bad.flatMap(value => [{ licence: value }, { links: value }, { notice: value }]),
    { limits: 'x-ratelimit-tier: é\r\n' },
  ])('leaves %j to Node', async what => {
    const refused = new Promise<boolean>(resolve => {
      const server = createServer((_request, response) => {
        resolve(putHead(response, [...COMMON], { ...OWN, ...what }));
        response.end();
        server.close();
      }).listen(0, '127.0.0.1', () => {
        connect((server.address() as AddressInfo).port, '127.0.0.1').end(
          `${GET}Connection: keep-alive\r\n\r\n`,
        );
      });
    });
    expect(await refused).toBe(false);
  });

  it('is told to Node as names and values', () => {
    expect(ownFields(OWN)).toEqual(OWN_FIELDS);
  });

  it('is of whoever asks, whoever asked for the same before', async () => {
    const common = [...COMMON];
    const tiers = [
      'anonymous',
      'contact',
      'anonymous',
      'ci',
      'free',
      'develop',
      'scale',
      'enterprise',
      'anonymous',
    ];
    const told: (string | undefined)[] = [];
    for (const tier of tiers) {
      const own = { ...OWN, limits: `x-ratelimit-tier: ${tier}\r\n`, licence: `</${tier}>; rel="license"` };
      const server = createServer((_request, response) => {
        putHead(response, common, own);
        response.end(BODY);
      });
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
      const text = await exchange(server, `${GET}\r\n`, 1);
      told.push(
        /^x-ratelimit-tier: (.*)\r$/m.exec(text)?.[1],
        /next", <\/(.*)>; rel="license"\r$/m.exec(text)?.[1],
      );
      server.close();
    }
    expect(told).toEqual(tiers.flatMap(tier => [tier, tier]));
  });
});
