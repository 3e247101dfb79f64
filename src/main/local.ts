/** The program on this machine's database, without a socket: commands ask the same API that `serve` offers. */
import { basename } from 'node:path';
import { NO_PAGE_FILES } from '../api/assets.ts';
import { createServer } from '../api/server.ts';
import {
  type AdvisoriesOptions,
  type AdvisoriesResult,
  type Answer,
  CommandFailure,
  type ImportOptions,
  type ImportResult,
  type LocalProgram,
  type OpenedTarget,
  type QueueResult,
} from '../cli/app.ts';
import { InputError, messageOf } from '../core/errors.ts';
import type { Settings } from '../core/settings.ts';
import type { TreeFile } from '../core/tree.ts';
import { purlOf } from '../ecosystems/ecosystem.ts';
import { openReplay } from '../io/replay.ts';
import { importAdvisories } from '../pipeline/advisories.ts';
import { fetchAdvisories, nameRules, sourceNamed } from '../pipeline/advisory-fetch.ts';
import { importRegistry } from '../pipeline/import.ts';
import { queueNames } from '../pipeline/names.ts';
import type { SyncRegistry } from '../pipeline/registries.ts';
import { purlTarget } from '../services/packages/purls.ts';
import { deletePackage } from '../store/removals.ts';
import { type Composition, compose, plain } from './compose.ts';
import { createLog } from './log.ts';
import { createReadingDoors } from './reading-doors.ts';
import { services } from './services.ts';
import { programVersion } from './version.ts';

/** Commands report what matters themselves. */
const QUIET = { info: 'warn', debug: 'debug', trace: 'trace' } as const;

/** Outcomes of a sync after which the package is not in the index. */
const LACKING: Record<string, string> = {
  missing: 'the registry does not know it',
  tombstoned: 'it was deleted from this index for good',
};

/**
 * @param options.from folder or file of a recording that answers in place of the network, see io/replay.ts.
 * @throws as compose; InputError with field `from` where there is no recording.
 */
export async function openLocal(settings: Settings, options: { from?: string } = {}): Promise<LocalProgram> {
  const level = QUIET[settings.logLevel as keyof typeof QUIET] ?? settings.logLevel;
  const http = options.from === undefined ? undefined : await openReplay(options.from);
  const composition = await compose(settings, { log: createLog(level), http });
  const server = await createServer({
    services,
    db: composition.database.web,
    directory: composition.directory,
    sync: composition.readThrough,
    tools: composition.tools,
    attester: composition.attester,
    graph: composition.graph,
    billing: composition.billing,
    keepUpload: composition.spool.receive,
    pageFiles: NO_PAGE_FILES,
    settings,
    log: composition.log,
  });
  const inject = async (
    method: 'GET' | 'POST',
    url: string,
    payload?: object,
    headers?: Record<string, string>,
  ): Promise<Answer> => {
    const reply = await server.fastify.inject({ method, url, payload, headers });
    return { status: reply.statusCode, body: reply.payload === '' ? null : JSON.parse(reply.payload) };
  };

  return {
    databaseUrl: composition.database.url,
    server: null,
    hasKey: false,
    get: path => inject('GET', path),
    post: (path, body, headers) => inject('POST', path, body as object, headers),

    async import(name, options) {
      const registry = importable(composition, name);
      return registry.definition.connector.mode === 'batch'
        ? importWhole(composition, registry, options)
        : queueAll(composition, registry, options);
    },

    importAdvisories: (source, options) => importSource(composition, source, options),

    async sync(purl, { force }) {
      try {
        const { registry, name } = only(composition, purl);
        const { outcome } = await composition.sync(registry, name, { force });
        return outcome in LACKING ? { purl, outcome, message: LACKING[outcome] } : { purl, outcome };
      } catch (error) {
        return { purl, outcome: 'failed', message: messageOf(error) };
      }
    },

    async delete(purl, reason) {
      const { registry, name } = only(composition, purl);
      return deletePackage(composition.database.worker, registry, name, reason, () => purlOf(registry, name));
    },

    async close() {
      await server.close();
      await composition.close();
    },
  };
}

async function importWhole(
  { database, io, locks, log, settings }: Composition,
  registry: SyncRegistry,
  { suites, force, limit, onProgress }: ImportOptions,
): Promise<ImportResult> {
  if (limit !== null) throw new InputError('limit', `${registry.name} is read as a whole: no --limit`);
  const deps = { db: database.worker, io, locks, settings: settings.connector, log: plain(log) };
  const done = await importRegistry(deps, registry, { suites, force, onProgress });
  return {
    registry: registry.name,
    outcome: done.outcome,
    packages: done.created + done.updated + done.unchanged + done.tombstoned,
    removed: done.removed,
    seconds: done.seconds,
  };
}

async function importSource(
  { database, io, locks, log, registries, settings, spool }: Composition,
  id: string,
  { from, force, onProgress }: AdvisoriesOptions,
): Promise<AdvisoriesResult> {
  const source = sourceNamed(id);
  const deps = {
    db: database.worker,
    io,
    spool,
    locks,
    log: plain(log),
    normalise: nameRules(registries),
    settings: settings.connector,
  };
  if (from === null) return fetchAdvisories(deps, source, { force, onProgress });
  const doors = createReadingDoors(settings, programVersion());
  try {
    const target = await doors.open(from);
    const tree = target.kind === 'folder' || target.tree !== null ? target.tree?.() : null;
    return await importAdvisories(deps, source, tree ?? onlyFile(target), { force, onProgress });
  } finally {
    await doors.close();
  }
}

/** A file that is no archive, as a tree. */
async function* onlyFile(target: OpenedTarget): AsyncGenerator<TreeFile> {
  if (target.kind !== 'file') return;
  const { name, size, read, stream } = target;
  yield { path: basename(name), size, kind: 'file', linkTarget: null, executable: null, read, stream };
}

async function queueAll(
  { database, io, queue, settings }: Composition,
  registry: SyncRegistry,
  { suites, force, limit, onProgress }: ImportOptions,
): Promise<QueueResult> {
  if (suites !== null || force) {
    const option = force ? 'force' : 'suites';
    throw new InputError(option, `${registry.name} is asked package by package: no --${option}`);
  }
  const began = performance.now();
  const deps = { db: database.worker, io, queue, settings: settings.connector };
  const { names, queued } = await queueNames(deps, registry, { limit: limit ?? undefined, onProgress });
  const seconds = Math.round(performance.now() - began) / 1000;
  return { registry: registry.name, outcome: 'queued', names, queued, seconds };
}

/** A registry by name, or the default registry of an ecosystem by id. */
function importable({ registries }: Composition, name: string): SyncRegistry {
  const all = registries.all();
  const found = registries.byName(name) ?? all.find(r => r.ecosystem === name && r.isDefault);
  if (found) return found;
  throw new CommandFailure(`there is no registry ${name}; there are ${all.map(r => r.name).join(', ')}`, 2);
}

/** The one place a purl points at. */
function only(
  { directory, registries }: Composition,
  purl: string,
): { registry: SyncRegistry; name: string } {
  const { candidates } = purlTarget(directory, purl);
  const target = candidates[0];
  const registry = target && registries.byId(target.registry.id);
  if (!target || !registry) throw new InputError('purl', `no registry of this index holds ${purl}`, 422);
  return { registry, name: target.name };
}
