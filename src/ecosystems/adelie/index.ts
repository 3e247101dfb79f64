import type { Ecosystem } from '../ecosystem.ts';
import { ARCHITECTURE, apkRepository } from '../families/apk-repository/index.ts';

const SITE = 'https://pkg.adelielinux.org/current';
const REPOSITORIES = ['system', 'user'];

export default apkRepository({
  id: 'adelie',
  label: 'Adélie Linux',
  absent: {
    manifests: "APKBUILD files and apk's database are read as Alpine's: the formats are the same.",
    advisories: 'No source of advisories has this distribution.',
  },
  registries: [
    {
      name: 'pkg.adelielinux.org',
      url: SITE,
      isDefault: true,
      version: null,
      github: 'AdelieLinux',
      requestsPerSecond: null,
      hosts: ['distfiles.adelielinux.org'],
      metadata: { repos: REPOSITORIES },
    },
  ],
  repositories: () => REPOSITORIES,
  folder: (_registry, repository) =>
    `https://distfiles.adelielinux.org/adelie/current/${repository}/${ARCHITECTURE}`,
  links: { page: (_registry, name) => `${SITE}/${encodeURIComponent(name)}` },
  maintainerPage: (_registry, name) => `${SITE}/-/search?maintainer=${encodeURIComponent(name)}`,
}) satisfies Ecosystem;
