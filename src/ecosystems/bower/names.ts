/** Names of packages: https://github.com/bower/spec/blob/master/json.md#name. */
import type { NameRules, PurlRules } from '../ecosystem.ts';

const MAX_LENGTH = 200;
/** Older names hold more than the specification allows now. */
const NAME = /^[a-z0-9_@][a-z0-9._@+~-]*$/;

/** Letters of ASCII become lower case; white space around the name goes. */
function normalise(name: string): string {
  return name.trim().replace(/[A-Z]/g, letter => letter.toLowerCase());
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  return NAME.test(name) ? null : 'is not made of letters, digits, dots, hyphens and underscores';
}

export const names = { normalise, problem, namespace: () => null } satisfies NameRules;

export const purl: PurlRules = {
  type: 'bower',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const full = normalise(name);
    return namespace === null && problem(full) === null ? full : null;
  },
};
