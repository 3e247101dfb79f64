/**
 * Finds the route of a RAW path: nothing is decoded before it is matched, so an encoded slash belongs to its segment.
 *
 * Patterns: literal segments, `{name}` (one segment) and `{name+}` (one or more segments). Which of several matching
 * patterns is meant: segment by segment from the left, a literal beats `{name}`, which beats `{name+}`; where one pattern
 * ends the longer one wins. So `@scope/name/versions` is the list of versions of `@scope/name`, and
 * `@scope%2Fversions` is the only way to name a package `@scope/versions`. Within a pattern the leftmost `{name+}`
 * takes as many segments as it can: in `a/versions/b/versions/c` the version is `c`.
 */

export interface RouteEntry<T> {
  method: string;
  pattern: string;
  value: T;
}

export type Match<T> =
  | { kind: 'found'; value: T; pattern: string; params: Record<string, string> }
  /** The path is known, the method is not; `allowed` are the methods there are. */
  | { kind: 'method'; allowed: string[] }
  | { kind: 'none' };

export interface Router<T> {
  /** @param path raw, with its leading slash, without query. Parameters are given raw. */
  match(method: string, path: string): Match<T>;
}

/** Longer paths name nothing that we have, and `{name+}` patterns would take long to refuse them. */
const MAX_SEGMENTS = 64;

interface Segment {
  rank: 0 | 1 | 2;
  /** The literal, or the parameter's name. */
  text: string;
}

interface Compiled<T> extends RouteEntry<T> {
  segments: Segment[];
}

/** @throws Error for two routes with the same method and the same shape of pattern. */
export function createRouter<T>(entries: readonly RouteEntry<T>[]): Router<T> {
  const routes = entries.map(entry => ({ ...entry, segments: compile(entry.pattern) })).sort(bySpecificity);
  const shapes = new Set<string>();
  for (const { method, segments, pattern } of routes) {
    const shape = `${method} ${segments.map(s => (s.rank === 0 ? s.text : `{${s.rank}}`)).join('/')}`;
    if (shapes.has(shape)) throw new Error(`two routes for ${method} ${pattern}`);
    shapes.add(shape);
  }

  return {
    match(method, path) {
      const raw = path.slice(1).split('/');
      if (raw.length > MAX_SEGMENTS) return { kind: 'none' };
      const allowed = new Set<string>();
      for (const route of routes) {
        const params = matchSegments(route, raw);
        if (params === null) continue;
        if (route.method === method)
          return { kind: 'found', value: route.value, pattern: route.pattern, params };
        allowed.add(route.method);
      }
      return allowed.size === 0 ? { kind: 'none' } : { kind: 'method', allowed: [...allowed] };
    },
  };
}

function compile(pattern: string): Segment[] {
  return pattern
    .slice(1)
    .split('/')
    .map(text => {
      const parameter = /^\{([A-Za-z][A-Za-z0-9_]*)(\+?)\}$/.exec(text);
      if (parameter) return { rank: parameter[2] ? 2 : 1, text: parameter[1] as string };
      if (/[{}]/.test(text))
        throw new Error(`route ${pattern}: "${text}" is neither a literal nor a parameter`);
      return { rank: 0, text };
    });
}

function bySpecificity<T>(a: Compiled<T>, b: Compiled<T>): number {
  const length = Math.max(a.segments.length, b.segments.length);
  for (let i = 0; i < length; i++) {
    const difference = (a.segments[i]?.rank ?? 3) - (b.segments[i]?.rank ?? 3);
    if (difference !== 0) return difference;
  }
  return 0;
}

function matchSegments<T>({ segments }: Compiled<T>, raw: string[]): Record<string, string> | null {
  if (raw.length < segments.length) return null;
  // Each `{name+}` gives at least one segment to itself and to every one behind it.
  const params: Record<string, string> = {};
  return matchFrom(segments, 0, raw, 0, params) ? params : null;
}

function matchFrom(
  segments: Segment[],
  at: number,
  raw: string[],
  from: number,
  params: Record<string, string>,
): boolean {
  const segment = segments[at];
  if (segment === undefined) return from === raw.length;
  const text = raw[from];
  if (text === undefined) return false;
  if (segment.rank === 0) return segment.text === text && matchFrom(segments, at + 1, raw, from + 1, params);
  // The root path `/` is one empty segment; a parameter is never empty.
  if (text === '') return false;
  if (segment.rank === 1) {
    params[segment.text] = text;
    return matchFrom(segments, at + 1, raw, from + 1, params);
  }
  const behind = segments.length - at - 1;
  for (let end = raw.length - behind; end > from; end--) {
    if (!matchFrom(segments, at + 1, raw, end, params)) continue;
    const taken = raw.slice(from, end);
    if (taken.includes('')) return false;
    params[segment.text] = taken.join('/');
    return true;
  }
  return false;
}
