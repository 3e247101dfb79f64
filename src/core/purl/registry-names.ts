/**
 * The public registries of the ecosystems, by the names that ecosyste.ms gives them. Addresses are those under which purls
 * name a registry: first its own, then mirrors and the one that the purl specification calls the type's default
 * (https://github.com/package-url/purl-spec/tree/main/types). They compare without scheme and trailing slash.
 */

export interface RegistryNames {
  name: string;
  ecosystem: string;
  /** True for the one that a purl without `repository_url` means. */
  isDefault: boolean;
  /** Empty where the package manager's own configuration gives the address. */
  urls: readonly string[];
  /** Hosts, and all below them, that mean this registry whatever the path. */
  hosts: readonly string[];
  /** Values of the qualifier `distro` that mean this release of a distribution. */
  distros: readonly string[];
}

function registry(
  ecosystem: string,
  name: string,
  urls: readonly string[],
  more: Partial<RegistryNames> = {},
): RegistryNames {
  return { name, ecosystem, isDefault: true, urls, hosts: [], distros: [], ...more };
}

const other = (ecosystem: string, name: string, url: string): RegistryNames =>
  registry(ecosystem, name, [url], { isDefault: false });

const SINGLE: readonly RegistryNames[] = [
  registry('actions', 'github actions', ['https://github.com/marketplace/actions/', 'https://github.com']),
  registry('adelie', 'pkg.adelielinux.org', ['https://pkg.adelielinux.org/current']),
  registry('bazel', 'registry.bazel.build', ['https://registry.bazel.build', 'https://bcr.bazel.build']),
  registry('bioconductor', 'bioconductor.org', ['https://bioconductor.org']),
  registry('bower', 'bower.io', ['https://bower.io']),
  registry('cargo', 'crates.io', ['https://crates.io', 'https://index.crates.io']),
  registry('carthage', 'carthage', ['https://github.com/Carthage/Carthage']),
  registry('clojars', 'clojars.org', ['https://repo.clojars.org', 'https://clojars.org']),
  registry('cocoapods', 'cocoapods.org', ['https://cocoapods.org', 'https://cdn.cocoapods.org']),
  registry('conan', 'conan.io', ['https://conan.io/center', 'https://center.conan.io']),
  registry('conda', 'anaconda.org', ['https://anaconda.org', 'https://repo.anaconda.com']),
  other('conda', 'conda-forge.org', 'https://conda-forge.org'),
  registry('cpan', 'metacpan.org', ['https://metacpan.org', 'https://www.cpan.org']),
  registry('cran', 'cran.r-project.org', ['https://cran.r-project.org']),
  registry('ctan', 'ctan.org', ['https://ctan.org']),
  registry('deno', 'deno.land', ['https://deno.land']),
  registry('docker', 'hub.docker.com', ['https://hub.docker.com', 'https://registry-1.docker.io']),
  registry('elm', 'package.elm-lang.org', ['https://package.elm-lang.org']),
  registry('elpa', 'elpa.gnu.org', ['https://elpa.gnu.org/packages']),
  other('elpa', 'elpa.nongnu.org', 'https://elpa.nongnu.org/nongnu'),
  registry('fdroid', 'f-droid.org', ['https://f-droid.org']),
  registry('gentoo', 'gentoo-portage', ['https://packages.gentoo.org']),
  registry('go', 'proxy.golang.org', ['https://proxy.golang.org', 'https://pkg.go.dev']),
  registry('guix', 'guix', ['https://guix.gnu.org']),
  registry('hackage', 'hackage.haskell.org', ['https://hackage.haskell.org']),
  registry('helm', 'artifacthub.io', ['https://artifacthub.io']),
  registry('hex', 'hex.pm', ['https://hex.pm', 'https://repo.hex.pm']),
  registry('homebrew', 'formulae.brew.sh', ['https://formulae.brew.sh']),
  registry('ips', 'openindiana-hipster', ['https://pkg.openindiana.org/hipster']),
  registry('julia', 'juliahub.com', ['https://juliahub.com', 'https://github.com/JuliaRegistries/General']),
  registry('lean', 'reservoir.lean-lang.org', ['https://reservoir.lean-lang.org']),
  registry('maven', 'repo1.maven.org', [
    'https://maven-central.storage-download.googleapis.com/maven2',
    'https://repo1.maven.org/maven2',
    'https://repo.maven.apache.org/maven2',
  ]),
  other('maven', 'repository.jboss.org', 'https://repository.jboss.org/nexus/content/repositories/releases'),
  other(
    'maven',
    'repository.apache.org-releases',
    'https://repository.apache.org/content/repositories/releases',
  ),
  other(
    'maven',
    'repository.apache.org-snapshots',
    'https://repository.apache.org/content/repositories/snapshots',
  ),
  other(
    'maven',
    'artifacts.alfresco.com',
    'https://artifacts.alfresco.com/nexus/content/repositories/public',
  ),
  other('maven', 'repository.cloudera.com', 'https://repository.cloudera.com/content/repositories/public'),
  other('maven', 'build.shibboleth.net', 'https://build.shibboleth.net/nexus/content/repositories/releases'),
  other('maven', 'repo.jenkins-ci.org', 'https://repo.jenkins-ci.org/public'),
  other('maven', 'nexus.gael.cloud', 'https://nexus.gael.cloud/repository/maven-public'),
  registry('npm', 'npmjs.org', [], { hosts: ['npmjs.org', 'npmjs.com'] }),
  registry('nuget', 'nuget.org', [
    'https://www.nuget.org',
    'https://nuget.org',
    'https://api.nuget.org/v3/index.json',
  ]),
  registry('openbsd', 'openbsd-7.9-amd64', ['https://cdn.openbsd.org/pub/OpenBSD/7.9/packages/amd64']),
  registry('openvsx', 'open-vsx.org', ['https://open-vsx.org']),
  registry('packagist', 'packagist.org', ['https://packagist.org', 'https://repo.packagist.org']),
  registry('pkgsrc', 'pkgsrc-netbsd-x86_64-10.1-all', [
    'https://cdn.netbsd.org/pub/pkgsrc/packages/NetBSD/x86_64/10.1/All',
  ]),
  registry('pub', 'pub.dev', ['https://pub.dev', 'https://pub.dartlang.org']),
  registry('puppet', 'forge.puppet.com', ['https://forge.puppet.com', 'https://forgeapi.puppet.com']),
  registry('pypi', 'pypi.org', ['https://pypi.org', 'https://pypi.org/simple', 'https://pypi.python.org']),
  registry('racket', 'pkgs.racket-lang.org', ['https://pkgs.racket-lang.org']),
  registry('rubygems', 'rubygems.org', ['https://rubygems.org']),
  other('rubygems', 'gem.coop', 'https://gem.coop'),
  registry('spack', 'spack.io', ['https://packages.spack.io', 'https://spack.io']),
  registry('swiftpm', 'swiftpackageindex.com', ['https://swiftpackageindex.com']),
  registry('terraform', 'registry.terraform.io', ['https://registry.terraform.io']),
  registry('vcpkg', 'vcpkg.io', ['https://vcpkg.io', 'https://github.com/microsoft/vcpkg']),
];

