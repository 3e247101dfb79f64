import { expect, test } from 'vitest';
import { packageOfPage } from './registry-pages.ts';

test.each([
  ['https://pypi.org/project/requests/', 'pypi', 'requests'],
  ['https://pypi.python.org/pypi/zope.interface', 'pypi', 'zope.interface'],
  ['https://www.npmjs.com/package/@babel/core', 'npm', '@babel/core'],
  ['https://crates.io/crates/rand_core/0.6.4', 'cargo', 'rand_core'],
  ['https://rubygems.org/gems/rack', 'rubygems', 'rack'],
  ['https://metacpan.org/release/HTTP-Message', 'cpan', 'HTTP-Message'],
  ['http://search.cpan.org/dist/HTTP-Message/', 'cpan', 'HTTP-Message'],
  ['https://hackage.haskell.org/package/aeson', 'hackage', 'aeson'],
  ['https://cran.r-project.org/package=Rcpp', 'cran', 'Rcpp'],
  ['https://cran.r-project.org/web/packages/Rcpp/index.html', 'cran', 'Rcpp'],
  ['https://bioconductor.org/packages/Biobase/', 'bioconductor', 'Biobase'],
  ['https://bioconductor.org/packages/release/bioc/html/Biobase.html', 'bioconductor', 'Biobase'],
  ['https://packagist.org/packages/symfony/console', 'packagist', 'symfony/console'],
])('%s is about %s %s', (url, ecosystem, name) => {
  expect(packageOfPage(url)).toEqual({ ecosystem, name });
});

test.each([
  'https://example.org/',
  'https://pypi.org/',
  // With a version behind it, where the name ends is a guess.
  'https://hackage.haskell.org/package/aeson-2.1',
  'https://evil.example/pypi.org/project/requests',
  'ftp://pypi.org/project/requests',
  'pypi.org/project/requests',
  `https://pypi.org/project/${'a'.repeat(1000)}`,
])('%s is no such page', url => {
  expect(packageOfPage(url)).toBeNull();
});
