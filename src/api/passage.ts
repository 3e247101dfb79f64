/** Who asks, what it costs them, and when it is their turn. */
import type { IncomingMessage } from 'node:http';
import type { Caller } from '../core/access.ts';
import { ForbiddenError, UnauthorizedError } from '../core/errors.ts';
import type { RequestHead } from '../core/limits.ts';
import type { LiveContext } from '../services/index-api/public.ts';
import { DeniedError } from './denials.ts';
import type { HandlerOptions, Seen } from './handler-options.ts';
import { createSessionCallers, isBySession } from './session-callers.ts';
import { contextInTurn } from './turns.ts';

export function createPassage({
  admission,
  db,
  gate,
  mounts,
}: Pick<HandlerOptions, 'admission' | 'db' | 'gate' | 'mounts'>) {
  const sessions = gate === null ? null : createSessionCallers(gate, db);

  /** Finds out who asks, and takes what the request costs. @throws DeniedError, and as `identify`. */
  const enter = async (
    request: IncomingMessage,
    url: string,
    cost: number,
    seen: Seen,
    write = false,
  ): Promise<void> => {
    if (gate === null || sessions === null) return;
    // Fastify has given the request another URL.
    const { headers, rawHeaders, socket } = request;
    const head: RequestHead = { headers, rawHeaders, socket, url };
    let caller: Caller;
    try {
      caller = gate.recognise(head) ?? (await gate.identify(head));
      if (caller.kind === 'prefix' && seen.origin !== null && mounts.isApi(seen.path))
        caller = (await sessions.find(request, seen.origin, caller)) ?? caller;
    } catch (error) {
      // It counts for the network that it came from, and is no more than a refusal.
      const network = gate.recognise(withoutCredentials(head));
      if (network === null) throw error;
      seen.caller = network;
      const ticket = gate.take(network, 1, write);
      // Who sends a key that is wrong is told that.
      if (ticket.denied && ticket.reason === 'nameless') throw error;
      if (ticket.denied) throw new DeniedError(ticket, network, 1);
      seen.ticket = ticket;
      throw error;
    }
    seen.caller = caller;
    // What is free is not limited either.
    if (cost === 0) return;
    const ticket = gate.take(caller, cost, write);
    if (ticket.denied) throw new DeniedError(ticket, caller, cost);
    seen.ticket = ticket;
  };

  const raise = (cost: number, { caller, ticket }: Seen): void => {
    const denial = ticket?.raise(cost) ?? null;
    if (denial === null || caller === null) return;
    ticket?.settle(0);
    throw new DeniedError(denial, caller, cost);
  };

  /** Work that needs the database or a thread waits for its turn. */
  const inTurn = async <T>(
    caller: Caller | null,
    context: LiveContext,
    work: (context: LiveContext) => Promise<T>,
  ): Promise<T> => {
    if (admission === null || caller === null) return work(context);
    const turn = await admission.enter(caller.priority, context.signal);
    try {
      return await work(contextInTurn(context, caller.priority, turn));
    } finally {
      turn.leave();
    }
  };

  return { enter, raise, inTurn };
}

/** @throws UnauthorizedError, ForbiddenError. */
export function checkScope(caller: Caller | null, scope: Caller['scopes'][number]): void {
  if (caller === null || caller.scopes.includes(scope)) return;
  if (caller.kind === 'prefix' || isBySession(caller))
    throw new UnauthorizedError(`this takes a key with the scope ${scope}`, null);
  throw new ForbiddenError(`this takes a key with the scope ${scope}`, 'scope');
}

const CREDENTIALS = ['authorization', 'x-api-key', 'apikey'];

/** The head as somebody without a key sends it. */
function withoutCredentials({ headers, socket }: RequestHead): RequestHead {
  const rest = Object.fromEntries(Object.entries(headers).filter(([name]) => !CREDENTIALS.includes(name)));
  return { headers: rest, rawHeaders: [], socket, url: '/' };
}
