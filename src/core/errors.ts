/** Typed failures. Every error that crosses a room's door is one of these, so that edges and jobs can decide by `code`. */

/** A caller sent something wrong. `field` names the offending parameter. Edges answer with `status`. */
export class InputError extends Error {
  readonly code: string = 'input';
  constructor(
    readonly field: string,
    message: string,
    readonly status: 400 | 404 | 409 | 413 | 422 = 400,
  ) {
    super(message);
    this.name = 'InputError';
  }
}

/** What was asked for does not exist here. */
export class NotFoundError extends Error {
  readonly code = 'not-found';
  constructor(message = 'not found') {
    super(message);
    this.name = 'NotFoundError';
  }
}

/** Who asks could not be told: no credential where one is needed, or one that is not valid. Edges answer 401. */
export class UnauthorizedError extends Error {
  readonly code = 'unauthorized';
  constructor(
    message: string,
    /** `invalid_token` for a credential that was sent and is none, null where there was none (RFC 6750, section 3.1). */
    readonly reason: 'invalid_token' | null = 'invalid_token',
  ) {
    super(message);
    this.name = 'UnauthorizedError';
  }
}

/** Who asks is known, and may not. `field` names what is missing or wrong. Edges answer 403. */
export class ForbiddenError extends Error {
  readonly code = 'forbidden';
  constructor(
    message: string,
    readonly field?: string,
  ) {
    super(message);
    this.name = 'ForbiddenError';
  }
}

/** Too many attempts. Edges answer 429. */
export class TooManyRequestsError extends Error {
  readonly code = 'too-many-requests';
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message);
    this.name = 'TooManyRequestsError';
  }
}

export type UpstreamErrorCode =
  /** Refused by our own door: private address, too many redirects, forbidden scheme. */
  | 'refused'
  /** No connection, DNS failure, connection reset. */
  | 'unreachable'
  | 'timeout'
  /** 429, or 503 with Retry-After. */
  | 'rate-limited'
  /** Any other 5xx. */
  | 'server-error'
  /** Any other unexpected status (401, 403, 406 ...). */
  | 'unexpected-status'
  /** The body is larger than the cap. */
  | 'too-large'
  /** The body is cut short, badly compressed, of the wrong type, or not what the schema accepts. */
  | 'malformed'
  /** A checksum or signature does not match. */
  | 'verification-failed';

/** A registry or mirror did not give a usable answer. Stored facts stay as they are. */
export class UpstreamError extends Error {
  constructor(
    readonly code: UpstreamErrorCode,
    message: string,
    readonly options: {
      url?: string;
      status?: number;
      retryAfterSeconds?: number;
      /** Where in the document, from 1. */
      line?: number;
      column?: number;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'UpstreamError';
  }
  /** True when the same request may succeed later without anyone changing anything. */
  get transient(): boolean {
    return ['unreachable', 'timeout', 'rate-limited', 'server-error'].includes(this.code);
  }
}

/** The database cannot be reached or did not answer in time; edges answer 503 with Retry-After. */
export class UnavailableError extends Error {
  readonly code = 'unavailable';
  constructor(
    message: string,
    readonly retryAfterSeconds = 5,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'UnavailableError';
  }
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
