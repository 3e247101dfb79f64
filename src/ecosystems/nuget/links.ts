/** Addresses and commands for a package. Files and checks are those of nuget.org's own API. */
import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';
import { CONTENT, normalisedVersion } from './addresses.ts';
import { names } from './names.ts';

const isName = (name: string) => names.problem(name) === null;

export const links: LinkRules = {
  page(registry, name, version) {
    if (!isName(name)) return null;
    return `${registry.url}/packages/${name}${version ? `/${encodeURIComponent(version)}` : ''}`;
  },
  download(registry, name, version) {
    if (!registry.isDefault || !isName(name)) return null;
    const number = encodeURIComponent(normalisedVersion(version));
    return `${CONTENT}/${name}/${number}/${name}.${number}.nupkg`;
  },
  documentation: () => null,
  install(_registry, name, version) {
    if (!isName(name)) return null;
    return commandLine(['Install-Package', name, ...(version ? ['-Version', version] : [])]);
  },
  maintainer: (registry, { login }) =>
    login ? `${registry.url}/profiles/${encodeURIComponent(login)}` : null,
  check: (registry, name) => (registry.isDefault && isName(name) ? `${CONTENT}/${name}/index.json` : null),
};
