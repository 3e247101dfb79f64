/** Racket: the package catalog. README.md tells what is read and how. */
import { intdot as versions } from '../../versions/schemes/intdot.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'racket',
  label: 'Racket',
  purl,
  registries: [
    {
      name: 'pkgs.racket-lang.org',
      url: 'https://pkgs.racket-lang.org',
      isDefault: true,
      version: null,
      github: 'racket-lang',
      requestsPerSecond: null,
      metadata: {},
    },
  ],
  names,
  versions,
  links,
  // Dependencies stand in `metadata`: the catalog has no versions that could have them.
  dependencyKinds: ['runtime'],
  connector: { mode: 'batch', load: async () => (await import('./connector.ts')).connector },
  absent: {
    alternatives: 'Names are case-sensitive, and no other spelling means the same package.',
    versions: 'The catalog names where a package lies and its checksum of the day, not its versions.',
    dependencies: 'Known of a package, not of a version: they are in `metadata.dependencies`.',
    licenses: "A licence is stated in a package's own info.rkt, which the catalog does not hold.",
    downloads: 'The catalog does not count them.',
    funding: 'The catalog has no field for it.',
    published_at: 'There are no versions; `metadata.last_updated` is when the checksum changed last.',
    integrity: 'There are no versions; `metadata.checksum` is the hash of a commit or of an archive.',
    download: 'A package is fetched from its source by raco; there is no archive with an address of its own.',
    resolution: "raco's resolver is not modelled yet.",
    advisories: 'No database of advisories has an ecosystem for Racket.',
  },
} satisfies Ecosystem;
