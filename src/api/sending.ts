/** How answers and failures go out, with the fields of whoever asked. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DeniedError, denialProblem } from './denials.ts';
import { addCallerFields } from './fields.ts';
import type { HandlerOptions, Seen } from './handler-options.ts';
import { formOf, type Prepared, writePrepared } from './prepared.ts';
import { problemOf } from './problems.ts';
import { prepareProblem } from './replies.ts';

export function createSending(options: HandlerOptions) {
  const { gate, mounts } = options;

  /** Writes an answer with the fields of its caller, and settles what it cost. @returns the status sent. */
  const send = (
    request: IncomingMessage,
    response: ServerResponse,
    prepared: Prepared,
    seen: Seen,
    denied: DeniedError | null = null,
  ): number => {
    const { caller, origin, requestId, ticket } = seen;
    const form = formOf(request, prepared);
    const status = form === 'not-modified' ? 304 : prepared.status;
    let own: string[] = [];
    if (ticket !== null) {
      ticket.settle(actualCost(status, prepared.actualCost ?? ticket.cost));
      seen.cost = ticket.cost;
      own = ticket.fields();
    } else if (denied !== null) own = denied.denial.fields();
    else if (caller !== null && gate !== null) own = gate.peek(caller);
    if (status === 304) seen.cache = '304';
    seen.etag = prepared.etag;
    addCallerFields(own, caller, requestId, prepared, origin);
    const forCaller = caller !== null && caller.kind !== 'prefix';
    seen.bytes = writePrepared(response, prepared, form, {
      headOnly: request.method === 'HEAD',
      own,
      forCaller,
    });
    return status;
  };

  /** Says what went wrong, to programs or to people. @returns the status sent. */
  const fail = (
    request: IncomingMessage,
    response: ServerResponse,
    error: unknown,
    gone: AbortSignal,
    seen: Seen,
  ): number => {
    const { origin, path, label, requestId } = seen;
    const denied = error instanceof DeniedError ? error : null;
    const problem =
      denied === null ? problemOf(error) : denialProblem(denied, origin?.siteUrl ?? '', options.usage.hints);
    const clientLeft = gone.aborted && !response.writableEnded;
    if (problem.status >= 500 && !clientLeft && denied === null) {
      options.logProblem(error, { path, requestId, expected: !problem.unexpected });
    }
    if (clientLeft || response.headersSent) {
      response.destroy();
      return CLIENT_LEFT;
    }
    // What is left of a body that nobody reads would be taken for the next request.
    if (request.method === 'POST' && !request.readableEnded) {
      problem.headers = { ...problem.headers, connection: 'close' };
    }
    const forPeople = origin !== null && !mounts.isApi(path);
    const prepared = forPeople
      ? options.problemPage({ ...problem, requestId }, origin.siteUrl, path, request.method ?? 'GET')
      : prepareProblem(problem, label);
    return send(request, response, prepared, seen, denied);
  };

  return { send, fail };
}

/** What went wrong on our side costs nothing; what the caller did wrong costs no more than looking at it. */
function actualCost(status: number, cost: number): number {
  if (status === 304 || status >= 500) return 0;
  return status >= 400 ? Math.min(1, cost) : cost;
}

/** As web servers log it: the client closed the request. */
const CLIENT_LEFT = 499;
