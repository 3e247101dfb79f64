/** Nixpkgs: the packages of NixOS channels, read as a whole. README.md tells what is read and how. */
import { nix } from '../../versions/schemes/nix.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

const CHANNELS = ['unstable', '24.11', '24.05', '23.11', '23.05'];

export default {
  id: 'nixpkgs',
  label: 'Nixpkgs',
  purl,
  registries: CHANNELS.map(channel => ({
    name: `nixpkgs-${channel}`,
    url: `https://channels.nixos.org/nixos-${channel}`,
    isDefault: channel === 'unstable',
    version: channel,
    github: 'NixOS',
    requestsPerSecond: null,
    hosts: ['releases.nixos.org'],
    metadata: {},
  })),
  names,
  versions: nix,
  links,
  dependencyKinds: ['runtime', 'build', 'test'],
  connector: { mode: 'batch', load: async () => (await import('./connector.ts')).connector },
  absent: {
    alternatives: 'Attribute paths are case-sensitive: no other spelling is tried.',
    changes: 'The whole index is read again; an unchanged one is known by its validator.',
    check: 'Presence in the index decides whether a package is there; its web page is not asked.',
    dependencies: 'Inputs stand in the Nix expression of a package and not in the index; it is not read yet.',
    documentation: 'The place of the expression is in the metadata; there is no other documentation.',
    download: 'Packages are built from expressions; the index does not say where sources are.',
    downloads: 'Nixpkgs counts no downloads.',
    funding: 'Packages have no field for it.',
    integrity: 'The index states no digests.',
    published_at: 'The index does not date versions.',
    resolution: 'A channel has one version of each package: there is nothing to resolve by range.',
    advisories: 'No database of advisories has an ecosystem for Nixpkgs.',
  },
} satisfies Ecosystem;
