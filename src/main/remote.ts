/** A running server's API, as the command line asks it: with the manners of the client library, and answers kept on disk. */
import { join } from 'node:path';
import { type Answer, type ApiClient, CommandFailure, type RemoteOptions } from '../cli/app.ts';
import {
  ClientError,
  createTransport,
  type EtagStore,
  type Outgoing,
  type Transport,
  type TransportEvent,
} from '../client/index.ts';
import type { ClientSettings } from '../core/client-settings.ts';
import { type Credentials, openCredentials } from './credentials.ts';
import { openEtagCache } from './etag-cache.ts';

export interface RemoteDeps {
  settings: ClientSettings;
  version: string;
}

/** Where keys of servers are kept. @throws CommandFailure where there is no home folder. */
export function credentialsOf({ configFolder }: ClientSettings): Credentials {
  if (configFolder === null)
    throw new CommandFailure('set HOME or XDG_CONFIG_HOME: there is no folder for credentials');
  return openCredentials(configFolder);
}

/**
 * The key is that of `--api-key`, else ECOSYSTEMS_API_KEY, else the one that `login` has kept for this server, else none.
 *
 * @throws CommandFailure when the URL is none, or the file of credentials is not private.
 */
export async function openRemote(
  { settings, version }: RemoteDeps,
  given: string,
  options: RemoteOptions = {},
): Promise<ApiClient> {
  const transportOf = (key: string | null, cache: EtagStore | null) =>
    translated(() =>
      createTransport({
        baseUrl: given,
        ...(key === null ? {} : { key }),
        ...mailtoOf(options.mailto ?? settings.mailto),
        userAgent: `ecosystems-cli/${version}`,
        cache,
        onEvent: event => options.verbose?.(sentence(event)),
      }),
    );
  // Only a URL that is one has credentials.
  const { baseUrl } = transportOf(null, null);
  const key = options.anonymous
    ? null
    : (options.apiKey ?? settings.apiKey ?? (await keptKey(settings, baseUrl)));
  return clientOf(transportOf(key, cacheOf(settings, baseUrl, key)), key);
}

const mailtoOf = (mailto: string | null) => (mailto === null ? {} : { mailto });

async function keptKey(settings: ClientSettings, baseUrl: string): Promise<string | null> {
  return settings.configFolder === null ? null : openCredentials(settings.configFolder).find(baseUrl);
}

function cacheOf(settings: ClientSettings, server: string, key: string | null): EtagStore | null {
  const { cacheFolder, cacheBytes } = settings;
  if (cacheFolder === null || cacheBytes === 0) return null;
  return openEtagCache(join(cacheFolder, 'answers'), cacheBytes, { server, key });
}

function clientOf(transport: Transport, key: string | null): ApiClient {
  const ask = async (outgoing: Outgoing): Promise<Answer> => {
    try {
      const { status, data } = await transport.send(outgoing);
      if (typeof data === 'string') throw new CommandFailure(`${transport.baseUrl}: the answer is no JSON`);
      return { status, body: data };
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      if (error.code !== 'status') throw new CommandFailure(error.message);
      return {
        status: error.status ?? 0,
        body: error.body,
        ...(error.retryAfterSeconds === null ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
      };
    }
  };
  return {
    server: transport.baseUrl,
    hasKey: key !== null,
    get: path => ask({ method: 'GET', path }),
    post: (path, body, headers = {}, repeat = {}) => ask({ method: 'POST', path, body, headers, ...repeat }),
    close: async () => {},
  };
}

function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ClientError ? new CommandFailure(error.message, 2) : error;
  }
}

/** For `--verbose`: never what stands in headers. */
function sentence(event: TransportEvent): string {
  const asked = `${event.method} ${event.url}`;
  if (event.kind === 'wait') {
    const why = event.status === null ? 'no answer' : `status ${event.status}`;
    return `${asked}: ${why}, try ${event.tries + 1} in ${(event.waitMs / 1000).toFixed(1)} s`;
  }
  const cost = event.cost === null ? '' : `, cost ${event.cost}`;
  return `${asked}: ${event.status}${event.fromCache ? ', unchanged' : ''}${cost}`;
}
