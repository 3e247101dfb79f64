/** Where answers are kept with their validators, so that asking again costs nothing where nothing has changed. */

export interface StoredAnswer {
  /** At least one of the two is there. */
  etag: string | null;
  lastModified: string | null;
  headers: Record<string, string>;
  /** As it came. */
  body: string;
}

/**
 * Of one server and one key: answers of one caller are not for another. A store may forget at any time, and its failures are
 * its own: `get` gives null and `set` does nothing.
 */
export interface EtagStore {
  get(url: string): Promise<StoredAnswer | null> | StoredAnswer | null;
  set(url: string, answer: StoredAnswer): Promise<void> | void;
}

const DEFAULT_CHARACTERS = 16 * 1024 * 1024;

/** In memory; what was not asked for longest goes first. @param maxCharacters of all bodies together; default 16 Mi. */
export function memoryEtagStore(maxCharacters = DEFAULT_CHARACTERS): EtagStore {
  const kept = new Map<string, StoredAnswer>();
  let size = 0;
  const drop = (url: string) => {
    size -= kept.get(url)?.body.length ?? 0;
    kept.delete(url);
  };
  return {
    get(url) {
      const found = kept.get(url);
      if (!found) return null;
      kept.delete(url);
      kept.set(url, found);
      return found;
    },
    set(url, answer) {
      drop(url);
      if (answer.body.length > maxCharacters) return;
      kept.set(url, answer);
      size += answer.body.length;
      for (const oldest of kept.keys()) {
        if (size <= maxCharacters) break;
        drop(oldest);
      }
    },
  };
}
