/** What operations that wait for something to happen need beyond a request's ordinary context. */
import type { RequestContext } from '../service.ts';
import type { ChangeFeed } from './changes.ts';

export interface Live {
  /** What the store announces. */
  changes: ChangeFeed;
  /** Aborted when the server is about to stop: whoever waits answers with what there is. */
  closing: AbortSignal;
  /** The Accept header, lower case. */
  accept: string;
  /** The Last-Event-ID header of a client that goes on where it was cut off. */
  lastEventId: string | null;
}

/** Absent where an operation is not called by the server (command line, tests): nothing waits there. */
export type LiveContext = RequestContext & { live?: Live };
