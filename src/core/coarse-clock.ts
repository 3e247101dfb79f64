/**
 * `Date.now`, read at most about once a millisecond. On virtual machines reading the clock is a call to the system, and costs as much as
 * all else by which a request from memory is counted; a busy server answers dozens in that time.
 *
 * @returns milliseconds since 1970, behind the true time by a millisecond or two, and by as long as one piece of work keeps the event loop.
 */
export function coarseNow(): number {
  if (!known) {
    known = true;
    moment = Date.now();
    later(forget, 1).unref();
  }
  return moment;
}

/** The true one, whatever tests put in its place later. */
const later = setTimeout;
let known = false;
let moment = 0;

function forget(): void {
  known = false;
}