/** One registry per release; `releases` maps the release to the codename, or to the release itself where there is none. */
function releases(
  ecosystem: string,
  named: readonly (readonly [release: string, codename: string])[],
  latest: string | null,
  nameOf: (release: string) => string,
  urlOf: (release: string, codename: string) => string,
): RegistryNames[] {
  return named.map(([release, codename]) => {
    const plain = release.replace(/^v/, '');
    const distros = new Set([nameOf(release), `${ecosystem}-${plain}`, codename, `${ecosystem}-${codename}`]);
    return registry(ecosystem, nameOf(release), [urlOf(release, codename)], {
      isDefault: release === latest,
      distros: [...distros],
    });
  });
}

const same = (names: readonly string[]) => names.map(name => [name, name] as const);
const alpineReleases = ['edge', ...Array.from({ length: 21 }, (_, i) => `v3.${23 - i}`)];
const postmarketosReleases =
  'master v25.12 v25.06 v24.12 v24.06 v23.12 v23.06 v22.12 v22.06 v21.12 v21.06 v21.03 v20.05'.split(' ');

const RELEASES: readonly RegistryNames[] = [
  ...releases(
    'alpine',
    same(alpineReleases),
    null,
    release => `alpine-${release}`,
    release => `https://pkgs.alpinelinux.org/packages?branch=${release}`,
  ),
  ...releases(
    'debian',
    [
      ['12', 'bookworm'],
      ['13', 'trixie'],
      ['11', 'bullseye'],
      ['10', 'buster'],
    ],
    '12',
    release => `debian-${release}`,
    (_, codename) => `https://packages.debian.org/${codename}`,
  ),
  ...releases(
    'freebsd',
    same(['14', '15']),
    '14',
    release => `freebsd-${release}-amd64`,
    release => `https://pkg.freebsd.org/FreeBSD:${release}:amd64/latest`,
  ),
  ...releases(
    'nixpkgs',
    same(['unstable', '24.11', '24.05', '23.11', '23.05']),
    'unstable',
    release => `nixpkgs-${release}`,
    release => `https://channels.nixos.org/nixos-${release}`,
  ),
  ...releases(
    'postmarketos',
    same(postmarketosReleases),
    null,
    release => `postmarketos-${release}`,
    release => `https://pkgs.postmarketos.org/packages?branch=${release}`,
  ),
  ...releases(
    'ubuntu',
    [
      ['24.04', 'noble'],
      ['24.10', 'oracular'],
      ['23.10', 'mantic'],
      ['23.04', 'lunar'],
      ['22.04', 'jammy'],
      ['20.04', 'focal'],
    ],
    '24.04',
    release => `ubuntu-${release}`,
    (_, codename) => `https://launchpad.net/ubuntu/${codename}`,
  ),
];

export const REGISTRY_NAMES: readonly RegistryNames[] = [...SINGLE, ...RELEASES];
