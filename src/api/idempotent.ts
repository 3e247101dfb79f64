/** POSTs that take an Idempotency-Key: answered as before where they were answered before. */
import { IDEMPOTENCY_KEY, type KeptAnswer, once } from '../policy/idempotency/index.ts';
import type { RequestContext } from '../services/service.ts';
import type { Prepared } from './prepared.ts';
import { prepare } from './prepared.ts';
import { API_HEADERS, type AskedFor, NO_STORE } from './replies.ts';

export { IDEMPOTENCY_KEY };

/** @param subject whose keys they are. Without the header the work is simply done. */
export async function idempotently(
  context: Pick<RequestContext, 'headers' | 'body' | 'db'>,
  asked: AskedFor,
  subject: string,
  work: () => Promise<Prepared>,
): Promise<Prepared> {
  const header = context.headers[IDEMPOTENCY_KEY];
  if (header === undefined) return work();
  let made: Prepared | null = null;
  const request = {
    subject,
    header,
    parts: ['POST', asked.path, asked.query, JSON.stringify(context.body ?? null)],
  };
  const { answer, isRepeated } = await once(context.db, request, async () => {
    made = await work();
    return keptOf(made);
  });
  return made !== null && !isRepeated ? made : prepare(partsOf(answer, asked.label));
}

function keptOf({ status, body, headers }: Prepared): KeptAnswer {
  const named = (name: string) => headers[headers.indexOf(name) + 1];
  return {
    status,
    contentType: (headers.includes('content-type') && named('content-type')) || 'application/json',
    body: body.toString('utf8'),
    location: (headers.includes('location') && named('location')) || null,
  };
}

function partsOf({ status, contentType, body, location }: KeptAnswer, label: string) {
  const headers = {
    ...API_HEADERS,
    'cache-control': NO_STORE,
    'idempotent-replayed': 'true',
    ...(location === null ? {} : { location }),
  };
  return { status, body, contentType, headers, label };
}
