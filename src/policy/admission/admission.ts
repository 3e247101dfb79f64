/**
 * Admission: how many requests are worked on at a time, and who of those that wait is next. In front of what is not answered
 * from memory, so that the database's connections go to whom they are due.
 *
 * - Four classes with turns as 16 : 8 : 3 : 1.
 * - A part of the capacity is kept for classes 2 and 3 together: however many paid requests there are, others go on. While
 *   paid requests are about, that part is also all that they have, in places and in time, so that a flood of theirs leaves the
 *   machine to the paid.
 * - Who waits longer than their class may, or than is reasonable while there is too much of everything, gets 503.
 */
import type { PriorityClass } from '../../core/access.ts';
import { type Admission, ReducedCapacityError } from '../../core/admission.ts';
import { CLASSES, createFairQueue } from './fair-queue.ts';
import { createShedding, TARGET_MS } from './shedding.ts';

export interface AdmissionOptions {
  /** Requests that run at the same time. */
  capacity: number;
  /** Part of the capacity for classes 2 and 3 together, 0.2 to 1. Default 0.2. */
  commonsShare?: number;
  /** Monotonic, in milliseconds. */
  now?: () => number;
  random?: () => number;
  observer?: AdmissionObserver;
}

export interface AdmissionObserver {
  waited(priority: PriorityClass, ms: number): void;
  turnedAway(priority: PriorityClass, why: 'shed' | 'deadline' | 'full'): void;
}

/** What `enter` gives may be called before the end, once a request waits for something else than this machine. */
export interface OpenAdmission extends Admission {
  running(priority: PriorityClass): number;
  waiting(priority: PriorityClass): number;
  /** Turns away whoever waits, and whoever comes. */
  close(): void;
}

/** Longest wait of each class. */
export const DEADLINES_MS = [30_000, 20_000, 10_000, 5_000] as const;
/** What Retry-After says at least, in seconds: the paid come again sooner. Up to half as much is added at random. */
const RETRY_SECONDS = [1, 2, 5, 10] as const;
const LEAST_COMMONS_SHARE = 0.2;
/** So long after a paid request the commons keep to their part. */
const PAID_ABOUT_MS = 1_000;
/** Beyond so many of one class that wait, nobody else of it does: memory. */
const MOST_WAITING = 1_000;
const TICK_MS = 10;
/**
 * So many are shed at a time: a refusal is work as well, and who is refused comes back at once more often than not. All together they
 * would stand before whoever is let in.
 */
const SHED_AT_A_TIME = 2;
/** Time that the commons can have saved up. */
const MOST_CREDIT_MS = 50;

const isPaid = (priority: PriorityClass) => priority < 2;

interface Waiter {
  priority: PriorityClass;
  since: number;
  admit(): void;
  refuse(error: unknown): void;
}

