/** All version schemes, and the names by which they are found. */
import type { Scheme } from './scheme.ts';
import { alpm } from './schemes/alpm.ts';
import { apk } from './schemes/apk.ts';
import { calver } from './schemes/calver.ts';
import { cargo } from './schemes/cargo.ts';
import { composer } from './schemes/composer.ts';
import { conan } from './schemes/conan.ts';
import { conda } from './schemes/conda.ts';
import { cpan } from './schemes/cpan.ts';
import { cran } from './schemes/cran.ts';
import { date } from './schemes/date.ts';
import { datetime } from './schemes/datetime.ts';
import { deb } from './schemes/deb.ts';
import { docker } from './schemes/docker.ts';
import { elm } from './schemes/elm.ts';
import { freebsd } from './schemes/freebsd.ts';
import { gem } from './schemes/gem.ts';
import { generic } from './schemes/generic.ts';
import { gentoo } from './schemes/gentoo.ts';
import { github } from './schemes/github.ts';
import { goToolchain } from './schemes/go-toolchain.ts';
import { golang } from './schemes/golang.ts';
import { hackage } from './schemes/hackage.ts';
import { hex } from './schemes/hex.ts';
import { intdot } from './schemes/intdot.ts';
import { julia } from './schemes/julia.ts';
import { lexicographic } from './schemes/lexicographic.ts';
import { maven } from './schemes/maven.ts';
import { nginx } from './schemes/nginx.ts';
import { nix } from './schemes/nix.ts';
import { npm } from './schemes/npm.ts';
import { nuget } from './schemes/nuget.ts';
import { opam } from './schemes/opam.ts';
import { openbsd } from './schemes/openbsd.ts';
import { openssl } from './schemes/openssl.ts';
import { pkgsrc } from './schemes/pkgsrc.ts';
import { pub } from './schemes/pub.ts';
import { pypi } from './schemes/pypi.ts';
import { rpm } from './schemes/rpm.ts';
import { swift } from './schemes/swift.ts';

/** Every scheme of `schemes/`, in the order of their ids. A test compares this list with the folder. */
export const schemes: readonly Scheme[] = [
  alpm,
  apk,
  calver,
  cargo,
  composer,
  conan,
  conda,
  cpan,
  cran,
  date,
  datetime,
  deb,
  docker,
  elm,
  freebsd,
  gem,
  generic,
  gentoo,
  github,
  goToolchain,
  golang,
  hackage,
  hex,
  intdot,
  julia,
  lexicographic,
  maven,
  nginx,
  nix,
  npm,
  nuget,
  opam,
  openbsd,
  openssl,
  pkgsrc,
  pub,
  pypi,
  rpm,
  swift,
];

/**
 * Names without a scheme of their own, and the scheme whose order is theirs. A scheme's own file names its nearest kin;
 * here stands what needs a reason.
 */
export const BORROWED: Readonly<Record<string, readonly string[]>> = {
  // Semantic versions that are asked for by npm's ranges, or by none.
  npm: [
    'artifacthub.io',
    'bitnami',
    'forge.puppet.com',
    'helm',
    'puppet',
    'registry.terraform.io',
    'terraform',
    'vscode-extension',
  ],
  // Versions are git tags.
  github: [
    'actions',
    'bitbucket',
    'carthage',
    'codeberg',
    'git',
    'gitea',
    'github actions',
    'githubactions',
    'gitlab',
    'lean',
    'reservoir.lean-lang.org',
  ],
  docker: ['hub.docker.com', 'oci'],
  // CocoaPods sorts and resolves with RubyGems' own classes.
  gem: ['cocoapods', 'cocoapods.org'],
  maven: ['clojars', 'clojars.org'],
  // Bioconductor's packages are R packages.
  cran: ['bioconductor', 'bioconductor.org'],
  // Distributions that build with the tools of another one.
  apk: ['adelie', 'alpaquita', 'alpine', 'chainguard', 'minimos', 'postmarketos', 'wolfi'],
  deb: ['debian', 'echo', 'ubuntu'],
  rpm: [
    'almalinux',
    'azure linux',
    'fedora',
    'mageia',
    'openeuler',
    'opensuse',
    'photon os',
    'red hat',
    'rocky linux',
    'suse',
  ],
  // Lists of whole numbers.
  intdot: [
    'chrome-extension',
    'elpa',
    'elpa.gnu.org',
    'elpa.nongnu.org',
    'ips',
    'melpa',
    'mlflow',
    'openindiana-hipster',
    'pkgs.racket-lang.org',
    'racket',
  ],
  // Whatever upstream wrote. The ecosystem tells no order, so it is the natural one of numbers and words.
  generic: [
    'bazel',
    'brew',
    'ctan',
    'ctan.org',
    'f-droid.org',
    'fdroid',
    'formulae.brew.sh',
    'guix',
    'homebrew',
    'huggingface',
    'luarocks',
    'otp',
    'qpkg',
    'registry.bazel.build',
    'spack',
    'spack.io',
    'swid',
    'vcpkg',
    'vcpkg.io',
    'yocto',
  ],
};

const byName = new Map<string, Scheme>();
for (const scheme of schemes) {
  for (const name of [scheme.id, ...scheme.aliases, ...(BORROWED[scheme.id] ?? [])]) byName.set(name, scheme);
}

/**
 * The scheme of a purl type, a scheme id or vers scheme, an ecosystem of this index, or one of OSV or GHSA (`PyPI`,
 * `Debian:12`, `pip`), in any case; null where none is known.
 */
export function schemeOf(typeOrId: string): Scheme | null {
  const name = typeOrId.trim().toLowerCase();
  const known = byName.get(name);
  if (known !== undefined) return known;
  // OSV appends the release of a distribution.
  const colon = name.indexOf(':');
  return colon === -1 ? null : (byName.get(name.slice(0, colon)) ?? null);
}

/** What Go's vulnerability database calls Go's own library and tools, and the paths by which Go knows them. */
const GO_ITSELF: ReadonlyMap<string, string> = new Map([
  ['cmd', 'toolchain'],
  ['std', 'stdlib'],
  ['stdlib', 'stdlib'],
  ['toolchain', 'toolchain'],
]);

/** `stdlib` or `toolchain` for a name of Go's own, which no registry has; null for a module. */
export function goItself(name: string): string | null {
  return GO_ITSELF.get(name) ?? null;
}

/** The scheme of one package's versions, where some of an ecosystem have another one than the rest: Go itself. */
export function schemeOfPackage(ecosystem: string, name: string): Scheme | null {
  return ecosystem === 'go' && goItself(name) !== null ? goToolchain : schemeOf(ecosystem);
}
