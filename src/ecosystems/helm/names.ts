/** Charts as Artifact Hub addresses them: `repository/chart`, https://artifacthub.io/docs/topics/repositories/. */
import type { NameRules, PurlRules } from '../ecosystem.ts';

/** A repository's name on Artifact Hub. */
const REPOSITORY = /^[a-z0-9][a-z0-9-]{0,199}$/;
const CHART = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,198}[A-Za-z0-9])?$/;

/** Names of repositories are lower case; the case of a chart is kept. */
function normalise(name: string): string {
  const text = name.trim().replaceAll(/%2f/gi, '/');
  const slash = text.indexOf('/');
  return slash < 0 ? text : text.slice(0, slash).toLowerCase() + text.slice(slash);
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  const [repository = '', chart, ...more] = name.split('/', 3);
  if (chart === undefined || more.length > 0) return 'is not of the form repository/chart';
  if (!REPOSITORY.test(repository))
    return 'has a repository that is not made of lower-case letters, digits and hyphens';
  if (!CHART.test(chart))
    return 'has a chart that is not made of letters, digits, dots, hyphens and underscores';
  return null;
}

function namespace(name: string): string | null {
  const slash = name.indexOf('/');
  return slash > 0 ? name.slice(0, slash) : null;
}

export const names = { normalise, problem, namespace } satisfies NameRules;

/** The type `helm`: the repository is the namespace, `pkg:helm/prometheus-community/prometheus`. */
export const purl: PurlRules = {
  type: 'helm',
  toPurl(name) {
    const slash = name.indexOf('/');
    return slash > 0
      ? { namespace: name.slice(0, slash), name: name.slice(slash + 1) }
      : { namespace: null, name };
  },
  fromPurl({ namespace: repository, name }) {
    const full = normalise(repository === null ? name : `${repository}/${name}`);
    return problem(full) === null ? full : null;
  },
};
