/**
 * `/robots.txt` (RFC 9309): crawlers are welcome on the pages of what is indexed. Lookups, searches and the API are for
 * people and programs that want something: each may ask a registry for a package that is not indexed yet. Checks of a release are
 * closed as well, since each downloads it; the page that explains them is not.
 */
import type { Service } from '../services/service.ts';
import { paths } from '../ui/paths.ts';
import { type Endpoint, mountOf, plainEndpoint } from './endpoint.ts';
import { prepare } from './prepared.ts';
import type { RouteEntry } from './router.ts';

const A_DAY = 'public, max-age=86400';

export function robotsEndpoint(services: readonly Service[]): RouteEntry<Endpoint> {
  const apis = new Set(['/api/', ...services.map(service => `${mountOf(service)}/api/`)]);
  const closed = [paths.lookup(''), paths.search(''), `${paths.tool('attest')}?`, paths.account, ...apis];
  const answer = prepare({
    body: `${['User-agent: *', ...closed.map(path => `Disallow: ${path}`)].join('\n')}\n`,
    contentType: 'text/plain; charset=utf-8',
    headers: { 'cache-control': A_DAY, 'x-content-type-options': 'nosniff' },
    shared: true,
    label: 'robots',
  });
  return {
    method: 'GET',
    pattern: '/robots.txt',
    value: plainEndpoint('robots', 'shared', async () => answer),
  };
}
