/**
 * GitHub as far as signing in needs it: the authorization code flow with PKCE as its documentation tells it
 * (https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps), and two operations of its API.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface GithubUser {
  id: number;
  login: string;
  name: string | null;
  emails: { email: string; primary: boolean; verified: boolean }[];
}

export interface FakeGithub {
  url: string;
  apiUrl: string;
  host: string;
  clientId: string;
  clientSecret: string;
  /** Who is signed in there; null: they do not let the application in. */
  user: GithubUser | null;
  /** Access tokens that were given. */
  tokens: string[];
  close(): Promise<void>;
}

interface Grant {
  challenge: string;
  redirectUri: string;
  user: GithubUser;
}

export async function openGithub(): Promise<FakeGithub> {
  const grants = new Map<string, Grant>();
  const users = new Map<string, GithubUser>();
  const clientId = 'Iv1.0123456789abcdef';
  const clientSecret = 'github-secret-5d1c';
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://github.invalid');
    const json = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify(body));
    };
    if (url.pathname === '/login/oauth/authorize') {
      const ask = (name: string) => url.searchParams.get(name) ?? '';
      const back = new URL(ask('redirect_uri'));
      if (ask('client_id') !== clientId || ask('code_challenge_method') !== 'S256') return json(404, {});
      back.searchParams.set('state', ask('state'));
      if (fake.user === null) {
        back.searchParams.set('error', 'access_denied');
        back.searchParams.set('error_description', 'The user has denied your application access.');
        back.searchParams.set('error_uri', 'https://docs.example.org/denied');
      } else {
        const code = randomBytes(10).toString('hex');
        grants.set(code, {
          challenge: ask('code_challenge'),
          redirectUri: ask('redirect_uri'),
          user: fake.user,
        });
        back.searchParams.set('code', code);
      }
      response.writeHead(302, { location: back.href }).end();
      return;
    }
    if (url.pathname === '/login/oauth/access_token' && request.method === 'POST') {
      const form = new URLSearchParams(await textOf(request));
      const grant = grants.get(form.get('code') ?? '');
      grants.delete(form.get('code') ?? '');
      const proof = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) {
        return json(200, { error: 'incorrect_client_credentials' });
      }
      if (!grant || grant.challenge !== proof) return json(200, { error: 'bad_verification_code' });
      if (grant.redirectUri !== form.get('redirect_uri'))
        return json(200, { error: 'redirect_uri_mismatch' });
      const token = `gho_${randomBytes(18).toString('hex')}`;
      users.set(token, grant.user);
      fake.tokens.push(token);
      return json(200, { access_token: token, token_type: 'bearer', scope: 'user:email' });
    }
    const user = users.get(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '');
    if (!user) return json(401, { message: 'Bad credentials' });
    if (url.pathname === '/api/user') return json(200, { id: user.id, login: user.login, name: user.name });
    if (url.pathname === '/api/user/emails') return json(200, user.emails);
    return json(404, { message: 'Not Found' });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fake: FakeGithub = {
    url: `http://${host}`,
    apiUrl: `http://${host}/api`,
    host,
    clientId,
    clientSecret,
    user: null,
    tokens: [],
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
