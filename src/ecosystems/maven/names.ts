/** `group:artifact`: https://maven.apache.org/pom.html#maven-coordinates. */
import type { NameRules, PurlRules } from '../ecosystem.ts';
import { type Artifact, artifactProblem } from '../families/maven-repository/coordinates.ts';

/** Case counts. `group/artifact`, as purls and addresses have it, is the same. */
function normalise(name: string): string {
  const text = name.trim().replaceAll(/%3a/gi, ':').replaceAll(/%2f/gi, '/').trim();
  const slash = text.indexOf('/');
  return slash > 0 && !text.includes(':') && slash === text.lastIndexOf('/') ? text.replace('/', ':') : text;
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  const parts = name.split(':', 3);
  if (parts.length !== 2) return 'is not of the form group:artifact';
  const [group = '', artifact = ''] = parts;
  return artifactProblem({ group, artifact });
}

function namespace(name: string): string | null {
  const colon = name.indexOf(':');
  return colon > 0 ? name.slice(0, colon) : null;
}

export const names = { normalise, problem, namespace } satisfies NameRules;

/** purl type `maven`: the group is the namespace. */
export const purl: PurlRules = {
  type: 'maven',
  toPurl(name) {
    const { group, artifact } = artifactOf(name);
    return { namespace: group, name: artifact };
  },
  fromPurl({ namespace: group, name }) {
    const full = group === null ? normalise(name) : `${group}:${name}`;
    return problem(full) === null ? full : null;
  },
};

export function artifactOf(name: string): Artifact {
  const colon = name.indexOf(':');
  return { group: name.slice(0, Math.max(0, colon)), artifact: name.slice(colon + 1) };
}
