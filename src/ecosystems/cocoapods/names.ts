/**
 * Names of pods: https://guides.cocoapods.org/syntax/podspec.html#name. Trunk takes every name without white space, slash
 * and leading dot.
 */
import type { NameRules, PurlRules } from '../ecosystem.ts';

const MAX_LENGTH = 255;
const REFUSED = /[\s/\\\p{Cc}\p{Surrogate}]/u;

/** Case is kept. White space around the name goes, and so does a subspec: `Moya/RxSwift` is of the pod `Moya`. */
function normalise(name: string): string {
  const text = name.trim();
  const [pod = '', ...subspecs] = text.length > 1_000 ? [text] : text.split('/');
  const areNames = subspecs.length > 0 && [pod, ...subspecs].every(part => problem(part) === null);
  return areNames ? pod : text;
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  if (name.startsWith('.')) return 'starts with a dot';
  if (REFUSED.test(name)) return 'has white space, slashes or control characters';
  return null;
}

export const names = { normalise, problem, namespace: () => null } satisfies NameRules;

/** The type `cocoapods`: no namespace. */
export const purl: PurlRules = {
  type: 'cocoapods',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    return namespace === null && problem(name) === null ? name : null;
  },
};
