import type { NameRules, PurlRules } from '../ecosystem.ts';

const MAX_LENGTH = 200;
/** Reservoir: the owner is a GitHub account, the name a Lean identifier, of which hyphens and accents are real. */
const OWNER = /^[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?$/;
const BASE = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_.'!?+-]*$/u;

/** Case counts. An `@` in front goes, as addresses of pages have it. */
function normalise(name: string): string {
  return name.replace(/^[@\s]+/, '').trim();
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  const [owner = '', base = '', ...more] = name.split('/');
  if (base === '' || more.length > 0) return 'is not of the form owner/name';
  if (!OWNER.test(owner)) return 'has an owner that no account can have';
  return BASE.test(base) ? null : 'has characters that no package has';
}

function namespace(name: string): string | null {
  const slash = name.indexOf('/');
  return slash > 0 ? name.slice(0, slash) : null;
}

export const names = { normalise, problem, namespace } satisfies NameRules;

/** `pkg:lean/leanprover-community/mathlib`. */
export const purl: PurlRules = {
  type: 'lean',
  toPurl(name) {
    const owner = namespace(name);
    return owner === null
      ? { namespace: null, name }
      : { namespace: owner, name: name.slice(owner.length + 1) };
  },
  fromPurl({ namespace: owner, name }) {
    const full = normalise(owner === null ? name : `${owner}/${name}`);
    return problem(full) === null ? full : null;
  },
};
