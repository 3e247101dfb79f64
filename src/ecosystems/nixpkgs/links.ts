import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { names } from './names.ts';

export const links: LinkRules = {
  page: ({ version }, name) =>
    `https://search.nixos.org/packages?channel=${encodeURIComponent(version ?? 'unstable')}&query=${encodeURIComponent(name)}`,
  download: () => null,
  documentation: () => null,
  // A channel has one version of each.
  install: (_registry, name, version) =>
    version === undefined && names.problem(name) === null
      ? commandLine(['nix-env', '-iA', `nixpkgs.${name}`])
      : null,
  maintainer: (_registry, { login }) =>
    login === null ? null : `https://github.com/${encodeURIComponent(login)}`,
  check: () => null,
};
