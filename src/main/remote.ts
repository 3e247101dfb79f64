import { type Answer, type ApiClient, CommandFailure } from '../cli/app.ts';
import { messageOf } from '../core/errors.ts';

const TIMEOUT_MS = 60_000;

/**
 * A running server's API.
 *
 * @throws CommandFailure when the URL is none, or the server cannot be reached or gives no JSON.
 */
export function openRemote(given: string): ApiClient {
  if (!/^https?:\/\//.test(given) || !URL.canParse(given)) {
    throw new CommandFailure(`--server ${given}: not an http or https URL`, 2);
  }
  const base = given.replace(/\/+$/, '');
  const ask = async (path: string, init?: RequestInit): Promise<Answer> => {
    try {
      const reply = await fetch(base + path, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
      return { status: reply.status, body: await reply.json() };
    } catch (error) {
      throw new CommandFailure(`${base}: ${messageOf(error)}`);
    }
  };
  return {
    get: path => ask(path),
    post: (path, body, headers) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    close: async () => {},
  };
}
