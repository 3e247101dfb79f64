/** Addresses of a version that is a tag of a repository on GitHub. */
import { webUrl } from '../whole-index/text.ts';
import { encodedPath } from './files.ts';

/** What the index gave for the tag, else GitHub's archive of it. `repository` is `owner/name`, a valid one. */
export function tagDownload(repository: string, tag: string, metadata: Record<string, unknown>): string {
  return (
    webUrl(metadata.download_url) ??
    `https://codeload.github.com/${repository}/tar.gz/refs/tags/${encodedPath(tag)}`
  );
}
