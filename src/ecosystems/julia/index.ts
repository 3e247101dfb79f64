/** Julia: the packages of the registry General, read as a whole. README.md tells what is read and how. */
import { julia as versions } from '../../versions/schemes/julia.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'julia',
  label: 'Julia',
  purl,
  registries: [
    {
      name: 'juliahub.com',
      url: 'https://juliahub.com',
      isDefault: true,
      version: null,
      github: 'JuliaRegistries',
      requestsPerSecond: null,
      hosts: ['pkg.julialang.org', 'julialang-logs.s3.amazonaws.com'],
      metadata: {},
    },
  ],
  names,
  versions,
  links,
  dependencyKinds: ['runtime', 'weak'],
  connector: { mode: 'batch', load: async () => (await import('./connector.ts')).connector },
  resolution: { load: async () => (await import('./resolution.ts')).default },
  absent: {
    alternatives: 'Names are case-sensitive; only the ending .jl of repositories is taken off.',
    check: 'Presence in the registry decides; packages are never taken out of it.',
    funding: 'Neither the registry nor JuliaHub names a way to fund a package.',
    homepage: 'Neither the registry nor the list of JuliaHub has a homepage beside the repository.',
    integrity: 'The registry has the hash of a git tree, not of an archive; it is metadata of the version.',
    maintainers:
      'The registry does not say who maintains a package; JuliaHub names the owner of its repository.',
    published_at: 'The registry has no dates.',
  },
} satisfies Ecosystem;
