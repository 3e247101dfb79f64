/**
 * One spelling for the address of a repository: `https://host/owner/name`, for forges whose paths are known. A wrong
 * answer is worse than none, so everything that is not certainly a repository of such a forge gives null.
 *
 * Understands what manifests hold: URLs of any git scheme (`git+https`, `git+ssh`, `git`, `ssh`), scp addresses
 * (`git@host:owner/name.git`), npm's shorthands (`github:owner/name`, `owner/name`;
 * https://docs.npmjs.com/cli/configuring-npm/package-json#repository), Maven's `scm:git:`, Debian's `URL -b branch`, and
 * pages inside a repository. Gists are understood and are no repositories.
 */
import { type Forge, forgeOf, ownerPattern } from './known-forges.ts';

const MAX_LENGTH = 2048;
const SCHEMES = new Set([
  'http',
  'https',
  'git',
  'ssh',
  'git+http',
  'git+https',
  'git+ssh',
  'ssh+git',
  'git+git',
]);
const SHORTHANDS: ReadonlyMap<string, string> = new Map([
  ['github', 'github.com'],
  ['gitlab', 'gitlab.com'],
  ['bitbucket', 'bitbucket.org'],
  ['sourcehut', 'git.sr.ht'],
]);

/** The repository that `raw` names, as `https://host/owner/name` with the host in lower case; null when none is certain. */
export function normaliseRepositoryUrl(raw: string): string | null {
  const { host, path } = plainHostAndPath(raw) ?? hostAndPath(trimmed(raw) ?? '') ?? {};
  if (host === undefined || path === undefined) return null;
  const forge = forgeOf(host);
  if (!forge) return null;
  const segments = decodedSegments(path);
  const repository = segments && repositoryPath(forge, segments);
  return repository ? `https://${forge.host}/${repository}` : null;
}

/**
 * A declared address as a URL (http, https, git or ssh) that names a host, without user names and passwords except the
 * customary `git@` of ssh; null for anything else.
 */
export function declaredUrl(raw: string): string | null {
  if (PLAIN_ADDRESS.test(raw) && PLAIN_URL.test(raw) && raw.length <= MAX_LENGTH && !raw.includes('xn--'))
    return raw;
  const text = trimmed(raw)?.replace(/^git\+/i, '');
  if (!text) return null;
  if (PLAIN_URL.test(text) && !text.includes('xn--')) return text;
  const scp = /^([\w.-]+@[\w.-]+):(?!\/\/)([^:]+)$/.exec(text);
  const address = scp ? `ssh://${scp[1]}/${scp[2]}` : text;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !['http:', 'https:', 'git:', 'ssh:'].includes(url.protocol) || !url.hostname.includes('.'))
    return null;
  if (url.password === '' && (url.username === '' || url.protocol === 'ssh:')) return scp ? url.href : text;
  url.username = '';
  url.password = '';
  return url.href;
}

/** Web addresses that need no parser to be known as URLs: no user, no port, no encoded name, no number as a host. */
const PLAIN_URL = /^https?:\/\/[a-z0-9][a-z0-9.-]*\.[a-z]+(?:\/|$)/;

/** Most addresses: a host without user and port, then a path in ASCII without backslash. There is nothing to trim. */
const PLAIN_ADDRESS = /^https?:\/\/[A-Za-z0-9.-]+(?:\/[!-[\]-~]*)?$/;

/** What `hostAndPath` finds in such an address; null for all others. */
function plainHostAndPath(raw: string): { host: string; path: string } | null {
  if (raw.length > MAX_LENGTH || !PLAIN_ADDRESS.test(raw)) return null;
  const from = raw.indexOf('//') + 2;
  const slash = raw.indexOf('/', from);
  return slash === -1
    ? { host: raw.slice(from), path: '' }
    : { host: raw.slice(from, slash), path: raw.slice(slash) };
}

