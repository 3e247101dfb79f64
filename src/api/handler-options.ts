/** What the handler of requests is made of, and what it knows of one request while it answers. */
import type { Caller } from '../core/access.ts';
import type { Admission } from '../core/admission.ts';
import type { Billing } from '../core/billing.ts';
import type { DependencyGraph } from '../core/graph.ts';
import type { Gate, KeyReports, Ticket } from '../core/limits.ts';
import type { RequestLog } from '../core/request-log.ts';
import type { Tools } from '../core/tools.ts';
import type { Meter, UsageDoor, UsageSample } from '../core/usage.ts';
import type { Live } from '../services/index-api/public.ts';
import type { PackageMemory, ReadThrough, RegistryDirectory, RequestContext } from '../services/service.ts';
import type { Database, Queryable } from '../store/database.ts';
import type { ResponseCache } from './cache.ts';
import type { Endpoint } from './endpoint.ts';
import type { ProblemLog } from './log.ts';
import type { EdgeMetrics } from './metrics.ts';
import type { Mounts } from './mounts.ts';
import type { Origin, OriginReader } from './origin.ts';
import type { Prepared } from './prepared.ts';
import type { Problem } from './problems.ts';
import type { Router } from './router.ts';
import type { Keep } from './upload.ts';

export interface HandlerOptions {
  router: Router<Endpoint>;
  origins: OriginReader;
  mounts: Mounts;
  cache: ResponseCache;
  metrics: EdgeMetrics;
  logProblem: ProblemLog;
  db: Queryable & Pick<Database, 'transaction'>;
  directory: RegistryDirectory;
  sync: ReadThrough;
  memory: PackageMemory;
  tools: Tools;
  graph: DependencyGraph;
  usage: UsageDoor;
  billing: Billing;
  attester: RequestContext['attester'];
  accounts: RequestContext['accounts'];
  administration: RequestContext['administration'];
  /** Null: nobody is limited, and no key is asked for. */
  gate: Gate | null;
  keyReports: KeyReports;
  meter: Meter | null;
  /** Null: single requests are not taken down. */
  requestLog: RequestLog | null;
  admission: Admission | null;
  /** Where files that are sent are put. */
  keepUpload: Keep;
  live: Pick<Live, 'changes' | 'closing'>;
  /** The page for people that says what went wrong. */
  problemPage(problem: Problem, siteUrl: string, path: string, method: string): Prepared;
  /** Called as streams begin (+1) and end (-1). */
  onStream(change: 1 | -1): void;
}

/** What is known of a request so far, for its error and for the meter. */
export interface Seen {
  label: string;
  path: string;
  target: string;
  origin: Origin | null;
  requestId: string;
  caller: Caller | null;
  ticket: Ticket | null;
  cache: UsageSample['cache'];
  cost: number;
  bytes: number;
  etag: string | null;
}
