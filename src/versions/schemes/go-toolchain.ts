/**
 * Releases of Go itself: `go1.21.3`, `go1.21rc2`, `go1.20` (https://go.dev/doc/toolchain#version), and the same as Go's vulnerability
 * database has them, in SemVer: `1.21.3`, `1.21.0-rc.2`, `1.20.0` (https://go.dev/doc/security/vuln/database). `1.21`, which names the
 * language and no release, counts as the first release of it, as govulncheck reads it.
 */
import { defineScheme } from '../scheme.ts';
import { type GoVersion, golang } from './golang.ts';
import { printSemver, releaseOf } from './shared/semver.ts';

export const goToolchain = defineScheme<GoVersion>({
  id: 'go-toolchain',
  aliases: [],
  source: 'https://go.dev/doc/toolchain#version',
  parse,
  order: golang.order,
  print: printSemver,
  isStable: version => version.prerelease.length === 0,
  release: releaseOf,
  // What stands before and after a version in a range is of Go's modules: comparators, commas, `||`.
  parseRange: text =>
    golang.parseRange(
      text.replace(/(^|[\s<>=!^~,|[])(?:go)?(\d[^\s,|\]]*)/g, (_, before: string, version: string) => {
        const semver = semverOf(version);
        return before + (semver ?? version);
      }),
    ),
});

function parse(text: string): GoVersion | null {
  const semver = semverOf(text.startsWith('go') ? text.slice(2) : text);
  return semver === null ? null : golang.parse(semver);
}

/** Numbers, a stage with or without its dots and hyphen, and what a distributor appends to its own builds (`-custom`, ` X:...`). */
const VERSION =
  /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-?(alpha|beta|rc)\.?(\d+)|-(0))?(?:-[A-Za-z][\w.]*| X:[\w,]+)?$/;

/** Null for what is no release: `devel`, a commit. */
function semverOf(text: string): string | null {
  const [, major, minor = '0', patch = '0', stage, number, lowest] = VERSION.exec(text) ?? [];
  if (major === undefined) return null;
  const prerelease = stage !== undefined ? `-${stage}.${number}` : lowest !== undefined ? '-0' : '';
  return `${major}.${minor}.${patch}${prerelease}`;
}
