/**
 * Addresses of modules in a registry: `namespace/name/provider`,
 * https://developer.hashicorp.com/terraform/language/modules/sources#terraform-registry.
 */
import type { NameRules, PurlRules } from '../ecosystem.ts';

const MAX_LENGTH = 1_000;
const HOST = /^registry\.terraform\.io\//i;
/** Letters, digits, hyphens and underscores, beginning and ending with a letter or digit. */
const PART = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?$/;
const PROVIDER = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/**
 * Case is kept. The public registry's host in front goes, as source addresses may have it, and so does a path inside the
 * module (`//modules/x`).
 */
function normalise(name: string): string {
  let text = name.trim().replaceAll(/%2f/gi, '/').trim();
  if (text.length > MAX_LENGTH) return text;
  while (HOST.test(text)) text = text.replace(HOST, '').trim();
  const path = text.indexOf('//');
  return path > 0 ? text.slice(0, path).trim() : text;
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  const [namespace = '', base = '', provider = '', ...more] = name.split('/');
  if (provider === '' || more.length > 0) return 'is not of the form namespace/name/provider';
  if (!PART.test(namespace) || !PART.test(base) || !PROVIDER.test(provider))
    return 'has a part that is not made of letters, digits, hyphens and underscores';
  return null;
}

function namespace(name: string): string | null {
  const slash = name.indexOf('/');
  return slash > 0 ? name.slice(0, slash) : null;
}

export const names = { normalise, problem, namespace } satisfies NameRules;

/** The type `terraform`: namespace and provider are the namespace, `pkg:terraform/terraform-aws-modules/aws/vpc`. */
export const purl: PurlRules = {
  type: 'terraform',
  toPurl(name) {
    const [first, base, provider] = name.split('/');
    if (!first || !base || !provider) return { namespace: null, name };
    return { namespace: `${first}/${provider}`, name: base };
  },
  fromPurl({ namespace: scope, name }) {
    const [first, provider, ...more] = (scope ?? '').split('/');
    // Without a namespace the name may be the whole address.
    const full = scope === null ? name : [first, name, provider, ...more].join('/');
    return problem(full) === null ? full : null;
  },
};
