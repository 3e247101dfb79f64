import { commandLine } from '../../core/shell-quote.ts';
import type { LinkRules } from '../ecosystem.ts';

export const links: LinkRules = {
  page: ({ url }, name, version) =>
    version === undefined
      ? `${url}/en/search.shtml?token=${encodeURIComponent(name)}&action=Search`
      : `${url}/en/info/0/${encodeURIComponent(name)}@${encodeURIComponent(version)}`,
  // What the package manager installs from; the files of a package lie one by one in the repository.
  download: ({ url }, name) => `${url}/p5i/0/${encodeURIComponent(name)}.p5i`,
  documentation: () => null,
  install(_registry, name, version) {
    const target = version === undefined ? name : `${name}@${version}`;
    return commandLine(['pkg', 'install', ...(target.startsWith('-') ? ['--'] : []), target]);
  },
  maintainer: () => null,
  check: () => null,
};
