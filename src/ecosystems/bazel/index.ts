/** Bazel: modules of the Bazel Central Registry, asked module by module. README.md tells what is read and how. */
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';
import { versions } from './versions.ts';

export default {
  id: 'bazel',
  label: 'Bazel',
  purl,
  registries: [
    {
      name: 'registry.bazel.build',
      url: 'https://registry.bazel.build',
      isDefault: true,
      version: null,
      github: 'bazelbuild',
      requestsPerSecond: null,
      hosts: ['bcr.bazel.build', 'api.github.com'],
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
  absent: {
    alternatives: 'Names of modules are in lower case; nothing else is written in two ways.',
    description: 'The registry has no field for it.',
    licenses: 'The registry does not state the licence of a module; it is in its sources.',
    published_at: 'The registry keeps no dates; they are in the history of its repository.',
    downloads: 'Archives are fetched from where the sources are; nobody counts that.',
    keywords: 'The registry has no field for it.',
    funding: 'The registry has no field for it.',
    install:
      'Modules are named in MODULE.bazel by `bazel_dep(name, version)`; no command of Bazel writes that.',
    resolution: "Bazel's selection of minimal versions is not modelled yet.",
    advisories: 'No database of advisories has an ecosystem for modules.',
  },
} satisfies Ecosystem;
