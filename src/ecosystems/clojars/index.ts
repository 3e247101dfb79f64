/** Clojars: libraries of Clojure. README.md tells what is read and how. */
import { maven as versions } from '../../versions/schemes/maven.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from '../families/maven-repository/kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'clojars',
  label: 'Clojars',
  purl,
  registries: [
    {
      name: 'clojars.org',
      url: 'https://repo.clojars.org',
      isDefault: true,
      version: null,
      github: 'clojars',
      requestsPerSecond: null,
      hosts: ['clojars.org'],
      metadata: {},
    },
  ],
  names,
  versions,
  links,
  dependencyKinds,
  connector: {
    mode: 'package',
    slots: ['changes', 'allNames'],
    onDemand: true,
    load: async () => (await import('./connector.ts')).connector,
  },
  attest: { load: async () => (await import('../families/maven-repository/attest.ts')).mavenAttest() },
  resolution: { load: async () => (await import('./resolution.ts')).default },
  absent: {
    head: 'The feed of releases is read from a date on; it does not tell its own end.',
    alternatives: 'Names are case-sensitive; the spellings of one name are all brought to one form.',
    funding: 'A POM has no field for it.',
    keywords: 'A POM has no field for it.',
    status: 'Clojars takes nothing back and marks nothing; a relocation is in the metadata.',
    install: 'A library is named in deps.edn or project.clj; no command installs it.',
    advisories:
      'Databases have libraries of Clojars under `Maven`: they are found there, not under this registry.',
  },
} satisfies Ecosystem;