/** Without white space, quotes or angle brackets around it; null when it is empty, too long or no single word. */
function trimmed(raw: string): string | null {
  if (raw.length > MAX_LENGTH) return null;
  let text = raw.trim();
  const first = text[0];
  if (text.length > 1 && ((first === '<' && text.endsWith('>')) || (first === '"' && text.endsWith('"'))))
    text = text.slice(1, -1).trim();
  const space = text.search(/\s/);
  // Debian's Vcs-Git: `URL -b branch [path]`.
  if (space > 0 && /^\s+(?:-b\s|\[)/.test(text.slice(space, space + 8))) text = text.slice(0, space);
  // A backslash counts as `/` for browsers and not for others: what it points at depends on who reads it.
  if (text === '' || /[\s\\\p{Cc}]/u.test(text)) return null;
  return text;
}

/** Without `scm:`, `git:` and `hg:` in front, which say how to read an address and are no part of it. */
export function withoutScm(address: string): string {
  if (!/^(?:scm|git|hg):/i.test(address)) return address;
  let rest = withoutPrefix(address, 'scm:');
  for (const system of ['git:', 'hg:'])
    if (!rest.startsWith('//', system.length)) rest = withoutPrefix(rest, system);
  return rest;
}

/** The host comes with its port where that is one of web pages other than the usual two. */
function hostAndPath(address: string): { host: string; path: string } | null {
  let rest = withoutScm(address);

  const shorthand = /^([a-z]{6,9}):([^/:@].*)$/i.exec(rest);
  const shorthandHost = shorthand && SHORTHANDS.get((shorthand[1] as string).toLowerCase());
  if (shorthandHost) return { host: shorthandHost, path: shorthand[2] as string };

  const mark = rest.indexOf('://');
  const hasScheme = mark > 0 && mark < 12;
  const scheme = hasScheme ? rest.slice(0, mark).toLowerCase() : '';
  if (hasScheme) {
    if (!SCHEMES.has(scheme)) return null;
    rest = rest.slice(mark + 3);
  } else if (rest.startsWith('//')) rest = rest.slice(2);
  else if (isBareShorthand(rest)) return { host: 'github.com', path: rest };

  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const path = end < 0 ? '' : rest.slice(end);
  const at = authority.lastIndexOf('@');
  const [host = '', afterColon, ...more] = authority.slice(at + 1).split(':');
  if (more.length > 0) return null;
  if (!afterColon) return { host, path };
  // After a scheme a number is a port; in an scp address everything after the colon is the path.
  if (hasScheme && /^\d+$/.test(afterColon)) {
    const isOther = /https?$/.test(scheme) && afterColon !== '443' && afterColon !== '80';
    return { host: isOther ? `${host}:${afterColon}` : host, path };
  }
  return { host, path: `/${afterColon}${path}` };
}

function withoutPrefix(text: string, prefix: string): string {
  return text.slice(0, prefix.length).toLowerCase() === prefix ? text.slice(prefix.length) : text;
}

/** npm's `owner/name` and `owner/name#ref`. An owner holds no dot, so that `example.org/x` is none. */
function isBareShorthand(text: string): boolean {
  const [owner = '', name = '', ...more] = text.split('#', 1)[0]?.split('/') ?? [];
  return more.length === 0 && name !== '' && ownerPattern.test(owner);
}

function decodedSegments(path: string): string[] | null {
  const end = path.search(/[?#]/);
  const segments = (end < 0 ? path : path.slice(0, end)).split('/').filter(segment => segment !== '');
  if (!path.includes('%')) return segments;
  try {
    return segments.map(decodeURIComponent);
  } catch {
    return null;
  }
}

function repositoryPath(forge: Forge, segments: readonly string[]): string | null {
  if (forge.pathOf) return forge.pathOf(segments);
  const first = segments[0];
  if (first === undefined || forge.reserved.has(first.toLowerCase())) return null;
  const taken: string[] = [];
  for (const segment of segments.slice(0, forge.depth)) {
    if (taken.length >= 2 && forge.routes.has(segment)) break;
    taken.push(segment);
    if (taken.length >= 2 && segment.toLowerCase().endsWith('.git')) break;
  }
  const name = taken.pop()?.replace(/\.git$/i, '');
  if (taken.length === 0 || name === undefined) return null;
  const valid =
    forge.name.test(name) && !/^\.+$|\.wiki$/i.test(name) && taken.every(owner => forge.owner.test(owner));
  return valid ? [...taken, name].join('/') : null;
}
