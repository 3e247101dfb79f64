/** Pages of GitHub's advisories by cursor, from the last change that was kept: https://docs.github.com/en/graphql/guides. */
import { InputError, UpstreamError } from '../../core/errors.ts';
import { isJsonObject, type JsonDocument, memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { MAX_AFFECTED } from '../limits.ts';
import type { PagesContext, SourcePage } from '../source.ts';
import { ADVISORIES, FURTHER, PAGE } from './query.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 60_000;
/** A million advisories: more pages are a circle. */
const MAX_PAGES = 10_000;

/**
 * `position` is the `updatedAt` of the last advisory of a page: `updatedSince` includes it, so that those which changed at the same
 * moment come again, and none is left out.
 *
 * @throws InputError (field `source`) without a token; UpstreamError as the door, `rate-limited` where the budget is used up,
 * `malformed` for what is no answer or one with errors.
 */
export async function* pages(context: PagesContext): AsyncGenerator<SourcePage> {
  const token = context.settings.github_token;
  if (!token)
    throw new InputError(
      'source',
      'github answers only who has a token: set GITHUB_TOKEN, or say from where',
      422,
    );
  const ask = asking(context, token);
  let after: string | null = null;
  let position = context.position;
  for (let count = 0; count < MAX_PAGES; count++) {
    const connection = memberOf(
      await ask(ADVISORIES, { after, since: context.position }),
      'securityAdvisories',
    );
    const nodes = objectsIn(memberOf(connection, 'nodes'), PAGE);
    for (const node of nodes) await complete(node, ask);
    position = lastChange(nodes) ?? position;
    const files = nodes.map((node, i) => ({
      path: `${typeof node.ghsaId === 'string' ? encodeURIComponent(node.ghsaId) : `unnamed-${i}`}.json`,
      bytes: Buffer.from(JSON.stringify(node)),
    }));
    if (position !== null) yield { files, position };
    const next = nextOf(connection, after);
    if (next === null) return;
    after = next;
  }
}

type Ask = (query: string, variables: Record<string, unknown>) => Promise<unknown>;

function asking({ http, url, signal }: PagesContext, token: string): Ask {
  return async (query, variables) => {
    const { status, headers, body } = await http.request({
      url,
      method: 'POST',
      headers: { authorization: `bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
      maxBytes: MAX_BYTES,
      timeoutMs: TIMEOUT_MS,
      accept: [403],
      ...(signal && { signal }),
    });
    // Both limits may be told so: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
    if (status === 403) throw limited(headers, 'status 403');
    const answer = parseJsonObject(body, 'an answer of GitHub');
    const [error] = objectsIn(answer.errors, 10);
    if (error?.type === 'RATE_LIMITED') throw limited(headers, 'the rate limit is used up');
    if (error || !isJsonObject(answer.data)) {
      const message = typeof error?.message === 'string' ? error.message.slice(0, 300) : 'no data';
      throw new UpstreamError('malformed', `GitHub: ${message}`);
    }
    return answer.data;
  };
}

/** `Retry-After` in seconds, or the moment at which the budget is filled again. */
function limited(headers: Record<string, string>, why: string): UpstreamError {
  const after = Number(headers['retry-after'] ?? Number.NaN);
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN) - Date.now() / 1000;
  const seconds = Number.isFinite(after) ? after : reset;
  return new UpstreamError('rate-limited', `GitHub: ${why}`, {
    ...(Number.isFinite(seconds) && { retryAfterSeconds: Math.min(Math.max(Math.ceil(seconds), 1), 3_600) }),
  });
}

/** Adds the packages that did not fit into the page: without them what the advisory says would be a part of it. */
async function complete(node: JsonDocument, ask: Ask): Promise<void> {
  const { vulnerabilities, ghsaId } = node;
  if (!isJsonObject(vulnerabilities) || typeof ghsaId !== 'string') return;
  const nodes = objectsIn(vulnerabilities.nodes, PAGE);
  let after = nextOf(vulnerabilities, null);
  while (after !== null && nodes.length < MAX_AFFECTED) {
    const data = await ask(FURTHER, { id: ghsaId, after });
    const further = memberOf(memberOf(data, 'securityAdvisory'), 'vulnerabilities');
    nodes.push(...objectsIn(memberOf(further, 'nodes'), PAGE));
    after = nextOf(further, after);
  }
  node.vulnerabilities = { nodes };
}

/** @throws UpstreamError `malformed` for a cursor that leads nowhere. */
function nextOf(connection: unknown, before: string | null): string | null {
  const info = memberOf(connection, 'pageInfo');
  if (memberOf(info, 'hasNextPage') !== true) return null;
  const cursor = memberOf(info, 'endCursor');
  if (typeof cursor === 'string' && cursor !== '' && cursor !== before) return cursor;
  throw new UpstreamError('malformed', 'GitHub: a page says that there is a next one, and not where');
}

function lastChange(nodes: readonly JsonDocument[]): string | null {
  const at = nodes.at(-1)?.updatedAt;
  return typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? at : null;
}
