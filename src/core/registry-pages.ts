/** Pages of registries about one package, as homepages name them: who points there says what it is. */

/** Ecosystem id by address; the first group is the name. Parts are bounded by `/`, so that matching never backtracks. */
const PAGES: readonly (readonly [ecosystem: string, page: RegExp])[] = [
  ['pypi', /^(?:www\.)?pypi\.(?:org|python\.org)\/(?:project|pypi)\/([A-Za-z0-9._-]+)(?:\/|$)/],
  ['npm', /^(?:www\.)?npmjs\.(?:com|org)\/package\/((?:@[\w.~-]+\/)?[\w.~-]+)(?:\/|$)/],
  ['cargo', /^(?:www\.)?(?:crates\.io\/crates|docs\.rs)\/([A-Za-z0-9_-]+)(?:\/|$)/],
  ['rubygems', /^(?:www\.)?rubygems\.org\/gems\/([A-Za-z0-9._-]+)(?:\/|$)/],
  [
    'cpan',
    /^(?:(?:www\.)?metacpan\.org\/(?:release|dist)|search\.cpan\.org\/dist)\/([A-Za-z0-9._-]+)(?:\/|$)/,
  ],
  ['hackage', /^hackage\.haskell\.org\/package\/([A-Za-z0-9-]+)(?:\/|$)/],
  ['cran', /^cran\.r-project\.org\/(?:package=|web\/packages\/)([A-Za-z0-9.]+)(?:\/|$)/],
  [
    'bioconductor',
    /^(?:www\.)?bioconductor\.org\/packages\/(?:release\/bioc\/html\/)?([A-Za-z0-9.]+?)(?:\.html)?(?:\/|$)/,
  ],
  ['packagist', /^packagist\.org\/packages\/([\w.-]+\/[\w.-]+)(?:\/|$)/],
  ['hex', /^hex\.pm\/packages\/([a-z0-9_]+)(?:\/|$)/],
  ['elpa', /^elpa\.(?:gnu|nongnu)\.org\/(?:packages|nongnu)\/([\w+-]+?)(?:\.html)?(?:\/|$)/],
];

const MAX_LENGTH = 500;

/** The package that a registry's page is about; null for any other URL. */
export function packageOfPage(url: string): { ecosystem: string; name: string } | null {
  if (url.length > MAX_LENGTH || !URL.canParse(url)) return null;
  const { protocol, host, pathname } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  const address = `${host}${pathname}`;
  for (const [ecosystem, page] of PAGES) {
    const name = page.exec(address)?.[1];
    if (name !== undefined) return { ecosystem, name };
  }
  return null;
}
