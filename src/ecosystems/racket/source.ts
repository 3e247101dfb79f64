/**
 * Where a package comes from, as the catalog writes it:
 * https://docs.racket-lang.org/pkg/Package_Concepts.html#(tech._package._source).
 */
import { declaredUrl, normaliseRepositoryUrl } from '../../core/repository-url.ts';

/**
 * The repository of a package source; null for an archive, a directory of a server and all else.
 *
 * - `git://host/owner/name?path=x#branch`, also with `http`, `https` or `git+https`, often without `.git`
 * - `github://github.com/owner/name/branch/path`, or with `git://github.com` in this form
 */
export function repositoryOf(source: string): string | null {
  if (source.length > 2_000) return null;
  const address = source.split(/[?#]/, 1)[0]?.trim() ?? '';
  if (isArchive(address)) return null;
  const known = normaliseRepositoryUrl(address.replace(/^github:\/\//, 'https://'));
  if (known !== null) return known;
  // A path on a web server is a repository only where it says so.
  return /^(?:git|git\+https?|ssh):\/\/|\.git$/.test(address) ? declaredUrl(address) : null;
}

/** Archives and directories on GitHub, too, are copies of something. */
function isArchive(address: string): boolean {
  return /\.(?:zip|tar|tgz|tar\.gz|plt)$/i.test(address);
}