export function createAdmission(options: AdmissionOptions): OpenAdmission {
  const { capacity, observer } = options;
  const share = Math.min(1, Math.max(LEAST_COMMONS_SHARE, options.commonsShare ?? LEAST_COMMONS_SHARE));
  const { now = () => performance.now(), random = Math.random } = options;
  const shedding = createShedding();
  const running = CLASSES.map(() => 0);
  // With one place there is nothing to divide: turns alone decide.
  const commons = capacity === 1 ? 0 : Math.max(1, Math.ceil(capacity * share));
  const queue = createFairQueue<Waiter>(priority => (commons > 0 && isPaid(priority) ? 1 : 0));
  let paidAt = Number.NEGATIVE_INFINITY;
  let credit = MOST_CREDIT_MS;
  let accountedAt = now();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  const paidRunning = () => (running[0] as number) + (running[1] as number);
  const commonsRunning = () => (running[2] as number) + (running[3] as number);

  const may = (priority: PriorityClass): boolean => {
    if (paidRunning() + commonsRunning() >= capacity) return false;
    if (commons === 0) return true;
    if (isPaid(priority)) return paidRunning() < Math.max(1, capacity - commons);
    account();
    if (!isPaidAbout() || share === 1) return true;
    return commonsRunning() < commons && credit > 0;
  };

  /**
   * Time that the commons may run while paid requests are about: their share of the one thread that runs JavaScript, or of what
   * is run in all where that is more. Without such a bound they would have as much of it as the paid, who may be few.
   */
  const account = () => {
    const at = now();
    const rate = Math.max(share, (share / (1 - share)) * paidRunning());
    const earned = (at - accountedAt) * (rate - commonsRunning());
    credit = isPaidAbout() && share < 1 ? Math.min(MOST_CREDIT_MS, credit + earned) : MOST_CREDIT_MS;
    accountedAt = at;
  };

  const isPaidAbout = () => {
    if (paidRunning() > 0 || queue.size(0) > 0 || queue.size(1) > 0) paidAt = now();
    return now() - paidAt < PAID_ABOUT_MS;
  };

  const start = (priority: PriorityClass): (() => void) => {
    account();
    running[priority] = (running[priority] as number) + 1;
    if (isPaid(priority)) paidAt = now();
    let done = false;
    return () => {
      if (done) return;
      done = true;
      account();
      running[priority] = (running[priority] as number) - 1;
      fill();
    };
  };

  const settle = (priority: PriorityClass, ms: number) => {
    shedding.waited(priority, ms, now());
    observer?.waited(priority, ms);
  };

  const fill = () => {
    for (let next = queue.take(may); next; next = queue.take(may)) {
      settle(next.priority, now() - next.item.since);
      next.item.admit();
    }
  };

  const turnAway = (waiter: Waiter, why: 'shed' | 'deadline' | 'full') => {
    const { priority } = waiter;
    queue.remove(priority, waiter);
    shedding.waited(priority, now() - waiter.since, now());
    observer?.turnedAway(priority, why);
    const seconds = RETRY_SECONDS[priority];
    waiter.refuse(new ReducedCapacityError(undefined, Math.ceil(seconds * (1 + random() / 2))));
  };

  const look = () => {
    const at = now();
    const from = shedding.look(priority => {
      let slow = 0;
      for (const { since } of queue.waiting(priority)) {
        if (at - since <= TARGET_MS) break;
        slow++;
      }
      return { all: queue.size(priority), slow };
    }, at);
    let shed = 0;
    for (const priority of CLASSES.toReversed()) {
      for (const waiter of queue.waiting(priority)) {
        const waited = at - waiter.since;
        if (waited >= DEADLINES_MS[priority]) turnAway(waiter, 'deadline');
        else if (priority >= from && waited > TARGET_MS && shed < SHED_AT_A_TIME) {
          turnAway(waiter, 'shed');
          shed++;
        } else break;
      }
    }
    // The commons may have more room since no paid request is about.
    fill();
    if (CLASSES.every(priority => queue.size(priority) === 0) && timer) {
      clearInterval(timer);
      timer = null;
    }
  };

  return {
    enter(priority, signal) {
      if (signal.aborted) return Promise.reject(signal.reason);
      if (queue.size(priority) === 0 && may(priority) && !closed) {
        settle(priority, 0);
        queue.count(priority);
        return Promise.resolve(start(priority));
      }
      return new Promise((resolve, reject) => {
        const left = () => {
          if (queue.remove(priority, waiter)) reject(signal.reason);
        };
        const waiter: Waiter = {
          priority,
          since: now(),
          admit() {
            signal.removeEventListener('abort', left);
            resolve(start(priority));
          },
          refuse(error) {
            signal.removeEventListener('abort', left);
            reject(error);
          },
        };
        if (closed || queue.size(priority) >= MOST_WAITING) {
          turnAway(waiter, 'full');
          return;
        }
        signal.addEventListener('abort', left, { once: true });
        queue.add(priority, waiter);
        timer ??= setInterval(look, TICK_MS).unref();
        fill();
      });
    },

    running: priority => running[priority] as number,
    waiting: priority => queue.size(priority),

    close() {
      closed = true;
      if (timer) clearInterval(timer);
      for (const priority of CLASSES) {
        for (const waiter of queue.waiting(priority)) turnAway(waiter, 'full');
      }
    },
  };
}
