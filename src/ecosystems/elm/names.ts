/**
 * Names of Elm packages: the GitHub account and the repository, `author/package`
 * (https://github.com/elm/compiler/blob/master/docs/elm.json/package.md).
 */
import type { NameRules, PurlRules } from '../ecosystem.ts';

/** Case is kept: the site's addresses are case-sensitive. */
function normalise(name: string): string {
  return name.trim().replaceAll(/%2f/gi, '/');
}

const AUTHOR = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,98}[A-Za-z0-9-])?$/;
const PACKAGE = /^[a-z](?:[a-z0-9-]{0,98}[a-z0-9])?$/;

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > 201) return 'is longer than 201 characters';
  const [author = '', base = '', ...more] = name.split('/');
  if (base === '' || more.length > 0) return 'is not of the form author/package';
  if (!AUTHOR.test(author)) return 'has an author that is no GitHub account';
  if (!PACKAGE.test(base)) return 'has a package that is not made of lower-case letters, digits and hyphens';
  return null;
}

function namespace(name: string): string | null {
  const slash = name.indexOf('/');
  return slash > 0 ? name.slice(0, slash) : null;
}

export const names = { normalise, problem, namespace } satisfies NameRules;

/** No registered type. The whole name is the purl's name, its slash encoded: `pkg:elm/elm%2Fcore@1.0.5`. */
export const purl: PurlRules = {
  type: 'elm',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace: scope, name }) {
    const full = normalise(scope === null ? name : `${scope}/${name}`);
    return problem(full) === null ? full : null;
  },
};
