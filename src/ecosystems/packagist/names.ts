/** Names of packages, `vendor/package`: https://getcomposer.org/doc/04-schema.md#name */
import type { NameRules, PurlRules } from '../ecosystem.ts';

const MAX_LENGTH = 255;
/** Old packages repeat and end with separators, which newer rules forbid. */
const PART = /^[a-z0-9][a-z0-9_.-]*$/;

/** Composer compares names in lower case. */
function normalise(name: string): string {
  return name.trim().toLowerCase();
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  const [vendor = '', base = '', ...more] = name.split('/');
  if (vendor === '' || base === '' || more.length > 0) return 'is not of the form vendor/package';
  return PART.test(vendor) && PART.test(base) ? null : 'has characters that Composer refuses';
}

function namespace(name: string): string | null {
  return name.slice(0, Math.max(0, name.indexOf('/'))) || null;
}

export const names = { normalise, problem, namespace } satisfies NameRules;

/** What no package provides but the machine: PHP itself, its extensions and libraries, and Composer's own interfaces. */
export function isPlatform(name: string): boolean {
  return /^(?:php(?:-64bit|-ipv6|-zts|-debug)?|hhvm|(?:ext|lib)-[a-z0-9_.-]+|composer(?:-plugin-api|-runtime-api)?)$/.test(
    name,
  );
}

/** purl type `composer`: the vendor is the namespace. */
export const purl: PurlRules = {
  type: 'composer',
  toPurl(name) {
    const slash = name.indexOf('/');
    return slash > 0
      ? { namespace: name.slice(0, slash), name: name.slice(slash + 1) }
      : { namespace: null, name };
  },
  fromPurl({ namespace, name }) {
    const full = normalise(namespace === null ? name : `${namespace}/${name}`);
    return problem(full) === null ? full : null;
  },
};
