/** What an error looks like from outside: a status, a sentence, and the parameter it is about. */
import { ReducedCapacityError } from '../core/admission.ts';
import {
  ForbiddenError,
  InputError,
  messageOf,
  NotFoundError,
  TooManyRequestsError,
  UnauthorizedError,
  UnavailableError,
  UpstreamError,
  type UpstreamErrorCode,
} from '../core/errors.ts';
import type { Json } from '../core/records.ts';
import { MediaTypeError } from './body.ts';
import { TargetTooLongError } from './target.ts';

export interface Problem {
  status: number;
  /** For people; never holds anything of the inside. */
  message: string;
  parameter?: string;
  headers?: Record<string, string>;
  /** Number of the request, to be said in a report. */
  requestId?: string;
  /** Members of a problem document (RFC 9457), beside `status` and `error`. */
  details?: Record<string, Json>;
  /** Not the caller's fault: to be logged. */
  unexpected: boolean;
}

/** A path that exists, asked with a method that it does not have. */
export class MethodError extends Error {
  constructor(readonly allow: readonly string[]) {
    super('method not allowed');
    this.name = 'MethodError';
  }
}

/** SQLSTATEs of a database that has no time, no room or no mind for us now; see appendix A of PostgreSQL's manual. */
const BUSY_STATE = /^(?:57...|53...|08...|55P03)$/;

export function problemOf(error: unknown): Problem {
  if (error instanceof NotFoundError) return { status: 404, message: 'not found', unexpected: false };
  if (error instanceof InputError) {
    return { status: error.status, message: error.message, parameter: error.field, unexpected: false };
  }
  if (error instanceof UnauthorizedError) return unauthorized(error);
  if (error instanceof TooManyRequestsError) return tooMany(error);
  if (error instanceof ForbiddenError) {
    return { status: 403, message: error.message, parameter: error.field, unexpected: false };
  }
  if (error instanceof MethodError) {
    const headers = { allow: error.allow.join(', ') };
    return { status: 405, message: error.message, headers, unexpected: false };
  }
  if (error instanceof MediaTypeError) return { status: 415, message: error.message, unexpected: false };
  if (error instanceof TargetTooLongError) {
    return { status: 414, message: error.message, parameter: 'url', unexpected: false };
  }
  if (error instanceof UpstreamError) return upstream(error);
  if (error instanceof ReducedCapacityError) return reducedCapacity(error);
  if (error instanceof UnavailableError) return unavailable(error.retryAfterSeconds);
  const { code } = (error ?? {}) as { code?: unknown };
  if (typeof code === 'string' && BUSY_STATE.test(code)) return unavailable(5);
  return { status: 500, message: 'internal server error', unexpected: true };
}

/** Statuses of what was fetched, or sent, and is of no use: only those from 500 on may get better by themselves. */
const UPSTREAM: Record<UpstreamErrorCode, number> = {
  refused: 400,
  malformed: 422,
  'too-large': 422,
  'verification-failed': 422,
  timeout: 504,
  unreachable: 502,
  'rate-limited': 502,
  'server-error': 502,
  'unexpected-status': 502,
};

function upstream({ code, message, options }: UpstreamError): Problem {
  const { retryAfterSeconds } = options;
  return {
    status: UPSTREAM[code] ?? 502,
    message,
    ...(retryAfterSeconds === undefined
      ? {}
      : { headers: { 'retry-after': String(Math.ceil(retryAfterSeconds)) } }),
    unexpected: false,
  };
}

function unavailable(retryAfterSeconds: number): Problem {
  const retryAfter = withJitter(retryAfterSeconds);
  return {
    status: 503,
    message: 'the database is not available at the moment, try again soon',
    headers: { 'retry-after': String(retryAfter) },
    details: { type: 'about:blank', title: 'Service Unavailable', retry_after: retryAfter },
    unexpected: false,
  };
}

/** RFC 6750, section 3. */
function unauthorized({ message, reason }: UnauthorizedError): Problem {
  const challenge = reason === null ? 'Bearer' : `Bearer error="${reason}", error_description="${message}"`;
  return { status: 401, message, headers: { 'www-authenticate': challenge }, unexpected: false };
}

function tooMany({ message, retryAfterSeconds }: TooManyRequestsError): Problem {
  const retryAfter = withJitter(retryAfterSeconds);
  return {
    status: 429,
    message,
    headers: { 'retry-after': String(retryAfter) },
    details: {
      type: `${PROBLEM_TYPES}abnormal-usage-detected`,
      title: 'Too Many Requests',
      retry_after: retryAfter,
    },
    unexpected: false,
  };
}

function reducedCapacity({ message, retryAfterSeconds }: ReducedCapacityError): Problem {
  const retryAfter = withJitter(retryAfterSeconds);
  return {
    status: 503,
    message,
    headers: { 'retry-after': String(retryAfter) },
    details: {
      type: `${PROBLEM_TYPES}temporary-reduced-capacity`,
      title: 'Temporary reduced capacity',
      retry_after: retryAfter,
    },
    unexpected: false,
  };
}

/** Types of draft-ietf-httpapi-ratelimit-headers. */
export const PROBLEM_TYPES = 'https://iana.org/assignments/http-problem-types#';

/** Up to a tenth later, so that those who were refused together do not come back together. Whole seconds, at least one. */
export function withJitter(seconds: number, random: () => number = Math.random): number {
  return Math.max(1, Math.ceil(seconds * (1 + random() / 10)));
}

/** What goes to the log of an error: the message, and the stack where it was not expected. */
export function describeError(error: unknown): { message: string; stack?: string } {
  const cause = error instanceof Error && error.cause !== undefined ? `: ${messageOf(error.cause)}` : '';
  return { message: `${messageOf(error)}${cause}`, stack: error instanceof Error ? error.stack : undefined };
}
