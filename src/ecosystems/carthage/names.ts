/** Names of frameworks: repositories on GitHub as a Cartfile writes them, `owner/name`. */
import type { NameRules, PurlRules } from '../ecosystem.ts';
import { githubNameProblem, normaliseGithubName, ownerOf } from '../families/tag-backed/names.ts';

const problem = (name: string): string | null => githubNameProblem(name, 0);

export const names = { normalise: normaliseGithubName, problem, namespace: ownerOf } satisfies NameRules;

/** There is no type definition for `carthage`; the whole name is the name, its slash encoded. */
export const purl: PurlRules = {
  type: 'carthage',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const full = normaliseGithubName(namespace === null ? name : `${namespace}/${name}`);
    return problem(full) === null ? full : null;
  },
};
