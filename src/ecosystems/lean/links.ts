import type { LinkRules } from '../ecosystem.ts';

const REPOSITORY = /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/;

export const links: LinkRules = {
  page: (registry, name) => `${registry.url}/@${name.split('/').map(encodeURIComponent).join('/')}`,
  documentation: () => null,
  /** `github` is the repository of the package, where it is on GitHub. */
  download: (_registry, _name, version, { github }) =>
    typeof github === 'string' && REPOSITORY.test(github)
      ? `https://codeload.github.com/${github}/tar.gz/${encodeURIComponent(version)}`
      : null,
  install: () => null,
  maintainer: () => null,
  check: () => null,
};
