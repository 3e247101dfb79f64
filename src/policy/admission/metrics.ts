/** Admission as Prometheus sees it. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { AdmissionObserver, OpenAdmission } from './admission.ts';
import { CLASSES } from './fair-queue.ts';

/** Counts into a registry. `watch` also shows who runs and waits. */
export function admissionMetrics(registry: Registry): {
  observer: AdmissionObserver;
  watch(admission: Pick<OpenAdmission, 'running' | 'waiting' | 'paused'>): void;
} {
  const registers = [registry];
  const seconds = new Histogram({
    name: 'ecosystems_admission_wait_seconds',
    help: 'Time that requests waited for their turn, by priority class',
    labelNames: ['class'] as const,
    buckets: [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const paused = new Histogram({
    name: 'ecosystems_admission_pause_seconds',
    help: 'Time for which requests in their turn let others go first, each time, by priority class',
    labelNames: ['class'] as const,
    buckets: [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const away = new Counter({
    name: 'ecosystems_admission_turned_away_total',
    help: 'Requests that got no turn or not to its end: shed, past the deadline of their class, or too many that wait',
    labelNames: ['class', 'why'] as const,
    registers,
  });
  return {
    observer: {
      waited: (priority, ms) => seconds.observe({ class: String(priority) }, ms / 1000),
      paused: (priority, ms) => paused.observe({ class: String(priority) }, ms / 1000),
      turnedAway: (priority, why) => away.inc({ class: String(priority), why }),
    },
    watch(admission) {
      for (const state of ['running', 'waiting', 'paused'] as const) {
        new Gauge({
          name: `ecosystems_admission_${state}`,
          help: `Requests that are ${state}, by priority class`,
          labelNames: ['class'] as const,
          registers,
          collect() {
            for (const priority of CLASSES) this.set({ class: String(priority) }, admission[state](priority));
          },
        });
      }
    },
  };
}
