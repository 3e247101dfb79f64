/** Names of packages: https://docs.conda.io/projects/conda-build/en/stable/resources/package-spec.html */
import type { NameRules, PurlRules, RegistryRef } from '../ecosystem.ts';

const MAX_LENGTH = 200;
/** Virtual packages, which stand for the machine, begin with `__`. */
const NAME = /^[a-z0-9_][a-z0-9_.-]*$/;

function normalise(name: string): string {
  return name.trim().toLowerCase();
}

function problem(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  return NAME.test(name) ? null : 'has characters that no package has in its name';
}

export const names = { normalise, problem, namespace: () => null } satisfies NameRules;

/** The channel that a registry is, as addresses and commands name it; null where its settings name none. */
export function channelOf({ metadata }: RegistryRef): string | null {
  const { kind } = metadata;
  return typeof kind === 'string' && /^[a-z0-9][a-z0-9_-]{0,63}$/.test(kind) ? kind : null;
}

/** Other names of the channel `anaconda`, whose packages are those of the default channels. */
const DEFAULTS = new Set(['main', 'defaults', 'pkgs/main']);

/** purl type `conda`. A purl whose qualifier `channel` is another one names no package here. */
export const purl: PurlRules = {
  type: 'conda',
  toPurl: name => ({ namespace: null, name }),
  fromPurl({ namespace, name, qualifiers }, registry) {
    const id = normalise(name);
    if (namespace !== null || problem(id) !== null) return null;
    const { channel } = qualifiers;
    const own = channelOf(registry);
    if (channel === undefined || own === null || channel === own) return id;
    return own === 'anaconda' && DEFAULTS.has(channel) ? id : null;
  },
};
