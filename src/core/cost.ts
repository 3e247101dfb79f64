/**
 * What requests cost, in units of which callers may use so many an hour and a day: one for a single entity, more for what takes
 * more work. An answer that the client has already (304) costs nothing.
 */

export interface CostAsked {
  query: Readonly<Record<string, string | number | boolean | undefined>>;
  /** As the route's schema says; undefined before it was read. */
  body: unknown;
}

/** A cost that depends on what is asked for. */
export interface CostRule {
  /** The least that it costs. */
  base: number;
  /** For the documentation: `1 + 1 per 50 rows asked for`. */
  describe: string;
  of(asked: CostAsked): number;
}

export type Cost = number | CostRule;

export const SINGLE = 1;
export const SEARCH = 5;
/** Parsing, resolving, comparing, SBOMs. */
export const TOOL = 25;

/** A page of a list. @param rows a page has where the request does not say. @param parameter of the query that says how many. */
export function listCost(rows: number, parameter = 'per_page'): CostRule {
  return {
    base: 2,
    describe: `1, and 1 for every 50 rows asked for (${parameter})`,
    of: ({ query }) => 1 + Math.ceil(Number(query[parameter] ?? rows) / 50),
  };
}

/** Lists have 100 rows a page where a request does not say otherwise. */
export const LIST = listCost(100);

/** Events of the log. */
export const EVENTS: CostRule = {
  base: 1,
  describe: '1 for every 100 events asked for (limit); of a stream, 1 for every 100 as they come',
  of: ({ query }) => Math.max(1, Math.ceil(Number(query.limit ?? 100) / 100)),
};

/** Files out of archives, whole files by URL. What goes over the wire is added where it is known. */
export const ARCHIVE: CostRule = {
  base: 10,
  describe: '10, and 1 for every MiB that is sent in the request or the answer',
  of: () => 10,
};

const MIB = 1024 * 1024;

export function archiveCost(bytes: number): number {
  return ARCHIVE.base + Math.floor(bytes / MIB);
}

/** One for every ten that are named. @param count how many there are in a request. */
export function bulkCost(count: (asked: CostAsked) => number): CostRule {
  return {
    base: 1,
    describe: '1 for every 10 that are named',
    of: asked => Math.max(1, Math.ceil(count(asked) / 10)),
  };
}

/** As bulkCost, of the lists that a JSON body has under these names. */
export function bulkBodyCost(...fields: string[]): CostRule {
  return bulkCost(({ body }) => {
    const object = (body ?? {}) as Record<string, unknown>;
    return fields.reduce((sum, field) => {
      const list = object[field];
      return sum + (Array.isArray(list) ? list.length : 0);
    }, 0);
  });
}

export function baseOf(cost: Cost): number {
  return typeof cost === 'number' ? cost : cost.base;
}

export function costOf(cost: Cost, asked: CostAsked): number {
  return typeof cost === 'number' ? cost : cost.of(asked);
}
