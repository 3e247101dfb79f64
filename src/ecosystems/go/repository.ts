/** Where the path of a module is the address of its repository: https://go.dev/ref/mod#vcs-find. */
import { normaliseRepositoryUrl } from '../../core/repository-url.ts';

/** Hosts where a repository is always `owner/name`, so that what follows is a folder in it. */
const TWO_LEVELS = new Set(['github.com', 'bitbucket.org', 'codeberg.org']);

/** Null where the path alone does not tell. */
export function repositoryOf(path: string): string | null {
  const module = path.replace(/\/v[0-9]+$/, '');
  const [host = '', ...rest] = module.split('/');
  if (host === 'gopkg.in') return fromGopkg(rest);
  // Elsewhere groups hold groups, and which of them is the repository can't be told from folders.
  if (!TWO_LEVELS.has(host) && rest.length !== 2) return null;
  return normaliseRepositoryUrl(`https://${module}`);
}

/** https://labix.org/gopkg.in: `pkg.v3` is `go-pkg/pkg`, and `user/pkg.v3` is `user/pkg`. */
function fromGopkg(rest: readonly string[]): string | null {
  const [first = '', second] = rest.map(element => element.replace(/\.v[0-9]+$/, ''));
  const isShort = second === undefined || rest[0] !== first;
  return normaliseRepositoryUrl(
    `https://github.com/${isShort ? `go-${first}/${first}` : `${first}/${second}`}`,
  );
}
