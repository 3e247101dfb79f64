/** What the server counts about itself, in Prometheus' text format. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { QueueCounts } from '../services/index-api/public.ts';

export interface EdgeMetrics {
  registry: Registry;
  /** A request answered from memory. Called often: it only counts. */
  hit(label: string, status: number): void;
  /** A request that an operation answered, or that failed. */
  observe(label: string, method: string, status: number, seconds: number): void;
  text(): Promise<{ body: string; contentType: string }>;
}

export interface MetricSources {
  pool: { totalCount: number; idleCount: number; waitingCount: number };
  cache(): { entries: number; bytes: number; trusted: boolean };
  /** Asked at most every 10 s; null where there is no queue or no database. */
  queue(): Promise<QueueCounts | null>;
  openStreams(): number;
}

const QUEUE_AGE_MS = 10_000;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

/** @param registry where others may count too; by default a new one with the metrics of the process. */
export function createMetrics(sources: MetricSources, registry = withProcessMetrics()): EdgeMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'ecosystems_http_requests_total',
    help: 'Requests answered, by operation, method, status and whether the answer was in memory',
    labelNames: ['operation', 'method', 'status', 'memory'] as const,
    registers,
  });
  const seconds = new Histogram({
    name: 'ecosystems_http_operation_seconds',
    help: 'Time to answer requests that were not answered from memory',
    labelNames: ['operation'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const hits = new Map<string, { label: string; status: number; count: number }>();

  gauge('ecosystems_cache_entries', 'Answers in memory', () => sources.cache().entries);
  gauge('ecosystems_cache_bytes', 'Size of the answers in memory', () => sources.cache().bytes);
  gauge('ecosystems_cache_trusted', '0 while changes of the database cannot be heard', () =>
    Number(sources.cache().trusted),
  );
  gauge('ecosystems_http_streams', 'Event streams that are open', sources.openStreams);
  gauge('ecosystems_database_connections', 'Connections of the pool', () => sources.pool.totalCount);
  gauge('ecosystems_database_idle', 'Connections without work', () => sources.pool.idleCount);
  gauge(
    'ecosystems_database_waiting',
    'Requests that wait for a connection',
    () => sources.pool.waitingCount,
  );
  queueGauge();

  function gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  }

  function queueGauge(): void {
    let last: QueueCounts | null = null;
    let asked = Number.NEGATIVE_INFINITY;
    new Gauge({
      name: 'ecosystems_queue_jobs',
      help: 'Jobs by lane and state',
      labelNames: ['lane', 'state'] as const,
      registers,
      async collect() {
        if (performance.now() - asked > QUEUE_AGE_MS) {
          asked = performance.now();
          last = await sources.queue().catch(() => null);
        }
        this.reset();
        for (const [lane, states] of Object.entries(last ?? {})) {
          for (const [state, count] of Object.entries(states)) this.set({ lane, state }, count);
        }
      },
    });
  }

  return {
    registry,

    hit(label, status) {
      const key = status === 200 ? label : `${label} ${status}`;
      const known = hits.get(key);
      if (known) known.count++;
      else hits.set(key, { label, status, count: 1 });
    },

    observe(label, method, status, duration) {
      requests.inc({
        operation: label,
        method: METHODS.has(method) ? method : 'other',
        status: String(status),
        memory: 'no',
      });
      seconds.observe({ operation: label }, duration);
    },

    async text() {
      for (const hit of hits.values()) {
        requests.inc(
          { operation: hit.label, method: 'GET', status: String(hit.status), memory: 'yes' },
          hit.count,
        );
        hit.count = 0;
      }
      return { body: await registry.metrics(), contentType: registry.contentType };
    },
  };
}

/** A new registry with the metrics of the process. */
export function withProcessMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
