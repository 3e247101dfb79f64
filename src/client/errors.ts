/** What a call of the client fails with. Messages and causes never hold the key. */
export type ClientErrorCode =
  /** The server answered with a status of 400 or more. */
  | 'status'
  /** No connection, or it broke. */
  | 'network'
  /** No answer within the time of a try. */
  | 'timeout'
  /** The answer is larger than allowed, or says that it is JSON and is none. */
  | 'malformed'
  /** Asked in a way that cannot be sent. */
  | 'usage';

export interface ClientErrorDetails {
  /** Of the last answer; null where there was none. */
  status?: number;
  /** The parameter that the server complains of. */
  parameter?: string;
  /** Seconds after which the server wants to be asked again. */
  retryAfterSeconds?: number;
  /** Body of the last answer, parsed where it is JSON. */
  body?: unknown;
  /** How often it was tried. */
  tries?: number;
}

export class ClientError extends Error {
  readonly status: number | null;
  readonly parameter: string | null;
  readonly retryAfterSeconds: number | null;
  readonly body: unknown;
  readonly tries: number;

  constructor(
    readonly code: ClientErrorCode,
    message: string,
    details: ClientErrorDetails = {},
  ) {
    super(message);
    this.name = 'ClientError';
    this.status = details.status ?? null;
    this.parameter = details.parameter ?? null;
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
    this.body = details.body ?? null;
    this.tries = details.tries ?? 0;
  }
}
