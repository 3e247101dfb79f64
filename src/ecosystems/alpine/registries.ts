/** The branches of Alpine: one registry each, none of them the default. */
import type { RegistryRef, RegistrySeed } from '../ecosystem.ts';

const STABLE = ['main', 'community'];
const NEWEST = 23;
const OLDEST = 3;

const branches = ['edge', ...Array.from({ length: NEWEST - OLDEST + 1 }, (_, i) => `v3.${NEWEST - i}`)];

export const registries: RegistrySeed[] = branches.map(branch => ({
  name: `alpine-${branch}`,
  url: `https://pkgs.alpinelinux.org/packages?branch=${branch}`,
  isDefault: false,
  version: branch,
  github: 'alpinelinux',
  requestsPerSecond: null,
  hosts: ['dl-cdn.alpinelinux.org'],
  metadata: { repos: branch === 'edge' ? [...STABLE, 'testing'] : STABLE },
}));

/** What the registry's metadata lists, else what every branch has. */
export function repositoriesOf({ metadata: { repos } }: Pick<RegistryRef, 'metadata'>): readonly string[] {
  const listed = Array.isArray(repos) ? repos.filter(isRepository) : [];
  return listed.length > 0 ? listed : STABLE;
}

function isRepository(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z][a-z0-9-]*$/.test(value);
}
