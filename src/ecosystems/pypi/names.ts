/** Names of projects: https://packaging.python.org/en/latest/specifications/name-normalization/ */
import type { NameRules, PurlRules } from '../ecosystem.ts';

const MAX_LENGTH = 200;
const NAME = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** Lower case, with each run of `-`, `_` and `.` as one hyphen. */
function normalise(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[-_.]+/g, '-');
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  return NAME.test(name) ? null : 'has characters that no project has in its name';
}

export const names = { normalise, problem, namespace: () => null } satisfies NameRules;

/** purl type `pypi`, without namespaces. */
export const purl: PurlRules = {
  type: 'pypi',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const normal = normalise(name);
    return namespace === null && problem(normal) === null ? normal : null;
  },
};
