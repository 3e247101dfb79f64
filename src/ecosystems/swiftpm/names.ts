/**
 * Names of Swift packages: the addresses of their repositories without scheme and `.git`, `github.com/apple/swift-nio`, as
 * in the purl type `swift`: https://github.com/package-url/purl-spec/blob/main/types-doc/swift-definition.md.
 */
import { ownerPattern } from '../../core/known-forges.ts';
import type { NameRules, PurlRules } from '../ecosystem.ts';
import { untilStable } from '../families/tag-backed/names.ts';

const MAX_LENGTH = 400;
const MAX_SEGMENTS = 20;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const SEGMENT = /^[A-Za-z0-9_.~+-]{1,255}$/;

/** The host becomes lower case; the case of the path is kept. */
function normalise(name: string): string {
  const plain = untilStable(name, text => {
    const address = text
      .replaceAll(/%2f/gi, '/')
      .trim()
      .replace(/^(?:https?|git|ssh):\/\//i, '')
      .replace(/^[a-z]{1,20}@/i, '');
    // `git@host:owner/name`, but not a port.
    const colon = /^[A-Za-z0-9.-]{1,255}:(?![0-9]{1,5}\/)/.exec(address)?.[0].length ?? 0;
    const path = colon > 0 ? `${address.slice(0, colon - 1)}/${address.slice(colon)}` : address;
    return path.replace(/\/$|\.git$/i, '');
  });
  const slash = plain.indexOf('/');
  if (slash <= 0 || plain.length > MAX_LENGTH) return plain;
  const host = plain.slice(0, slash).replace(/[A-Z]/g, letter => letter.toLowerCase());
  return (host === 'www.github.com' ? 'github.com' : host) + plain.slice(slash);
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  const [host = '', ...path] = name.split('/');
  const labels = host.split('.');
  if (labels.length < 2 || !labels.every(label => LABEL.test(label))) return 'does not begin with a host';
  if (path.length < 2 || path.length > MAX_SEGMENTS) return 'is not of the form host/owner/name';
  if (!path.every(segment => SEGMENT.test(segment) && !/^\.{1,2}$/.test(segment)))
    return 'has a path that no repository has';
  if (host === 'github.com' && (path.length !== 2 || !ownerPattern.test(path[0] as string)))
    return 'is not of the form github.com/owner/name';
  return null;
}

/** The owner: all between host and name. */
function namespace(name: string): string | null {
  return name.split('/').slice(1, -1).join('/') || null;
}

export const names = { normalise, problem, namespace } satisfies NameRules;

export const purl: PurlRules = {
  type: 'swift',
  toPurl(name) {
    const slash = name.lastIndexOf('/');
    return slash > 0
      ? { namespace: name.slice(0, slash), name: name.slice(slash + 1) }
      : { namespace: null, name };
  },
  fromPurl({ namespace: path, name }) {
    const full = normalise(path === null ? name : `${path}/${name}`);
    return problem(full) === null ? full : null;
  },
};

const GITHUB = 'github.com/';

/** `owner/name` of a package on GitHub; null for others and for what can be no name. */
export function githubName(name: string): string | null {
  return problem(name) === null && name.startsWith(GITHUB) ? name.slice(GITHUB.length) : null;
}
