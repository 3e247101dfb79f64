/** The OpenAPI documents of the services, as YAML and JSON, and the pages that show them. */
import { SINGLE } from '../core/cost.ts';
import type { PageResult, Service } from '../services/service.ts';
import type { DocumentAssets } from '../ui/layout.tsx';
import { docsIndex, serviceDocs } from '../web/docs.tsx';
import { preparePage } from '../web/pages.tsx';
import { type Endpoint, mountOf, plainEndpoint, serviceUrl } from './endpoint.ts';
import { openApiDocument } from './openapi.ts';
import { prepare } from './prepared.ts';
import { API_HEADERS, JSON_TYPE, SHARED_API } from './replies.ts';
import type { RouteEntry } from './router.ts';
import { toYaml } from './yaml.ts';

/** `/docs`, `/docs/{service}`, and `/{service}/docs/api/v1/openapi.json` and `.yaml`. */
export function docsEndpoints(services: readonly Service[], assets: DocumentAssets): RouteEntry<Endpoint>[] {
  const documented = byBase(services.filter(service => service.routes.length > 0));
  const describe = (service: Service, siteUrl: string) => ({
    id: service.id,
    specification: `${mountOf(service)}/docs/api/v1/openapi.yaml`,
    document: openApiDocument(service, `${siteUrl}${service.apiBase}`),
  });
  return [
    pageAt('/docs', assets, siteUrl => docsIndex(documented.map(service => describe(service, siteUrl)))),
    ...documented.flatMap(service => [
      pageAt(`/docs/${service.id}`, assets, siteUrl => serviceDocs(describe(service, siteUrl))),
      ...(mountOf(service) === '' ? [] : [shortcut(service)]),
      specification(service, 'json'),
      specification(service, 'yaml'),
    ]),
  ];
}

/** Services at the same base are one API to whoever uses it: documented together, as the first of them. */
function byBase(services: readonly Service[]): Service[] {
  const found = new Map<string, Service>();
  for (const service of services) {
    const first = found.get(service.apiBase);
    found.set(service.apiBase, first ? { ...first, routes: [...first.routes, ...service.routes] } : service);
  }
  return [...found.values()];
}

function pageAt(
  pattern: string,
  assets: DocumentAssets,
  load: (siteUrl: string) => PageResult,
): RouteEntry<Endpoint> {
  const value = plainEndpoint(`page ${pattern}`, 'shared', async ({ siteUrl }, asked) =>
    preparePage(load(siteUrl), asked, { siteUrl, assets }),
  );
  return { method: 'GET', pattern, value: { ...value, gated: true, cost: SINGLE } };
}

/** `/packages/docs`, where the original has its documentation. */
function shortcut(service: Service): RouteEntry<Endpoint> {
  const value = plainEndpoint('page docs', 'none', async ({ siteUrl }) =>
    prepare({
      status: 301,
      body: '',
      contentType: 'text/plain',
      headers: { location: `${siteUrl}/docs/${service.id}` },
    }),
  );
  return { method: 'GET', pattern: `${mountOf(service)}/docs`, value };
}

function specification(service: Service, format: 'json' | 'yaml'): RouteEntry<Endpoint> {
  const endpoint = plainEndpoint(`${service.id}.openapi`, 'shared', async context => {
    const version = service.apiBase.slice(mountOf(service).length);
    const document = openApiDocument(service, `${context.serviceUrl}${version}`);
    return prepare({
      body: format === 'json' ? JSON.stringify(document) : toYaml(document),
      contentType: format === 'json' ? JSON_TYPE : 'application/yaml; charset=utf-8',
      headers: { ...API_HEADERS, 'cache-control': SHARED_API },
      shared: true,
      label: `${service.id}.openapi`,
    });
  });
  return {
    method: 'GET',
    pattern: `${mountOf(service)}/docs/api/v1/openapi.${format}`,
    value: { ...endpoint, gated: true, cost: SINGLE, serviceUrl: origin => serviceUrl(service, origin) },
  };
}
