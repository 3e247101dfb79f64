import type { NameRules, PurlRules } from '../ecosystem.ts';

/** An application id: https://developer.android.com/build/configure-app-module#set-application-id. Case counts. */
const VALID = /^[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*$/;
const MAX_LENGTH = 255;

export const names: NameRules = {
  normalise: name => name.trim(),
  problem(name) {
    if (name.length > MAX_LENGTH) return `longer than ${MAX_LENGTH} characters`;
    return VALID.test(name) ? null : 'not an application id: letters, digits and _ in parts joined by dots';
  },
  namespace: () => null,
};

/** `pkg:fdroid/org.fdroid.fdroid`. */
export const purl: PurlRules = {
  type: 'fdroid',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name }) {
    const id = names.normalise(name);
    return namespace === null && names.problem(id) === null ? id : null;
  },
};
