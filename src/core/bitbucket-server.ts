/**
 * Paths of Bitbucket Data Center, which differ from those of bitbucket.org:
 * https://confluence.atlassian.com/bitbucketserver/clone-a-repository-790632786.html
 *
 * - pages: `projects/KEY/repos/name`, and `users/someone/repos/name` for what belongs to a person
 * - git over HTTP: `scm/KEY/name.git`, with `~someone` for a person
 * - git over SSH: `KEY/name.git`
 */
const KEY = /^[a-z]\w{0,127}$/i;
const PERSON = /^[a-z\d_][\w.-]{0,127}$/i;
const NAME = /^[a-z\d_][\w.-]{0,127}$/i;

/** The page of the repository, its key in upper case as the pages have it; null for every other path. */
export function bitbucketServerPath(segments: readonly string[]): string | null {
  const [first = '', second = '', third = '', fourth = ''] = segments;
  if (first === 'projects' && third === 'repos') return pageOf(second, fourth);
  if (first === 'users' && third === 'repos') return pageOf(`~${second}`, fourth);
  if (first === 'scm') return pageOf(second, third);
  // Two segments alone can be anything, unless they say that they are a repository.
  return segments.length === 2 && /\.git$/i.test(second) ? pageOf(first, second) : null;
}

function pageOf(key: string, said: string): string | null {
  const name = said.replace(/\.git$/i, '');
  if (!NAME.test(name)) return null;
  if (!key.startsWith('~')) return KEY.test(key) ? `projects/${key.toUpperCase()}/repos/${name}` : null;
  const person = key.slice(1);
  return PERSON.test(person) ? `users/${person}/repos/${name}` : null;
}
