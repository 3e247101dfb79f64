/** FreeBSD: binary packages of the ports, read as a whole from packagesite. README.md tells what is read and how. */
import { freebsd } from '../../versions/schemes/freebsd.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'freebsd',
  label: 'FreeBSD',
  purl,
  registries: ['14', '15'].map(release => ({
    name: `freebsd-${release}-amd64`,
    url: `https://pkg.freebsd.org/FreeBSD:${release}:amd64/latest`,
    isDefault: release === '14',
    version: release,
    github: 'freebsd',
    requestsPerSecond: null,
    metadata: {},
  })),
  names,
  versions: freebsd,
  links,
  dependencyKinds: ['runtime'],
  connector: { mode: 'batch', load: async () => (await import('./connector.ts')).connector },
  absent: {
    alternatives: 'Names are case-sensitive: no other spelling is tried.',
    changes: 'The whole index is read again; an unchanged one is known by its validator.',
    check: 'Presence in the index decides whether a package is there; its web page is not asked.',
    documentation: 'The site of the ports has no documentation by package.',
    downloads: 'Mirrors do not count downloads.',
    funding: 'The index names no way to fund a package.',
    manifests: 'Makefiles of ports are not read yet.',
    resolution: 'Resolving as pkg does, with shared libraries and provides, is not built yet.',
    advisories: 'VuXML, the list of vulnerabilities of the ports, is not read yet.',
  },
} satisfies Ecosystem;
