/** Turns the pages of services into operations of the server: loaded, rendered into the site's document, cached. */
import { createBodyReader } from '../api/body.ts';
import { setCookies } from '../api/cookies.ts';
import type { Endpoint } from '../api/endpoint.ts';
import { onceForForm } from '../api/form-once.ts';
import { pagePersonReader } from '../api/person.ts';
import { type Prepared, prepare } from '../api/prepared.ts';
import { createQueryReader } from '../api/query.ts';
import { type AskedFor, NO_STORE, SHARED_HTML } from '../api/replies.ts';
import type { RouteEntry } from '../api/router.ts';
import { SINGLE } from '../core/cost.ts';
import type { Page, PageResult, Service } from '../services/service.ts';
import { type DocumentAssets, renderDocument } from '../ui/layout.tsx';
import { HTML_TYPE, PAGE_HEADERS } from './security.ts';

/** The pages of a service, at the site's root as their paths say. */
export function pageEndpoints(service: Service, assets: DocumentAssets): RouteEntry<Endpoint>[] {
  return service.pages.map(page => ({
    method: page.method ?? 'GET',
    pattern: page.path,
    value: pageEndpoint(page, assets),
  }));
}

function pageEndpoint(page: Page, assets: DocumentAssets): Endpoint {
  return {
    label: `page ${page.path}`,
    cache: page.cache,
    readQuery: createQueryReader(page.query),
    readBody: createBodyReader(undefined),
    upload: page.upload,
    readPerson: pagePersonReader(page),
    gated: true,
    cost: page.cost ?? SINGLE,
    scope: null,
    serviceUrl: origin => origin.siteUrl,
    async answer(context, asked) {
      const site = { siteUrl: context.siteUrl, assets };
      const load = async () =>
        preparePage(await page.load(context), asked, site, page.method === 'POST' ? 303 : 301);
      return page.once ? onceForForm(context, asked, load, page.once) : load();
    },
  };
}

export interface Site {
  /** Without trailing slash. */
  siteUrl: string;
  assets: DocumentAssets;
}

export function preparePage(
  result: PageResult,
  asked: AskedFor,
  { siteUrl, assets }: Site,
  redirectStatus = 301,
): Prepared {
  const { path, query, label } = asked;
  const cookies = setCookies(result.cookies ?? [], siteUrl);
  if (result.redirect !== undefined) {
    return redirect(result.redirect, { siteUrl, label, cookies, status: result.status ?? redirectStatus });
  }
  const status = result.status ?? 200;
  if (result.download !== undefined) return download(result.download, label);
  const shared = asked.shared && !result.noStore && status === 200;
  return prepare({
    status,
    body: renderDocument({
      title: result.title,
      description: result.description,
      view: result.view,
      path: query === '' ? path : `${path}?${query}`,
      siteUrl,
      assets,
      noindex: result.noindex || status !== 200,
      feeds: result.feeds,
    }),
    contentType: HTML_TYPE,
    headers: { ...PAGE_HEADERS, 'cache-control': shared ? SHARED_HTML : NO_STORE, ...result.headers },
    cookies,
    shared,
    tags: result.tags,
    label,
  });
}

/** @param to a path of this site, or a whole URL. */
function redirect(
  to: string,
  of: { siteUrl: string; label: string; cookies: readonly string[]; status: number },
): Prepared {
  const { siteUrl, ...parts } = of;
  const location = to.startsWith('/') && !to.startsWith('//') ? `${siteUrl}${to}` : to;
  return prepare({
    ...parts,
    body: '',
    contentType: HTML_TYPE,
    headers: { ...PAGE_HEADERS, location, 'cache-control': NO_STORE },
  });
}

/** Nothing of it runs, should a browser show it after all. */
function download(
  { content, contentType, filename }: NonNullable<PageResult['download']>,
  label: string,
): Prepared {
  const name = filename.replace(/[^A-Za-z0-9._-]+/g, '-');
  return prepare({
    body: content,
    contentType,
    headers: {
      ...PAGE_HEADERS,
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': NO_STORE,
    },
    label,
  });
}
