/** What is asked of Docker Hub for an image: its repository, its tags page by page, and where its builds take their source. */
import type { ConnectorContext, PackageConnector, RawDocument } from '../ecosystem.ts';
import { askJson, rawDocument } from '../families/registry-api/answers.ts';
import { mapImage } from './map.ts';
import { isOfficial } from './names.ts';
import { PAGE, parseTags } from './schema.ts';

const MAX_BYTES = 16 * 1024 * 1024;
/** Images with more tags have thousands of them, one for each build. */
const MAX_PAGES = 9;

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const { io, registry, signal } = context;
    const response = await io.http.request({
      url: `${registry.url}/v2/repositories/${name}/`,
      headers: { accept: 'application/json' },
      maxBytes: MAX_BYTES,
      validators: previous,
      accept: [404, 410],
      signal,
    });
    if (response.status === 304) return { kind: 'not-modified' };
    // An image that is private looks the same.
    if (response.status === 404) return { kind: 'missing' };
    const repository = rawDocument(response, 'application/json');
    if (response.status === 410) return { kind: 'gone', status: 'removed', documents: [repository] };

    const tags = await tagsOf(context, name);
    const source = isOfficial(name) ? null : await buildSource(context, name);
    const record = mapImage(name, {
      repository: repository.body,
      tags: tags.map(({ body }) => body),
      source: source?.body ?? null,
    });
    return { kind: 'found', record, documents: [repository, ...tags, ...(source ? [source] : [])] };
  },
};

/** The newest 900 tags. */
async function tagsOf(context: ConnectorContext, name: string): Promise<RawDocument[]> {
  const pages: RawDocument[] = [];
  for (let page = 1; page <= MAX_PAGES; page++) {
    const url = `${context.registry.url}/v2/repositories/${name}/tags?page=${page}&page_size=${PAGE}`;
    const answer = await askJson(context, url, MAX_BYTES);
    if (answer === null) break;
    pages.push(answer);
    if (!parseTags(answer.body, name).hasMore) break;
  }
  return pages;
}

/** Few images are built from a repository by Docker Hub; of all others it says nothing, or that one may not ask. */
async function buildSource(
  { io, registry, signal }: ConnectorContext,
  name: string,
): Promise<RawDocument | null> {
  const response = await io.http.request({
    url: `${registry.url}/api/build/v1/source/?image=${encodeURIComponent(name)}`,
    headers: { accept: 'application/json' },
    maxBytes: MAX_BYTES,
    accept: [400, 401, 403, 404, 410],
    signal,
  });
  return response.status === 200 ? rawDocument(response, 'application/json') : null;
}
