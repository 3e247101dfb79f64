/**
 * The databases that publish in OSV's schema, by the prefix of their identifiers
 * (https://ossf.github.io/osv-schema/#id-modified-fields), with the licences that https://google.github.io/osv.dev/data/ names.
 */

export interface OsvDatabase {
  /** Id of the source that the record is of. */
  source: string;
  license: string | null;
  /** Before and after the identifier in the address of its page. */
  page: readonly [string, string];
}

const OSV_PAGE = ['https://osv.dev/vulnerability/', ''] as const;

function database(source: string, license: string | null = null, page: OsvDatabase['page'] = OSV_PAGE) {
  return { source, license, page };
}

const ALMALINUX = database('almalinux', 'MIT');
const REDHAT = database('redhat');
const ROCKY = database('rocky-linux');

const BY_PREFIX: ReadonlyMap<string, OsvDatabase> = new Map([
  ['GHSA', database('ghsa', 'CC-BY-4.0', ['https://github.com/advisories/', ''])],
  ['PYSEC', database('pypa', 'CC-BY-4.0')],
  ['PSF', database('psf', 'CC-BY-4.0')],
  ['GO', database('go', 'CC-BY-4.0', ['https://pkg.go.dev/vuln/', ''])],
  ['RUSTSEC', database('rustsec', 'CC0-1.0', ['https://rustsec.org/advisories/', '.html'])],
  ['MAL', database('malicious-packages', 'Apache-2.0')],
  ['EEF', database('erlef')],
  ['CPANSA', database('cpansa')],
  ['HSEC', database('haskell', 'CC0-1.0')],
  ['RSEC', database('rconsortium', 'Apache-2.0')],
  ['OSV', database('oss-fuzz', 'CC-BY-4.0')],
  ['GSD', database('gsd', 'CC0-1.0')],
  ['DRUPAL', database('drupal')],
  ['JLSEC', database('julia')],
  ['OSEC', database('opam')],
  ['BIT', database('bitnami')],
  ['CURL', database('curl')],
  ['CVE', database('cve')],
  ['ALSA', ALMALINUX],
  ['ALBA', ALMALINUX],
  ['ALEA', ALMALINUX],
  ['RHSA', REDHAT],
  ['RHBA', REDHAT],
  ['RHEA', REDHAT],
  ['RLSA', ROCKY],
  ['RXSA', ROCKY],
  ['ALPINE', database('alpine')],
  ['DEBIAN', database('debian')],
  ['DSA', database('debian')],
  ['DLA', database('debian')],
  ['DTSA', database('debian')],
  ['UBUNTU', database('ubuntu')],
  ['USN', database('ubuntu')],
  ['LSN', database('ubuntu')],
  ['SUSE', database('suse')],
  ['openSUSE', database('opensuse')],
  ['MGASA', database('mageia')],
  ['OESA', database('openeuler')],
  ['CGA', database('chainguard')],
  ['ECHO', database('echo')],
  ['MINI', database('minimos')],
  ['AZL', database('azure-linux')],
  ['FreeBSD', database('freebsd')],
  ['PHSA', database('photon')],
  ['KUBE', database('kubernetes')],
]);

const OTHER = database('osv');

/** The database of an identifier; one under the source `osv` for a prefix that is not known. */
export function osvDatabase(id: string): OsvDatabase {
  const dash = id.indexOf('-');
  return BY_PREFIX.get(dash === -1 ? '' : id.slice(0, dash)) ?? OTHER;
}
