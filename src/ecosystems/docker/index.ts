/** Docker: images of Docker Hub. README.md tells what is read and how. */
import { docker as versions } from '../../versions/schemes/docker.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

export default {
  id: 'docker',
  label: 'Docker',
  purl,
  registries: [
    {
      name: 'hub.docker.com',
      url: 'https://hub.docker.com',
      isDefault: true,
      version: null,
      github: 'docker',
      requestsPerSecond: 2,
      metadata: { api_url: 'https://registry-1.docker.io' },
    },
  ],
  names,
  versions,
  links,
  // None is read from the registry. The store packs kinds by position, so a position is taken for what an image would have.
  dependencyKinds: ['runtime'],
  connector: { mode: 'package', slots: [], load: async () => (await import('./connector.ts')).connector },
  absent: {
    changes:
      'The only feed is a search over what was updated last among all images: far more than can be followed.',
    head: 'There is no feed whose head could be told.',
    allNames: 'Docker Hub lists the images of one account, never all; this index asks for images by name.',
    alternatives:
      'An image has one name: a bare one is an official image, and the host in front says nothing.',
    dependencies: 'What an image is made of is not stated by the registry; it takes a scan of its layers.',
    licenses: 'Docker Hub has no field for the licence of an image.',
    maintainers: 'Docker Hub names the account of an image, which is its namespace, and no people.',
    funding: 'Docker Hub has no field for it.',
    documentation: 'The documentation of an image is on its page.',
    download: 'Layers are fetched by the registry protocol, with a token; there is no address of an image.',
    resolution: 'A tag is taken as it is: there is nothing to resolve.',
    advisories: 'Databases of advisories have no ecosystem for images.',
  },
} satisfies Ecosystem;
