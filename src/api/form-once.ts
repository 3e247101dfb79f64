/**
 * Forms that are sent twice, by a double click, a reload or the button that goes back: done once, and answered alike. They carry a
 * one-time token; answers are kept where those to requests with an Idempotency-Key are.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { InputError } from '../core/errors.ts';
import { IDEMPOTENCY_KEY, type KeptAnswer, once } from '../policy/idempotency/index.ts';
import type { RequestContext } from '../services/service.ts';
import { type Prepared, prepare } from './prepared.ts';
import type { AskedFor } from './replies.ts';

/** Who clicked twice sees the answer to their second click: it waits for the first. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 100;
/** Made anew for every answer, or for one browser alone. */
const NOT_KEPT = new Set(['content-length', 'content-type', 'set-cookie']);

type FormContext = Pick<RequestContext, 'db' | 'session' | 'form' | 'once' | 'waits'>;

/**
 * The token and all fields together are the key: the same token with other fields, after going back, is another wish. Only what
 * was done is kept; a form that was refused may be sent again.
 *
 * @param allowed throws for whoever may not send the form any more, and is not to see what it was answered.
 * @throws what the work throws; InputError 409 where the first one takes longer than one would wait.
 */
export async function onceForForm<C extends FormContext>(
  context: C,
  asked: AskedFor,
  work: () => Promise<Prepared>,
  allowed: (context: C) => Promise<unknown>,
): Promise<Prepared> {
  const { db, session, form, once: token } = context;
  if (token === null || session === null) return work();
  const wish = createHash('sha256').update(JSON.stringify([token, asked.path, asked.query, form]));
  const request = {
    subject: `form:${session.id}`,
    header: wish.digest('base64url'),
    parts: [],
    keeps: ({ status, contentType }: KeptAnswer) => status < 400 && contentType.startsWith('text/html'),
  };
  let made: Prepared | null = null;
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(LOOK_MS)) {
    try {
      const { answer, isRepeated } = await once(db, request, async () => {
        made = await work();
        return keptOf(made);
      });
      if (made !== null && !isRepeated) return made;
      await allowed(context);
      return prepare({ ...answer, label: asked.label });
    } catch (error) {
      if (!isBusy(error) || Date.now() > end) throw error;
      context.waits();
    }
  }
}

const isBusy = (error: unknown) =>
  error instanceof InputError && error.field === IDEMPOTENCY_KEY && error.status === 409;

function keptOf({ status, body, headers }: Prepared): KeptAnswer {
  const named = new Map<string, string>();
  for (let at = 0; at + 1 < headers.length; at += 2)
    named.set(headers[at] as string, headers[at + 1] as string);
  return {
    status,
    contentType: named.get('content-type') ?? 'text/html; charset=utf-8',
    body: body.toString('utf8'),
    location: named.get('location') ?? null,
    headers: Object.fromEntries([...named].filter(([name]) => !NOT_KEPT.has(name))),
  };
}
