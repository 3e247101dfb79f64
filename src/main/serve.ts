/** `ecosystems serve`: pages and API over HTTP, and on request a worker in the same process. */
import { withProcessMetrics } from '../api/metrics.ts';
import { createServer } from '../api/server.ts';
import type { Settings } from '../core/settings.ts';
import type { OpenGate } from '../policy/index.ts';
import { createAdministration } from './admin/index.ts';
import { compose } from './compose.ts';
import { openGate } from './gate.ts';
import { createLog } from './log.ts';
import { type Metering, openMetering } from './metering.ts';
import { readPageFiles } from './page-files.ts';
import { services } from './services.ts';
import { untilStopped } from './stop.ts';
import { startWork, workerConnections } from './work.ts';

export interface ServeOptions {
  /** Also works on jobs. */
  withWorker?: boolean;
  /** Instead of those of the settings. */
  host?: string;
  port?: number;
}

/**
 * Serves until SIGINT or SIGTERM: then running requests and jobs have ten seconds to finish. A second signal ends the
 * process at once.
 *
 * @throws Error with a sentence for people when the port is taken or the database cannot be opened.
 */
export async function serve(settings: Settings, options: ServeOptions = {}): Promise<void> {
  const log = createLog(settings.logLevel);
  await untilStopped(log, async signal => {
    const composition = await compose(settings, { log, signal, workerConnections: workerConnections() });
    let gate: OpenGate | null = null;
    let metering: Metering | null = null;
    try {
      gate = await openGate(composition);
      const metrics = withProcessMetrics();
      const counted = openMetering(composition, metrics);
      metering = counted;
      const server = await createServer({
        services,
        db: composition.database.web,
        directory: composition.directory,
        sync: composition.readThrough,
        tools: composition.tools,
        attester: composition.attester,
        accounts: composition.accounts,
        administration: actor =>
          createAdministration(
            {
              db: composition.database.web,
              keyEnvironment: composition.accounts.keyEnvironment,
              billing: composition.billing,
              policy: settings.policy,
            },
            actor,
          ),
        graph: composition.graph,
        billing: composition.billing,
        gate,
        meter: counted.meter,
        requestLog: counted.requestLog,
        usage: counted.usage,
        admission: counted.admission,
        onPublished: counted.onPublished,
        metrics,
        keepUpload: composition.spool.receive,
        pageFiles: await readPageFiles(),
        settings,
        log,
      });
      const address = await server
        .listen(options.host ?? settings.host, options.port ?? settings.port)
        .catch(async error => {
          await server.close();
          throw isTaken(error)
            ? new Error(`port ${options.port ?? settings.port} is taken: set PORT`)
            : error;
        });
      const worker = options.withWorker ? startWork(composition) : null;
      log.info(`serving ${address}${worker ? ' and working on jobs' : ''}`);
      process.stdout.write(`${address}\n`);
      return async () => {
        await Promise.all([server.close(), worker?.stop(10_000)]);
        await counted.close();
        await gate?.close();
        await composition.close();
      };
    } catch (error) {
      await metering?.close();
      await gate?.close();
      await composition.close();
      throw error;
    }
  });
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
}
