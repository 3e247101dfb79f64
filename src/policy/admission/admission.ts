/**
 * Admission: how many requests are worked on at a time, and who of those that wait is next. In front of what is not answered
 * from memory, so that the database's connections go to whom they are due.
 *
 * - Four classes with turns as 16 : 8 : 3 : 1.
 * - A part of the capacity is kept for classes 2 and 3 together: however many paid requests there are, others go on. While
 *   paid requests are about, that part is also all that they have, in places and in time, so that a flood of theirs leaves the
 *   machine to the paid.
 * - While a paid request runs, requests of classes 2 and 3 pause at their next statement, and none begins, until they have
 *   saved up time: what they are due they have as long as possible while no paid request runs.
 * - Who waits longer than their class may, or than is reasonable while there is too much of everything, gets 503.
 */
import type { PriorityClass } from '../../core/access.ts';
import { type Admission, ReducedCapacityError, type Turn } from '../../core/admission.ts';
import { CLASSES, createFairQueue } from './fair-queue.ts';
import { createShedding, TARGET_MS } from './shedding.ts';
import { createTurn, type Pause } from './turn.ts';

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
  /** How long a request waited for its turn. */
  waited(priority: PriorityClass, ms: number): void;
  /** How long a request in its turn let others go first, each time. */
  paused(priority: PriorityClass, ms: number): void;
  turnedAway(priority: PriorityClass, why: 'shed' | 'deadline' | 'full'): void;
}

export interface OpenAdmission extends Admission {
  /** Requests in their turn, those that pause included. */
  running(priority: PriorityClass): number;
  /** Pieces of work that let others go first. */
  paused(priority: PriorityClass): number;
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
/** Time that the commons can have saved up for each of their places, and in all if they have one. */
const CREDIT_OF_PLACE_MS = 25;
const LEAST_CREDIT_MS = 50;

const isPaid = (priority: PriorityClass) => priority < 2;
const isCommon = (priority: PriorityClass) => priority >= 2;
const anybody = () => true;

interface Waiter {
  priority: PriorityClass;
  since: number;
  admit(waitedMs: number): void;
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
  const paidPlaces = Math.max(1, capacity - commons);
  // Half of it is more than is earned until somebody looks again: nothing is lost.
  const mostCredit = Math.max(LEAST_CREDIT_MS, commons * CREDIT_OF_PLACE_MS);
  const queue = createFairQueue<Waiter>(priority => (commons > 0 && isPaid(priority) ? 1 : 0));
  /** In the order in which they began. */
  const pauses = new Set<Pause>();
  /** Requests of the commons of which all pauses. */
  let resting = 0;
  let paidAt = Number.NEGATIVE_INFINITY;
  let credit = mostCredit;
  let accountedAt = now();
  let timer: NodeJS.Timeout | null = null;
  let soon: NodeJS.Immediate | null = null;
  let closed = false;

  const paidRunning = () => (running[0] as number) + (running[1] as number);
  const commonsRunning = () => (running[2] as number) + (running[3] as number);
  const waiting = (test: (priority: PriorityClass) => boolean) =>
    CLASSES.some(priority => test(priority) && queue.size(priority) > 0);

  const may = (priority: PriorityClass): boolean => {
    if (paidRunning() + commonsRunning() >= capacity) return false;
    if (commons === 0) return true;
    if (isPaid(priority)) return paidRunning() < paidPlaces;
    account();
    if (!isPaidAbout() || share === 1) return true;
    return commonsRunning() < commons && credit > 0 && mayGoOn();
  };

  /**
   * Whether requests of the commons go on beside the paid: where those have all of their places the commons have theirs. Otherwise
   * they wait for a moment without, until they have saved up half of what they can.
   */
  const mayGoOn = (): boolean => {
    if (commons === 0 || share === 1 || paidRunning() === 0) return true;
    account();
    return credit > (paidRunning() < paidPlaces ? mostCredit / 2 : 0);
  };

  /**
   * Time that the commons may run while paid requests are about: their share of the one thread that runs JavaScript, or of what
   * is run in all where that is more. Without such a bound they would have as much of it as the paid, who may be few.
   */
  const account = () => {
    const at = now();
    const rate = Math.max(share, (share / (1 - share)) * paidRunning());
    const earned = (at - accountedAt) * (rate - commonsRunning() + resting);
    credit = isPaidAbout() && share < 1 ? Math.min(mostCredit, credit + earned) : mostCredit;
    accountedAt = at;
  };

  const isPaidAbout = () => {
    if (paidRunning() > 0 || queue.size(0) > 0 || queue.size(1) > 0) paidAt = now();
    return now() - paidAt < PAID_ABOUT_MS;
  };

