/** Ids of packages: https://learn.microsoft.com/en-us/nuget/reference/nuspec#id */
import type { NameRules, PurlRules } from '../ecosystem.ts';

/** The gallery's limit. */
const MAX_LENGTH = 128;
const ID = /^[a-z0-9_][a-z0-9_.-]*$/;

/** Ids are compared without regard to case, and lower case is what every address of the API has. */
function normalise(name: string): string {
  return name.trim().toLowerCase();
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  return ID.test(name) ? null : 'has characters that no package id has';
}

export const names = { normalise, problem, namespace: () => null } satisfies NameRules;

/** purl type `nuget`, without namespaces. */
export const purl: PurlRules = {
  type: 'nuget',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const id = normalise(name);
    return namespace === null && problem(id) === null ? id : null;
  },
};
