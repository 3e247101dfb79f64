/** What a test run is doing at this moment: its files, and in each the tests and hooks that have begun and not ended. */

export interface Running {
  begin(file: string): void;
  end(file: string): void;
  /** The file is read: its tests are known. */
  loaded(file: string): void;
  /** @param what name of a test or hook of the file */
  enter(file: string, what: string): void;
  leave(file: string, what: string): void;
  /** A line a file, the longest first; only those that have run for at least `ms`, and of a list where one is given. */
  lines(ms?: number, only?: readonly string[]): string[];
}

/** @param name how a file is called in the lines */
export function createRunning(
  name: (file: string) => string = file => file,
  now: () => number = () => performance.now(),
): Running {
  const files = new Map<string, { since: number; isLoaded: boolean; inside: Map<string, number> }>();
  return {
    begin(file) {
      files.set(file, { since: now(), isLoaded: false, inside: new Map() });
    },
    end(file) {
      files.delete(file);
    },
    loaded(file) {
      const found = files.get(file);
      if (found) found.isLoaded = true;
    },
    enter(file, what) {
      files.get(file)?.inside.set(what, now());
    },
    leave(file, what) {
      files.get(file)?.inside.delete(what);
    },
    lines(ms = 0, only) {
      const at = now();
      return [...files]
        .filter(([file, { since }]) => at - since >= ms && (only?.includes(file) ?? true))
        .sort(([, a], [, b]) => a.since - b.since)
        .map(([file, { since, isLoaded, inside }]) => {
          const parts = [...inside].map(([what, begun]) => `${what} (${seconds(at - begun)})`);
          const doing =
            parts.join(', ') ||
            (isLoaded ? 'between two tests, or in one that it had no time to tell of' : 'being loaded');
          return `${name(file)} for ${seconds(at - since)}: ${doing}`;
        });
    },
  };
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
