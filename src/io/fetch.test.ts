import { expect, test } from 'vitest';
import { UpstreamError } from '../core/errors.ts';
import { fetchOver } from './fetch.ts';
import type { HttpRequest, HttpResponse } from './http.types.ts';

function door(answer: Partial<HttpResponse> | Error) {
  const asked: HttpRequest[] = [];
  const fetch = fetchOver({
    async request(request) {
      asked.push(request);
      if (answer instanceof Error) throw answer;
      const validators = { etag: null, lastModified: null };
      return { status: 200, url: request.url, headers: {}, validators, body: Buffer.alloc(0), ...answer };
    },
  });
  return { asked, fetch };
}

test('sends what is the caller’s to send, and answers every status', async () => {
  const { asked, fetch } = door({
    status: 402,
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', 'request-id': 'req_1' },
    body: Buffer.from('{"error":1}'),
  });
  const answer = await fetch('https://api.example.org/v1/x', {
    method: 'post',
    headers: {
      'Content-Length': '3',
      Connection: 'keep-alive',
      Authorization: 'Bearer k',
      'User-Agent': 'other',
    },
    body: 'a=b',
  });
  expect(asked[0]).toMatchObject({ method: 'POST', body: 'a=b', headers: { authorization: 'Bearer k' } });
  expect(Object.keys(asked[0]?.headers ?? {})).toEqual(['authorization']);
  expect(asked[0]?.accept).toEqual(expect.arrayContaining([200, 400, 402, 429, 503]));
  // A redirect after a POST is no answer.
  expect(asked[0]?.accept).not.toContain(302);
  expect([answer.status, await answer.json(), answer.headers.get('request-id')]).toEqual([
    402,
    { error: 1 },
    'req_1',
  ]);
  // It is decoded already.
  expect(answer.headers.get('content-encoding')).toBeNull();
});

test('what stops a request stops it here; other methods and bodies are not sent', async () => {
  const refused = new UpstreamError('refused', 'a private address');
  await expect(door(refused).fetch('https://api.example.org/')).rejects.toBe(refused);
  const { asked, fetch } = door({});
  await expect(fetch('https://api.example.org/', { method: 'DELETE' })).rejects.toThrow(TypeError);
  await expect(fetch('https://api.example.org/', { method: 'POST', body: new FormData() })).rejects.toThrow(
    TypeError,
  );
  expect(asked).toEqual([]);
});
