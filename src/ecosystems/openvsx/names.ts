/**
 * Names of extensions: `publisher/extension`. What the registry accepts in each part:
 * https://github.com/eclipse/openvsx/wiki/Namespace-Access and the error texts of its publishing API.
 */
import type { NameRules, PurlRules } from '../ecosystem.ts';

const MAX_LENGTH = 255;
const PART = /^[a-z0-9_\-+$~]+$/;

/** The registry finds extensions in any case, so lower case is the one spelling. `publisher.extension` is not taken. */
function normalise(name: string): string {
  return name.trim().toLowerCase();
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  const [publisher = '', extension = '', ...more] = name.split('/');
  if (publisher === '' || extension === '' || more.length > 0)
    return 'is not of the form publisher/extension';
  if (!PART.test(publisher) || !PART.test(extension)) return 'has characters that the registry refuses';
  return null;
}

function namespace(name: string): string | null {
  return name.slice(0, Math.max(0, name.indexOf('/'))) || null;
}

export const names = { normalise, problem, namespace } satisfies NameRules;

/** purl type `openvsx`: the publisher is the namespace. */
export const purl: PurlRules = {
  type: 'openvsx',
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
