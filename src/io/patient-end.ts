/**
 * undici 7 ends the process when a server closes its connection while the reader of the body is behind: its parser is paused
 * then, and asserts that it is not (https://github.com/nodejs/undici/issues/5360; mended in undici 8, which needs Node 22). Any server
 * could do that to us. Here undici hears of the end of a connection only once its parser has caught up.
 */
import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';

/** For the connector: or Node would destroy the socket at its end, and undici could not read on. */
export const HALF_OPEN = { allowHalfOpen: true };

const PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 500;

type Listener = (...args: unknown[]) => void;

/** The same connector, with sockets whose `end` undici hears of when it can. */
export function patiently(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      makePatient(socket);
      callback(null, socket);
    });
}

function makePatient(socket: Socket): void {
  const on = socket.on.bind(socket) as (event: string, listener: Listener) => Socket;
  socket.on = ((event: string, listener: Listener) =>
    on(event, event === 'end' ? () => tell(socket, listener, PAUSE_MS) : listener)) as Socket['on'];
}

function tell(socket: Socket, listener: Listener, pause: number): void {
  // Whoever gave up on the body has destroyed the socket, and undici knows.
  if (socket.destroyed) return;
  try {
    listener.call(socket);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ASSERTION') throw error;
    setTimeout(tell, pause, socket, listener, Math.min(2 * pause, LONGEST_PAUSE_MS));
  }
}
