/** Maven: artifacts of Maven repositories, Central first. README.md tells what is read and how. */
import { maven as versions } from '../../versions/schemes/maven.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from '../families/maven-repository/kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';
import { registries } from './registries.ts';

export default {
  id: 'maven',
  label: 'Maven',
  purl,
  registries,
  names,
  versions,
  links,
  dependencyKinds,
  connector: {
    mode: 'package',
    slots: ['changes', 'head', 'allNames'],
    onDemand: true,
    load: async () => (await import('./connector.ts')).connector,
  },
  attest: { load: async () => (await import('../families/maven-repository/attest.ts')).mavenAttest() },
  resolution: { load: async () => (await import('./resolution.ts')).default },
  absent: {
    alternatives: 'Coordinates are case-sensitive, and no other spelling means the same artifact.',
    downloads: 'Repositories do not publish how often a file was fetched.',
    maintainers:
      'A repository does not say who may publish; the developers in a POM are whom its authors thank.',
    funding: 'A POM has no field for it.',
    keywords: 'A POM has no field for it.',
    status: 'A repository takes nothing back and marks nothing; a relocation is in the metadata.',
    install: 'An artifact is named in the build file of a project; no command installs it.',
  },
} satisfies Ecosystem;
