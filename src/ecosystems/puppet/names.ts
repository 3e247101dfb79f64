/** Names of modules: https://help.puppet.com/core/current/Content/PuppetCore/modules_fundamentals.htm (module names). */
import type { NameRules, PurlRules } from '../ecosystem.ts';

const MAX_LENGTH = 200;
/** The owner is an account: letters and digits. The name of the module begins with a letter. */
const SLUG = /^([a-z0-9]+)-([a-z][a-z0-9_]*)$/;

/** The slug `owner-module` in lower case. `owner/module` is its other spelling. */
function normalise(name: string): string {
  const text = name.trim().toLowerCase();
  const slash = text.indexOf('/');
  return slash < 0 || text.includes('-') ? text : `${text.slice(0, slash)}-${text.slice(slash + 1)}`;
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  return SLUG.test(name) ? null : 'is not of the form owner-module';
}

export const names = {
  normalise,
  problem,
  namespace: name => SLUG.exec(name)?.[1] ?? null,
} satisfies NameRules;

/** purl type `puppet`: the owner is the namespace. */
export const purl: PurlRules = {
  type: 'puppet',
  toPurl(name) {
    const [, owner, module] = SLUG.exec(name) ?? [];
    return owner && module ? { namespace: owner, name: module } : { namespace: null, name };
  },
  fromPurl({ namespace, name }) {
    const full = normalise(namespace === null ? name : `${namespace}-${name}`);
    return problem(full) === null ? full : null;
  },
};
