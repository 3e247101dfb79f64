/** Swift Package Manager: packages of the Swift Package Index, each a git repository. README.md tells what is read and how. */
import { swift as versions } from '../../versions/schemes/swift.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'swiftpm',
  label: 'Swift Package Manager',
  purl,
  registries: [
    {
      name: 'swiftpackageindex.com',
      url: 'https://swiftpackageindex.com',
      isDefault: true,
      version: null,
      github: 'SwiftPackageIndex',
      requestsPerSecond: null,
      hosts: ['repos.ecosyste.ms', 'raw.githubusercontent.com'],
      metadata: {},
    },
  ],
  names,
  versions,
  links,
  dependencyKinds,
  connector: {
    mode: 'package',
    slots: ['changes', 'head', 'allNames'],
    load: async () => (await import('./connector.ts')).connector,
  },
  resolution: { load: async () => (await import('./resolution.ts')).default },
  absent: {
    alternatives:
      'Names are compared as they are written; the index of repositories answers for any case and tells the right one.',
    downloads: 'Nobody counts how often a repository is fetched as a package.',
    maintainers: 'A repository says who owns it, not who maintains the package.',
    integrity: 'A version is a tag; its commit is in the metadata, and nothing has a digest of the archive.',
    licenses_of_versions: 'The licence is known for the repository as it is now, not for each tag.',
    install: 'Packages are named in Package.swift; no command installs one.',
  },
} satisfies Ecosystem;
