/** `group/artifact`, or `name` alone where both are the same: https://github.com/clojars/clojars-web/wiki/Groups. */
import type { NameRules, PurlRules } from '../ecosystem.ts';
import { type Artifact, artifactProblem } from '../families/maven-repository/coordinates.ts';

/** Case counts. `group:artifact`, as Maven has it, is the same as `group/artifact`. */
function normalise(name: string): string {
  const text = name.trim().replaceAll(/%2f/gi, '/').replaceAll(/%3a/gi, ':').trim();
  const parts = text.split(/[/:]/, 3);
  if (parts.length !== 2) return text;
  const [group, artifact] = parts;
  return group === artifact && group !== '' ? String(group) : `${group}/${artifact}`;
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.split('/', 3).length > 2) return 'is neither a name nor of the form group/artifact';
  return artifactProblem(artifactOf(name));
}

/** Every library has a group. */
function namespace(name: string): string | null {
  return artifactOf(name).group || null;
}

export const names = { normalise, problem, namespace } satisfies NameRules;

/** The type `clojars`: the whole name is the name, `pkg:clojars/metosin%2Freitit`. */
export const purl: PurlRules = {
  type: 'clojars',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace: group, name }) {
    const full = normalise(group === null ? name : `${group}/${name}`);
    return problem(full) === null ? full : null;
  },
};

export function artifactOf(name: string): Artifact {
  const slash = name.indexOf('/');
  return slash < 0
    ? { group: name, artifact: name }
    : { group: name.slice(0, slash), artifact: name.slice(slash + 1) };
}
