/** A typed client of the API, for Node and browsers. README.md shows how it is used. */
import { bindServices, type Services } from './generated/services.ts';
import { createTransport, type Transport, type TransportOptions } from './transport.ts';

export { ClientError, type ClientErrorCode } from './errors.ts';
export { type EtagStore, memoryEtagStore, type StoredAnswer } from './etag-store.ts';
export type * from './generated/services.ts';
export type { Operation, Parameters } from './operations.ts';
export {
  type Answer,
  type CallOptions,
  createTransport,
  type Outgoing,
  type Transport,
  type TransportEvent,
  type TransportOptions,
} from './transport.ts';

export interface Client extends Services {
  /** For what no operation stands for: `client.transport.send({ method: 'GET', path: '/api/v1/...' })`. */
  readonly transport: Transport;
}

/** @throws ClientError `usage` for a base URL, key or address that cannot be sent. */
export function createClient(options: TransportOptions): Client {
  const transport = createTransport(options);
  return { ...bindServices(transport), transport };
}
