/** An issuer of tokens for CI jobs, as GitHub Actions and GitLab are: OpenID Connect discovery and keys over HTTP. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

export interface OidcIssuer {
  /** `http://127.0.0.1:<port>`. */
  url: string;
  /** Paths that were asked for. */
  asked: string[];
  /** A token as a job gets it, with these claims over the usual ones. */
  token(claims: JWTPayload, options?: { key?: CryptoKey; kid?: string; algorithm?: string }): Promise<string>;
  /** From now on tokens are signed by a new key; the old one is not served any more. */
  rotate(): Promise<void>;
  /** Answers nothing but errors. */
  fail(failing: boolean): void;
  close(): Promise<void>;
}

export async function startIssuer(): Promise<OidcIssuer> {
  let number = 0;
  let failing = false;
  let current!: { key: CryptoKey; jwk: JWK };
  const asked: string[] = [];
  const rotate = async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: `key-${++number}`, alg: 'RS256', use: 'sig' };
    current = { key: privateKey, jwk };
  };
  await rotate();
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (failing) return answer(500, {});
    if (request.url === '/.well-known/openid-configuration') {
      return answer(200, {
        issuer: url,
        jwks_uri: `${url}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      });
    }
    if (request.url === '/keys') return answer(200, { keys: [current.jwk] });
    return answer(404, {});
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    asked,
    rotate,
    token: (claims, { key = current.key, kid = current.jwk.kid, algorithm = 'RS256' } = {}) =>
      new SignJWT({
        sub: 'repo:example/project:ref:refs/heads/main',
        repository: 'Example/Project',
        ...claims,
      })
        .setProtectedHeader({ alg: algorithm, kid, typ: 'JWT' })
        .setIssuer(claims.iss ?? url)
        .setAudience(claims.aud ?? 'ecosystems')
        .setIssuedAt()
        .setExpirationTime(claims.exp ?? '10m')
        .sign(key),
    fail: now => {
      failing = now;
    },
    close: () => new Promise(resolve => server.close(() => resolve())),
  };
}
