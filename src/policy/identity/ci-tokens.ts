/**
 * Tokens that CI systems give to their jobs (OpenID Connect): GitHub Actions, GitLab. They prove the repository that a job belongs
 * to, and stand for it as a subject without an account.
 */
import { createLocalJWKSet, decodeJwt, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import { UnauthorizedError, UnavailableError } from '../../core/errors.ts';

export interface CiJob {
  /** `ci:<issuer host>:<repository>`. */
  subject: string;
  /** Milliseconds since 1970. */
  until: number;
}

export interface CiTokens {
  /** @throws UnauthorizedError; UnavailableError where the issuer's keys cannot be fetched. */
  verify(token: string): Promise<CiJob>;
}

export interface CiTokenOptions {
  issuers: readonly string[];
  /** Whom a token may be meant for. */
  audiences: readonly string[];
  /** Fetches a JSON document over HTTPS, bounded. */
  fetchJson(url: string): Promise<unknown>;
  now(): number;
}

/** Three parts of base64url: a JSON Web Token, whatever it says. */
export const LOOKS_LIKE_TOKEN = /^[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}$/;

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384', 'EdDSA'];
const KEYS_MS = 3_600_000;
/** An unknown key may be a new one; it is asked for so often at most. */
const REFRESH_MS = 60_000;
const TOLERANCE_SECONDS = 30;
/** Owner and name, or groups and name; no part is `.` or `..`. */
const REPOSITORY = /^(?!(?:.*\/)?\.{1,2}(?:\/|$))[\w.-]{1,100}(?:\/[\w.-]{1,100}){1,20}$/;

interface IssuerKeys {
  resolve: ReturnType<typeof createLocalJWKSet>;
  fetchedAt: number;
}

export function createCiTokens({ issuers, audiences, fetchJson, now }: CiTokenOptions): CiTokens {
  const kept = new Map<string, IssuerKeys>();
  const fetching = new Map<string, Promise<IssuerKeys>>();

  const fetchKeys = async (issuer: string): Promise<IssuerKeys> => {
    const configuration = (await fetchJson(`${issuer}/.well-known/openid-configuration`)) as {
      jwks_uri?: unknown;
    } | null;
    const uri = configuration?.jwks_uri;
    if (typeof uri !== 'string' || !isSafe(uri, issuer)) throw new Error('the issuer names no keys');
    const resolve = createLocalJWKSet((await fetchJson(uri)) as JSONWebKeySet);
    const keys = { resolve, fetchedAt: now() };
    kept.set(issuer, keys);
    return keys;
  };

  const keysOf = async (issuer: string, oldest: number): Promise<IssuerKeys> => {
    const known = kept.get(issuer);
    if (known !== undefined && known.fetchedAt >= oldest) return known;
    let running = fetching.get(issuer);
    if (running === undefined) {
      running = fetchKeys(issuer).finally(() => fetching.delete(issuer));
      fetching.set(issuer, running);
    }
    try {
      return await running;
    } catch (error) {
      // Keys that are known go on: an issuer that is away for a moment stops no builds.
      if (known !== undefined) return known;
      throw new UnavailableError(`the keys of ${new URL(issuer).host} cannot be fetched`, 30, error);
    }
  };

  const payloadOf = async (token: string, issuer: string) => {
    const options = {
      issuer,
      audience: [...audiences],
      algorithms: ALGORITHMS,
      clockTolerance: TOLERANCE_SECONDS,
      requiredClaims: ['exp', 'iat'],
      currentDate: new Date(now()),
    };
    const keys = await keysOf(issuer, now() - KEYS_MS);
    try {
      return (await jwtVerify(token, keys.resolve, options)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || now() - keys.fetchedAt < REFRESH_MS) throw error;
      const fresh = await keysOf(issuer, now() - REFRESH_MS);
      return (await jwtVerify(token, fresh.resolve, options)).payload;
    }
  };

  return {
    async verify(token) {
      const issuer = issuerOf(token);
      if (issuer === null || !issuers.includes(issuer)) {
        throw new UnauthorizedError('this token is of no issuer that is accepted here');
      }
      try {
        const payload = await payloadOf(token, issuer);
        const repository = payload.repository ?? payload.project_path;
        if (typeof repository !== 'string' || !REPOSITORY.test(repository)) {
          throw new UnauthorizedError('this token names no repository');
        }
        return {
          subject: `ci:${new URL(issuer).host}:${repository.toLowerCase()}`,
          until: (payload.exp ?? 0) * 1000,
        };
      } catch (error) {
        if (error instanceof UnauthorizedError || error instanceof UnavailableError) throw error;
        throw new UnauthorizedError(reasonOf(error, audiences));
      }
    },
  };
}

function issuerOf(token: string): string | null {
  try {
    return decodeJwt(token).iss?.replace(/\/+$/, '') ?? null;
  } catch {
    return null;
  }
}

function isSafe(uri: string, issuer: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, host } = new URL(uri);
  return protocol === 'https:' || host === new URL(issuer).host;
}

function reasonOf(error: unknown, audiences: readonly string[]): string {
  if (error instanceof errors.JWTExpired) return 'this token has expired';
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
    return `this token is meant for somebody else: ask for one with the audience ${audiences[0]}`;
  }
  return 'this token is not valid';
}
