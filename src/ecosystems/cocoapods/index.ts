/** CocoaPods: pods of Trunk, as its CDN has them, asked pod by pod. README.md tells what is read and how. */
import { gem as versions } from '../../versions/schemes/gem.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { dependencyKinds } from './kinds.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'cocoapods',
  label: 'CocoaPods',
  purl,
  registries: [
    {
      name: 'cocoapods.org',
      url: 'https://cocoapods.org',
      isDefault: true,
      version: null,
      github: 'cocoapods',
      requestsPerSecond: null,
      hosts: ['cdn.cocoapods.org', 'trunk.cocoapods.org'],
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
    alternatives: 'Names are case-sensitive, and Trunk refuses names that differ by case only.',
    downloads: 'The counts of downloads of CocoaPods ended in 2018.',
    keywords: 'A podspec has no field for it.',
    funding: 'A podspec has no field for it.',
    documentation:
      'CocoaDocs, which hosted it, is gone; the podspec may name another address, which is in the metadata.',
    check: 'Whether a pod exists is told by its list of versions; its page answers for removed pods too.',
    advisories: 'No database of advisories has an ecosystem for pods.',
  },
} satisfies Ecosystem;
