import type { Ecosystem } from '../ecosystem.ts';
import { ARCHITECTURE, apkRepository } from '../families/apk-repository/index.ts';
import { repackaging } from '../families/apk-repository/repackaging.ts';

const SITE = 'https://pkgs.postmarketos.org';
const BRANCHES = [
  ...['master', 'v25.12', 'v25.06', 'v24.12', 'v24.06', 'v23.12', 'v23.06', 'v22.12', 'v22.06'],
  ...['v21.12', 'v21.06', 'v21.03', 'v20.05'],
];

export default apkRepository({
  id: 'postmarketos',
  label: 'postmarketOS',
  absent: {
    manifests: "APKBUILD files and apk's database are read as Alpine's: the formats are the same.",
    advisories: 'No source of advisories has this distribution.',
  },
  registries: BRANCHES.map(branch => ({
    name: `postmarketos-${branch}`,
    url: `${SITE}/packages?branch=${branch}`,
    isDefault: false,
    version: branch,
    github: 'postmarketos',
    requestsPerSecond: null,
    hosts: ['mirror.postmarketos.org'],
    metadata: {},
  })),
  // One repository, which has no name of its own in paths.
  repositories: () => [''],
  folder: ({ version }) => `https://mirror.postmarketos.org/postmarketos/${version}/${ARCHITECTURE}`,
  links: {
    page: ({ version }, name) =>
      `${SITE}/package/${version}/postmarketos/${ARCHITECTURE}/${encodeURIComponent(name)}`,
  },
  maintainerPage: ({ version }, name) =>
    `${SITE}/packages?branch=${version}&maintainer=${encodeURIComponent(name)}`,
  repackaging,
}) satisfies Ecosystem;
