/** Single files of a repository, as forges give them without an API. */
import type { ConnectorContext, RawDocument } from '../../ecosystem.ts';
import { documentAt } from '../registry-api/fetching.ts';

export const MAX_FILE = 256 * 1024;

/** A branch, or a tag; null: the head of the default branch. */
export type Ref = { branch: string } | { tag: string } | null;

/** Where the file of a repository is; null for forges of which that is not known. `repository` is `https://host/path`. */
export function fileUrl(repository: string, ref: Ref, path: string): string | null {
  const { hostname, pathname } = new URL(repository);
  const name = ref === null ? 'HEAD' : 'tag' in ref ? ref.tag : ref.branch;
  const kind = ref === null ? '' : 'tag' in ref ? 'refs/tags/' : 'refs/heads/';
  const at = encodedPath(name);
  const file = encodedPath(path);
  if (hostname === 'github.com') return `https://raw.githubusercontent.com${pathname}/${kind}${at}/${file}`;
  // Elsewhere there is no address for the head of a default branch that has no name.
  if (ref === null) return null;
  if (hostname === 'gitlab.com') return `${repository}/-/raw/${at}/${file}`;
  if (hostname === 'bitbucket.org') return `${repository}/raw/${at}/${file}`;
  if (hostname === 'codeberg.org')
    return `${repository}/raw/${'tag' in ref ? 'tag' : 'branch'}/${at}/${file}`;
  return null;
}

/** Each segment percent-encoded. */
export function encodedPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** The file; null where the repository has none of that path. @throws UpstreamError where it can't be had. */
export async function askFile(
  context: ConnectorContext,
  repository: string,
  ref: Ref,
  path: string,
): Promise<RawDocument | null> {
  const url = fileUrl(repository, ref, path);
  return url === null ? null : documentAt(context, { url, maxBytes: MAX_FILE }, 'text/plain');
}
