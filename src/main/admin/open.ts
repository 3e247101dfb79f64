/** Administration on this machine's database, without the rest of the program: what has little to do starts quickly. */
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { LocalAdministration } from '../../cli/app.ts';
import type { BillingForOperators } from '../../core/administration.ts';
import type { Settings } from '../../core/settings.ts';
import { fetchOver } from '../../io/fetch.ts';
import { createIo, type IoDoors, userAgentOf } from '../../io/index.ts';
import { enqueueWebhook } from '../../pipeline/billing.ts';
import { createQueue } from '../../pipeline/jobs.ts';
import { createBilling } from '../../policy/billing/index.ts';
import { accountDoors } from '../account-doors.ts';
import { openProgramDatabase, plain } from '../compose.ts';
import { createLog } from '../log.ts';
import { programVersion } from '../version.ts';
import { createAdministration } from './index.ts';

/** In the name of whoever runs the command. @throws as openProgramDatabase. */
export async function openAdministration(settings: Settings): Promise<LocalAdministration> {
  const log = createLog(settings.logLevel === 'info' ? 'warn' : settings.logLevel);
  const database = await openProgramDatabase(settings, { log, workerConnections: 4 });
  const db = database.worker;
  let doors: IoDoors | null = null;
  try {
    const io = await createIo({
      blobsFolder: join(settings.home, 'blobs'),
      userAgent: userAgentOf(
        programVersion(),
        settings.baseUrl ?? 'http://localhost',
        settings.connector.contact,
      ),
      allowPrivateHosts: settings.allowPrivateHosts,
      mirrors: settings.mirrors,
    });
    doors = io;
    const billing: BillingForOperators = createBilling({
      db,
      settings: settings.billing,
      baseUrl: settings.baseUrl ?? `http://localhost:${settings.port}`,
      fetch: fetchOver(io.http),
      enqueue: enqueueWebhook(createQueue(db)),
      contact: settings.connector.contact ?? null,
      log: plain(log),
    });
    const { keyEnvironment } = accountDoors(settings, io.http, log);
    return {
      admin: createAdministration(
        { db, keyEnvironment, billing, policy: settings.policy },
        `cli:${userInfo().username}`,
      ),
      async close() {
        await io.close();
        await database.close();
      },
    };
  } catch (error) {
    await doors?.close();
    await database.close();
    throw error;
  }
}
