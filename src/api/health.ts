/** Operations of the server about itself: is it well, what has it counted, what do its pages load. */
import { messageOf, NotFoundError } from '../core/errors.ts';
import type { Assets } from './assets.ts';
import { type Endpoint, plainEndpoint } from './endpoint.ts';
import type { EdgeMetrics } from './metrics.ts';
import { prepare } from './prepared.ts';
import { API_HEADERS, JSON_TYPE, NO_STORE } from './replies.ts';
import type { RouteEntry } from './router.ts';

const CHECK_MS = 2_000;

/** @param ping settles when the database answers. */
export function healthEndpoint(ping: () => Promise<unknown>): RouteEntry<Endpoint> {
  const value = plainEndpoint('healthz', 'none', async () => {
    const reason = await problemOf(ping);
    return prepare({
      status: reason === null ? 200 : 503,
      body: JSON.stringify(reason === null ? { status: 'ok' } : { status: 'unavailable', reason }),
      contentType: JSON_TYPE,
      headers: {
        ...API_HEADERS,
        'cache-control': NO_STORE,
        ...(reason === null ? {} : { 'retry-after': '5' }),
      },
    });
  });
  return { method: 'GET', pattern: '/healthz', value };
}

async function problemOf(ping: () => Promise<unknown>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>(resolve => {
    timer = setTimeout(resolve, CHECK_MS, `the database did not answer within ${CHECK_MS / 1000} s`);
  });
  const answered = ping().then(
    () => null,
    error => messageOf(error).slice(0, 200),
  );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}

export function metricsEndpoint(metrics: EdgeMetrics): RouteEntry<Endpoint> {
  const value = plainEndpoint('metrics', 'none', async () => {
    const { body, contentType } = await metrics.text();
    return prepare({ body, contentType, headers: { 'cache-control': NO_STORE } });
  });
  return { method: 'GET', pattern: '/metrics', value };
}

export function assetEndpoint(assets: Assets): RouteEntry<Endpoint> {
  const value = plainEndpoint('asset', 'shared', async ({ params }) => {
    const asset = assets.find(params.file ?? '');
    if (!asset) throw new NotFoundError();
    return asset;
  });
  return { method: 'GET', pattern: '/assets/{file}', value };
}
