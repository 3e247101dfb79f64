/**
 * Sign-in with GitHub: https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps. The access token is
 * used for two questions and thrown away.
 */
import type { GithubSettings } from '../core/account-settings.ts';
import type { GithubPerson, GithubSignIn } from '../core/accounts.ts';
import { InputError, UpstreamError } from '../core/errors.ts';
import type { Http } from './http.types.ts';

const MAX_BYTES = 1024 * 1024;
const TIMEOUT_MS = 10_000;
/** Reads addresses, and nothing else that is not public. */
const SCOPE = 'user:email';

export function createGithubSignIn(http: Http, settings: GithubSettings): GithubSignIn {
  const { clientId, clientSecret, url, apiUrl } = settings;

  const json = async (request: { url: string; headers: Record<string, string>; body?: string }) => {
    const { body } = await http.request({
      ...request,
      method: request.body === undefined ? 'GET' : 'POST',
      maxBytes: MAX_BYTES,
      timeoutMs: TIMEOUT_MS,
    });
    try {
      return JSON.parse(body.toString('utf8')) as unknown;
    } catch {
      throw new UpstreamError('malformed', 'GitHub sent no JSON');
    }
  };
  const ask = (path: string, token: string) =>
    json({
      url: `${apiUrl}${path}`,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'x-github-api-version': '2022-11-28',
      },
    });

  return {
    authorizeUrl({ state, challenge, redirectUrl }) {
      const query = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUrl,
        scope: SCOPE,
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      });
      return `${url}/login/oauth/authorize?${query}`;
    },

    async person({ code, verifier, redirectUrl }) {
      const answer = (await json({
        url: `${url}/login/oauth/access_token`,
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          client_id: clientId,
          client_secret: clientSecret,
          code,
          redirect_uri: redirectUrl,
          code_verifier: verifier,
        }).toString(),
      })) as { access_token?: unknown; error?: unknown } | null;
      // GitHub answers a wrong code with 200 and an error in the body.
      if (typeof answer?.access_token !== 'string') {
        throw new InputError('code', 'GitHub did not accept the sign-in: it may have taken too long');
      }
      const user = (await ask('/user', answer.access_token)) as Record<string, unknown> | null;
      const emails = await ask('/user/emails', answer.access_token);
      return personOf(user, emails);
    },
  };
}

function personOf(user: Record<string, unknown> | null, emails: unknown): GithubPerson {
  const { id, login, name } = user ?? {};
  if (!Number.isSafeInteger(id) || typeof login !== 'string') {
    throw new UpstreamError('malformed', 'GitHub did not say who signed in');
  }
  const primary = (Array.isArray(emails) ? emails : []).find(
    entry => entry?.primary === true && entry.verified === true && typeof entry.email === 'string',
  );
  return {
    id: String(id),
    login: login.slice(0, 100),
    name: typeof name === 'string' && name.trim() !== '' ? name : null,
    email: primary?.email ?? null,
  };
}