  const start = (priority: PriorityClass, signal: AbortSignal, waitedMs: number): Turn => {
    account();
    running[priority] = (running[priority] as number) + 1;
    if (isPaid(priority)) paidAt = now();
    return createTurn({
      priority,
      signal,
      patienceMs: DEADLINES_MS[priority] - waitedMs,
      now,
      mustPause: () => !isPaid(priority) && !mayGoOn(),
      begin(pause) {
        pauses.add(pause);
        watch();
      },
      withdraw: endPause,
      rests(change) {
        account();
        resting += change;
      },
      ended() {
        account();
        running[priority] = (running[priority] as number) - 1;
        fill();
      },
    });
  };

  const settle = (priority: PriorityClass, ms: number) => {
    shedding.waited(priority, ms, now());
    observer?.waited(priority, ms);
  };

  /** The next turn of the classes that pass the test. @returns whether there was one. */
  const admit = (test: (priority: PriorityClass) => boolean): boolean => {
    const next = queue.take(priority => test(priority) && may(priority));
    if (!next) return false;
    const waited = now() - next.item.since;
    settle(next.priority, waited);
    next.item.admit(waited);
    return true;
  };

  const fill = () => {
    while (admit(commons === 0 ? anybody : isPaid));
    if (pauses.size === 0 && !waiting(isCommon)) return;
    if (isPaidAbout() && paidRunning() < paidPlaces) soon ??= setImmediate(fillOne);
    else while (fillCommons());
  };

  /**
   * While paid requests are about, one of the commons at a time: the answer of a paid request that is done goes out before, and
   * what has arrived of others is seen in between.
   */
  const fillOne = () => {
    soon = null;
    if (fillCommons()) fill();
  };

  /** Who pauses goes on before anybody begins, and class 2 before class 3. */
  const fillCommons = (): boolean => {
    if (pauses.size === 0) return admit(isCommon);
    if (!mayGoOn()) return false;
    let next: Pause | null = null;
    for (const pause of pauses) if (next === null || pause.priority < next.priority) next = pause;
    if (next !== null) endPause(next).goOn();
    return true;
  };

  const endPause = (pause: Pause): Pause => {
    pauses.delete(pause);
    observer?.paused(pause.priority, now() - pause.since);
    return pause;
  };

  const refusal = (priority: PriorityClass, why: 'shed' | 'deadline' | 'full') => {
    observer?.turnedAway(priority, why);
    const seconds = RETRY_SECONDS[priority];
    return new ReducedCapacityError(undefined, Math.ceil(seconds * (1 + random() / 2)));
  };

  const turnAway = (waiter: Waiter, why: 'shed' | 'deadline' | 'full') => {
    const { priority } = waiter;
    queue.remove(priority, waiter);
    shedding.waited(priority, now() - waiter.since, now());
    waiter.refuse(refusal(priority, why));
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
    // While a paid request runs, refusals wait as well, for a while.
    const shedAfterMs = paidRunning() === 0 ? TARGET_MS : 2 * TARGET_MS;
    let shed = 0;
    for (const priority of CLASSES.toReversed()) {
      for (const waiter of queue.waiting(priority)) {
        const waited = at - waiter.since;
        if (waited >= DEADLINES_MS[priority]) turnAway(waiter, 'deadline');
        else if (priority >= from && waited > shedAfterMs && shed < SHED_AT_A_TIME) {
          turnAway(waiter, 'shed');
          shed++;
        } else break;
      }
    }
    for (const pause of pauses) {
      if (at - pause.since >= pause.patienceMs) endPause(pause).refuse(refusal(pause.priority, 'deadline'));
    }
    // The commons may have more room since no paid request is about.
    fill();
    if (pauses.size === 0 && !waiting(anybody) && timer) {
      clearInterval(timer);
      timer = null;
    }
  };

  const watch = () => {
    timer ??= setInterval(look, TICK_MS).unref();
  };

  return {
    enter(priority, signal) {
      if (signal.aborted) return Promise.reject(signal.reason);
      const isNext = queue.size(priority) === 0 && (isPaid(priority) || pauses.size === 0);
      if (isNext && may(priority) && !closed) {
        settle(priority, 0);
        queue.count(priority);
        return Promise.resolve(start(priority, signal, 0));
      }
      return new Promise((resolve, reject) => {
        const left = () => {
          if (queue.remove(priority, waiter)) reject(signal.reason);
        };
        const waiter: Waiter = {
          priority,
          since: now(),
          admit(waitedMs) {
            signal.removeEventListener('abort', left);
            resolve(start(priority, signal, waitedMs));
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
        watch();
        fill();
      });
    },

    running: priority => running[priority] as number,
    waiting: priority => queue.size(priority),
    paused: priority => {
      let count = 0;
      for (const pause of pauses) if (pause.priority === priority) count++;
      return count;
    },

    close() {
      closed = true;
      if (timer) clearInterval(timer);
      if (soon) clearImmediate(soon);
      for (const priority of CLASSES) {
        for (const waiter of queue.waiting(priority)) turnAway(waiter, 'full');
      }
      for (const pause of pauses) endPause(pause).refuse(refusal(pause.priority, 'full'));
    },
  };
}
