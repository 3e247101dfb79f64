/**
 * Names of npm packages, by the rules of the registry for names old and new:
 * https://docs.npmjs.com/cli/configuring-npm/package-json#name
 */
import type { NameRules, PurlRules } from '../ecosystem.ts';

const MAX_LENGTH = 214;
/** What `encodeURIComponent` leaves alone. Names of old packages hold all of these; new ones only lower case and `-._`. */
const URL_SAFE = /^[A-Za-z0-9\-_.!~*'()]+$/;
const SCOPED = /^@([^/]*)\/(.*)$/s;

/**
 * Case counts: packages whose names differ only by case exist. White space around the name goes, and so do the
 * encodings of `@` and of the scope's slash that URLs and purls carry (`%40scope%2fname`).
 */
function normalise(name: string): string {
  let text = name.trim();
  if (/^%40/.test(text)) text = `@${text.slice(3)}`;
  if (!text.startsWith('@')) return text;
  const separator = text.search(/\/|%2f/i);
  return separator > 0 && text[separator] === '%'
    ? `${text.slice(0, separator)}/${text.slice(separator + 3)}`
    : text;
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  if (name.startsWith('.')) return 'starts with a dot';
  if (name.startsWith('_')) return 'starts with an underscore';
  if (/^(node_modules|favicon\.ico)$/i.test(name)) return 'is a reserved name';
  if (!name.startsWith('@')) return URL_SAFE.test(name) ? null : 'has characters that are not URL-safe';
  const parts = SCOPED.exec(name);
  if (!parts) return 'has a scope but no name';
  const [, scope = '', base = ''] = parts;
  if (!URL_SAFE.test(scope) || !URL_SAFE.test(base)) return 'has characters that are not URL-safe';
  if (scope.startsWith('.') || base.startsWith('.')) return 'has a part that starts with a dot';
  return null;
}

/** The scope without `@`. */
function namespace(name: string): string | null {
  return SCOPED.exec(name)?.[1] || null;
}

export const names = { normalise, problem, namespace } satisfies NameRules;

/** purl type `npm`: the scope, with its `@`, is the namespace. */
export const purl: PurlRules = {
  type: 'npm',
  toPurl(name) {
    const [, scope, base] = SCOPED.exec(name) ?? [];
    return scope && base ? { namespace: `@${scope}`, name: base } : { namespace: null, name };
  },
  fromPurl({ namespace, name }) {
    const full = normalise(namespace === null ? name : `${namespace}/${name}`);
    // A namespace without `@` names nothing here, and neither does one with a slash.
    return problem(full) === null ? full : null;
  },
};

/** The name as one path segment of registry URLs: the slash of a scope is encoded. */
export function escapedName(name: string): string {
  return name.split('/').map(encodeURIComponent).join('%2F').replace(/^%40/, '@');
}

/** The name as npm's web pages write it: the slash of a scope stays. */
export function pathName(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/').replace(/^%40/, '@');
}
