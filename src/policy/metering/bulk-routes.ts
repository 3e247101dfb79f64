/** Operations that answer for one thing, and those that answer the same for many at once. */
export const BULK_ROUTES: Readonly<Record<string, { operation: string; how: string }>> = {
  'packages.getRegistryPackage': {
    operation: 'index.lookupPurls',
    how: 'POST /api/v1/purls/lookup with up to 1,000 package URLs',
  },
  'packages.lookupPackage': {
    operation: 'packages.bulkLookupPackages',
    how: 'POST /packages/api/v1/packages/bulk_lookup with up to 100 package URLs',
  },
  'packages.lookupRegistryPackage': {
    operation: 'index.lookupPurls',
    how: 'POST /api/v1/purls/lookup with up to 1,000 package URLs',
  },
  'packages.getRegistryPackageVersionAdvisories': {
    operation: 'advisories.matchAdvisories',
    how: 'POST /advisories/api/v1/advisories/match with up to 1,000 package URLs',
  },
  'advisories.lookupAdvisories': {
    operation: 'advisories.matchAdvisories',
    how: 'POST /advisories/api/v1/advisories/match with up to 1,000 package URLs',
  },
  'osv.queryVulnerabilities': {
    operation: 'osv.queryBatchVulnerabilities',
    how: 'POST /v1/querybatch with up to 1,000 queries',
  },
};
