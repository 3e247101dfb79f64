import type { Ecosystem } from '../ecosystem.ts';
import { ARCHITECTURE, apkRepository } from '../families/apk-repository/index.ts';
import { repackaging } from '../families/apk-repository/repackaging.ts';
import { registries, repositoriesOf } from './registries.ts';

const SITE = 'https://pkgs.alpinelinux.org/packages';

export default apkRepository({
  id: 'alpine',
  label: 'Alpine Linux',
  registries,
  repositories: repositoriesOf,
  folder: ({ version }, repository) =>
    `https://dl-cdn.alpinelinux.org/alpine/${version}/${repository}/${ARCHITECTURE}`,
  links: {
    // The page of a package names its repository, which a name alone does not tell: the search by name does without.
    page: ({ version }, name) =>
      `${SITE}?name=${encodeURIComponent(name)}&branch=${version}&arch=${ARCHITECTURE}`,
  },
  maintainerPage: ({ version }, name) => `${SITE}?branch=${version}&maintainer=${encodeURIComponent(name)}`,
  repackaging,
}) satisfies Ecosystem;
