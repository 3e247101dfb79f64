/** Names that are repositories on GitHub. */
import { ownerPattern } from '../../../core/known-forges.ts';

const MAX_LENGTH = 500;
const GITHUB = /^(?:(?:https?|git|ssh):\/\/)?(?:git@)?(?:www\.)?github\.com[/:]/i;
const REPOSITORY = /^[A-Za-z0-9_.-]{1,100}$/;
const SEGMENT = /^[A-Za-z0-9_.+~=,-]{1,255}$/;

/** Repeats `step` until it changes nothing; what is too long to be a name stays as it is. */
export function untilStable(text: string, step: (text: string) => string): string {
  let current = text;
  let previous: string | null = null;
  while (current !== previous && current.length <= MAX_LENGTH) {
    previous = current;
    current = step(current);
  }
  return current;
}

/** Without white space and slashes around it and without GitHub's address in front. Case is kept. */
export function normaliseGithubName(name: string): string {
  return untilStable(name, text =>
    text
      .replaceAll(/%2f/gi, '/')
      .trim()
      .replace(GITHUB, '')
      .replace(/^\/|\/$|\.git$/, ''),
  );
}

/** Null for `owner/name` followed by at most `depth` segments of a path. */
export function githubNameProblem(name: string, depth: number): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  const [owner = '', repository, ...path] = name.split('/');
  if (repository === undefined) return 'is not of the form owner/name';
  if (path.length > depth) return depth === 0 ? 'is not of the form owner/name' : 'has too long a path';
  if (!ownerPattern.test(owner)) return 'has an owner that can be no GitHub account';
  if (!REPOSITORY.test(repository) || !path.every(segment => SEGMENT.test(segment)))
    return 'has characters that no repository or path of an action has';
  if ([repository, ...path].some(segment => /^\.{1,2}$/.test(segment))) return 'has a part that is . or ..';
  return null;
}

export function ownerOf(name: string): string | null {
  const slash = name.indexOf('/');
  return slash > 0 ? name.slice(0, slash) : null;
}

/**
 * The name as the forge spells it, where it differs from `name` by case only; else `name`, since a renamed repository
 * still answers under its old name.
 */
export function respelled(name: string, fullName: string): string {
  const [owner, repository, ...path] = name.split('/');
  return `${owner}/${repository}`.toLowerCase() === fullName.toLowerCase()
    ? [fullName, ...path].join('/')
    : name;
}
