import { generateKeyPair } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OidcIssuer, startIssuer } from '../../../test/oidc-issuer.ts';
import { type CiTokens, createCiTokens } from './ci-tokens.ts';

let issuer: OidcIssuer;
let tokens: CiTokens;
let now: number;

beforeEach(async () => {
  issuer = await startIssuer();
  now = Date.now();
  tokens = createCiTokens({
    issuers: [issuer.url],
    audiences: ['https://www.example.org', 'ecosystems'],
    async fetchJson(url) {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json();
    },
    now: () => now,
  });
});
afterEach(() => issuer.close());

const host = () => new URL(issuer.url).host;

test('a job is its repository, on GitHub and on GitLab', async () => {
  expect(await tokens.verify(await issuer.token({}))).toMatchObject({
    subject: `ci:${host()}:example/project`,
  });
  const gitlab = await issuer.token({
    repository: undefined,
    project_path: 'group/sub/tool',
    aud: 'https://www.example.org',
  });
  expect((await tokens.verify(gitlab)).subject).toBe(`ci:${host()}:group/sub/tool`);
  // Keys are fetched once.
  expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
});

test('what a token must not be', async () => {
  const other = (await generateKeyPair('RS256')).privateKey;
  const refused: [Promise<string>, RegExp][] = [
    [issuer.token({ iss: 'https://token.example.org' }), /no issuer that is accepted/],
    [issuer.token({ aud: 'https://elsewhere.example' }), /somebody else.*https:\/\/www\.example\.org/],
    [issuer.token({ exp: Math.floor(now / 1000) - 60 }), /expired/],
    [issuer.token({}, { key: other }), /not valid/],
    [issuer.token({ repository: '../../etc' }), /names no repository/],
    [issuer.token({ repository: 7 as never }), /names no repository/],
    [Promise.resolve('a.b.c'), /no issuer/],
  ];
  for (const [token, reason] of refused) await expect(tokens.verify(await token)).rejects.toThrow(reason);
  // Without a signature, and signed with what everybody knows.
  const [, payload] = (await issuer.token({})).split('.');
  const head = (alg: string) => Buffer.from(JSON.stringify({ alg, kid: 'key-1' })).toString('base64url');
  for (const alg of ['none', 'HS256']) {
    await expect(tokens.verify(`${head(alg)}.${payload}.AAAAAAAAAAAA`)).rejects.toThrow('not valid');
  }
});

test('a new key of the issuer is fetched, but not by everybody who makes one up', async () => {
  await tokens.verify(await issuer.token({}));
  await issuer.rotate();
  const token = await issuer.token({});
  await expect(tokens.verify(token)).rejects.toThrow('not valid');
  expect(issuer.asked).toHaveLength(2);
  now += 61_000;
  expect((await tokens.verify(token)).subject).toContain('example/project');
  expect(issuer.asked).toHaveLength(4);
  for (let i = 0; i < 5; i++) {
    await expect(tokens.verify(await issuer.token({}, { kid: `made-up-${i}` }))).rejects.toThrow('not valid');
  }
  expect(issuer.asked).toHaveLength(4);
});

test('an issuer that is away stops nobody whose keys are known', async () => {
  issuer.fail(true);
  await expect(tokens.verify(await issuer.token({}))).rejects.toMatchObject({ code: 'unavailable' });
  issuer.fail(false);
  await tokens.verify(await issuer.token({}));
  issuer.fail(true);
  now += 2 * 3_600_000;
  expect((await tokens.verify(await issuer.token({ exp: Math.floor(now / 1000) + 600 }))).subject).toContain(
    'project',
  );
});
