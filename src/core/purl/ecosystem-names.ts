/**
 * What ecosystems are called: here and at ecosyste.ms, as Package URL types, in OSV, GHSA, deps.dev and Libraries.io, and in
 * everyday speech. Names compare without case, blanks and punctuation, so each spelling stands here once.
 *
 * Sources: https://github.com/package-url/purl-spec/tree/main/types, https://ossf.github.io/osv-schema/#defined-ecosystems,
 * https://docs.github.com/en/graphql/reference/enums#securityadvisoryecosystem, https://docs.deps.dev/api/v3/.
 */

export interface EcosystemNames {
  /** Our id, which is also that of ecosyste.ms where it has the ecosystem. */
  ecosystem: string;
  /** The type of its Package URLs. */
  type: string;
  /** The namespace that tells ecosystems of one type apart, as in `pkg:apk/alpine/...`; null where the type alone does. */
  namespace: string | null;
  /** Further spellings. */
  aliases: readonly string[];
}

function named(ecosystem: string, type = ecosystem, ...aliases: string[]): EcosystemNames {
  return { ecosystem, type, namespace: null, aliases };
}

/** A distribution: one namespace of `type`. */
function distribution(
  type: string,
  ecosystem: string,
  namespace = ecosystem,
  ...aliases: string[]
): EcosystemNames {
  return { ecosystem, type, namespace, aliases };
}

export const ECOSYSTEM_NAMES: readonly EcosystemNames[] = [
  named('actions', 'githubactions', 'github-actions'),
  named('alpm', 'alpm', 'arch', 'archlinux', 'pacman'),
  distribution('apk', 'adelie', 'adelie', 'adelielinux'),
  distribution('apk', 'alpaquita'),
  distribution('apk', 'alpine', 'alpine', 'alpinelinux', 'apk'),
  distribution('apk', 'chainguard'),
  distribution('apk', 'minimos'),
  distribution('apk', 'postmarketos'),
  distribution('apk', 'wolfi'),
  named('bazel', 'bazel', 'bzlmod', 'bcr'),
  named('bioconductor'),
  named('bitnami'),
  named('bower'),
  named('cargo', 'cargo', 'crates', 'crates.io', 'rust'),
  named('carthage'),
  named('chrome-extension'),
  named('clojars'),
  named('cocoapods', 'cocoapods', 'pod', 'pods'),
  named('conan', 'conan', 'ConanCenter'),
  named('conda', 'conda', 'anaconda', 'conda-forge'),
  named('cpan', 'cpan', 'metacpan', 'perl'),
  named('cran'),
  named('ctan'),
  distribution('deb', 'debian', 'debian', 'deb', 'debianlinux'),
  distribution('deb', 'echo'),
  distribution('deb', 'ubuntu'),
  named('deno', 'deno', 'deno.land'),
  named('docker', 'docker', 'dockerhub', 'docker-hub'),
  named('elm'),
  named('elpa', 'melpa', 'emacs'),
  named('fdroid', 'fdroid', 'f-droid'),
  named('freebsd'),
  named('gentoo', 'gentoo', 'portage', 'ebuild'),
  named('go', 'golang', 'gomod', 'go-modules'),
  named('guix'),
  named('hackage', 'hackage', 'haskell', 'cabal'),
  named('helm', 'helm', 'artifacthub'),
  named('hex', 'hex', 'erlang', 'elixir', 'hexpm'),
  named('homebrew', 'brew'),
  named('huggingface', 'huggingface', 'hugging-face'),
  named('ips', 'ips', 'openindiana'),
  named('julia', 'julia', 'juliahub'),
  named('lean', 'lean', 'reservoir'),
  named('luarocks', 'luarocks', 'lua'),
  named('maven', 'maven', 'maven-central', 'gradle', 'java'),
  named('nixpkgs', 'nix', 'nixos'),
  named('npm', 'npm', 'npmjs', 'node', 'javascript'),
  named('nuget', 'nuget', 'dotnet', '.net'),
  named('oci'),
  named('opam', 'opam', 'ocaml'),
  named('openbsd'),
  named('openvsx', 'openvsx', 'open-vsx'),
  named('packagist', 'composer', 'php'),
  named('pkgsrc', 'pkgsrc', 'netbsd'),
  named('pub', 'pub', 'pub.dev', 'dart'),
  named('puppet', 'puppet', 'puppetforge', 'puppet-forge'),
  named('pypi', 'pypi', 'pip', 'python'),
  named('qpkg', 'qpkg', 'qnx'),
  named('racket'),
  distribution('rpm', 'almalinux'),
  distribution('rpm', 'azure-linux', 'azure-linux', 'azurelinux'),
  distribution('rpm', 'fedora'),
  distribution('rpm', 'mageia'),
  distribution('rpm', 'openeuler'),
  distribution('rpm', 'opensuse'),
  distribution('rpm', 'redhat', 'redhat', 'red-hat', 'rhel'),
  distribution('rpm', 'rocky-linux', 'rocky-linux', 'rocky', 'rockylinux'),
  distribution('rpm', 'suse'),
  named('rpm', 'rpm'),
  named('rubygems', 'gem', 'gems', 'ruby', 'bundler'),
  named('spack'),
  named('swiftpm', 'swift', 'SwiftURL', 'swift-package-manager'),
  named('terraform', 'terraform', 'opentofu'),
  named('vcpkg'),
  named('vscode', 'vscode-extension', 'visual-studio-code'),
];
