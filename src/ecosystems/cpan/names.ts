/** Names of distributions: https://metacpan.org/pod/CPAN::Meta::Spec#name and `Distributions` of PAUSE. */
import type { NameRules, PurlRules } from '../ecosystem.ts';

const MAX_LENGTH = 200;
/** No white space and nothing that has a meaning in a query; a hyphen or dot does not begin a name. */
const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.+-]*$/;

/** Case counts. `::`, as in the name of a module, is the hyphen of the distribution that is named after it. */
function normalise(name: string): string {
  return name.trim().split('::').join('-');
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  return NAME.test(name) ? null : 'has characters that no distribution has in its name';
}

export const names = { normalise, problem, namespace: () => null } satisfies NameRules;

/** purl type `cpan`: the namespace, an author's PAUSE id, is optional and does not tell distributions apart. */
export const purl: PurlRules = {
  type: 'cpan',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    if (namespace !== null && !/^[A-Za-z][A-Za-z0-9-]{0,30}$/.test(namespace)) return null;
    return problem(name) === null ? name : null;
  },
};
