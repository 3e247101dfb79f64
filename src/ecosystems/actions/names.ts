/**
 * Names of actions as workflows write them, without the ref: `owner/repository` or `owner/repository/path`,
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsuses.
 */
import type { NameRules, PurlRules } from '../ecosystem.ts';
import {
  githubNameProblem,
  normaliseGithubName,
  ownerOf,
  untilStable,
} from '../families/tag-backed/names.ts';

const MAX_DEPTH = 10;

/** Case is kept. GitHub's address in front goes, and so does the ref behind `@`. */
function normalise(name: string): string {
  return untilStable(name, text => {
    const at = text.indexOf('@');
    // In `git@github.com:owner/name` the first `@` belongs to the address.
    const plain = at > 0 && !/^(?:ssh:\/\/)?git$/i.test(text.slice(0, at).trim()) ? text.slice(0, at) : text;
    return normaliseGithubName(plain);
  });
}

const problem = (name: string): string | null => githubNameProblem(name, MAX_DEPTH);

export const names = { normalise, problem, namespace: ownerOf } satisfies NameRules;

/**
 * The type `githubactions`: the namespace is all but the last segment, so that no part of a path is lost:
 * `pkg:githubactions/github/codeql-action/init@v3`.
 */
export const purl: PurlRules = {
  type: 'githubactions',
  toPurl(name) {
    const slash = name.lastIndexOf('/');
    return slash > 0
      ? { namespace: name.slice(0, slash), name: name.slice(slash + 1) }
      : { namespace: null, name };
  },
  fromPurl({ namespace, name }) {
    const full = namespace === null ? name : `${namespace}/${name}`;
    return problem(full) === null ? full : null;
  },
};
