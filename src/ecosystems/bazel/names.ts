/** Names of modules: https://bazel.build/rules/lib/globals/module#module. */
import type { NameRules, PurlRules } from '../ecosystem.ts';

const MAX_LENGTH = 200;
const NAME = /^[a-z](?:[a-z0-9._-]*[a-z0-9])?$/;

/** Letters of ASCII become lower case; white space around the name goes, and so does the `@` of a label. */
function normalise(name: string): string {
  return name
    .replace(/^[\s@]+/, '')
    .trimEnd()
    .replace(/[A-Z]/g, letter => letter.toLowerCase());
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  return NAME.test(name)
    ? null
    : 'is not made of lower-case letters, digits, dots, hyphens and underscores between a letter and a letter or digit';
}

export const names = { normalise, problem, namespace: () => null } satisfies NameRules;

/** The type `bazel`: no namespace. */
export const purl: PurlRules = {
  type: 'bazel',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const module = normalise(name);
    return namespace === null && problem(module) === null ? module : null;
  },
};
