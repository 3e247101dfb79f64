/**
 * How Debian and its descendants name what they package from other ecosystems, by the policies of their language teams:
 * Python (https://www.debian.org/doc/packaging-manuals/python-policy/), Perl (https://perl-team.pages.debian.net/policy.html),
 * JavaScript (https://wiki.debian.org/Javascript/Policy), Rust (https://wiki.debian.org/Teams/RustPackaging/Policy),
 * Ruby (https://wiki.debian.org/Teams/Ruby/Packaging), Go (https://go-team.pages.debian.net/packaging.html), Haskell
 * (https://wiki.debian.org/Haskell/CollabMaint), R (https://wiki.debian.org/Teams/r-pkg-team) and Emacs
 * (https://wiki.debian.org/EmacsenTeam/elpa-hello).
 */
import type { Repackaging, Upstream } from '../../ecosystem.ts';
import { withoutSource } from './names.ts';
import { upstreamVersionsOf } from './upstream-versions.ts';

interface Convention {
  /** Beginning and end of the distribution's name. */
  prefix: string;
  suffix?: string;
  ecosystem: string;
  /** Upstream names that the part between may stand for. Default: itself. */
  upstreams?(part: string): string[];
  /** The part between for an upstream name; null where it can have none. Default: itself in lower case. */
  part?(upstream: string): string | null;
}

/** Debian's names hold lower-case letters, digits, `+`, `-` and `.`. */
const plain = (name: string) => name.toLowerCase().replaceAll('_', '-');

const CONVENTIONS: readonly Convention[] = [
  { prefix: 'python3-', ecosystem: 'pypi', part: name => plain(name).replaceAll('.', '-') },
  {
    prefix: 'node-',
    ecosystem: 'npm',
    // `node-babel-core` is `@babel/core` or `babel-core`: nothing in the name tells.
    upstreams: part => [part, ...scopes(part)],
    part: name => plain(name.replace(/^@/, '').replace('/', '-')),
  },
  {
    prefix: 'librust-',
    suffix: '-dev',
    ecosystem: 'cargo',
    // `librust-rand-core-0.5+std-dev`: a feature behind `+`, a version behind the last hyphen.
    upstreams: part => {
      const crate = (part.split('+', 1)[0] as string).replace(/-[0-9][0-9.]*$/, '');
      return crate.includes('-') ? [crate, crate.replaceAll('-', '_')] : [crate];
    },
    part: plain,
  },
  { prefix: 'ruby-', ecosystem: 'rubygems', part: plain },
  {
    prefix: 'golang-github-',
    suffix: '-dev',
    ecosystem: 'go',
    upstreams: part => splits(part).map(([owner, name]) => `github.com/${owner}/${name}`),
    part: name => {
      const [host, owner, repository] = plain(name).split('/');
      return host === 'github.com' && owner && repository ? `${owner}-${repository}` : null;
    },
  },
  {
    prefix: 'lib',
    suffix: '-perl',
    ecosystem: 'cpan',
    // Distributions have capitals, and Debian has none.
    upstreams: () => [],
    part: plain,
  },
  { prefix: 'libghc-', suffix: '-dev', ecosystem: 'hackage', part: plain },
  { prefix: 'r-cran-', ecosystem: 'cran', upstreams: part => [part], part: name => name.toLowerCase() },
  {
    prefix: 'r-bioc-',
    ecosystem: 'bioconductor',
    upstreams: part => [part],
    part: name => name.toLowerCase(),
  },
  { prefix: 'elpa-', ecosystem: 'elpa', part: plain },
];

export const repackaging: Repackaging = {
  upstreamsOf(name) {
    const found: Upstream[] = [];
    for (const { prefix, suffix = '', ecosystem, upstreams } of CONVENTIONS) {
      if (!name.startsWith(prefix) || !name.endsWith(suffix)) continue;
      const part = name.slice(prefix.length, name.length - suffix.length);
      if (part === '') continue;
      for (const upstream of upstreams ? upstreams(part) : [part]) found.push({ ecosystem, name: upstream });
    }
    return found;
  },
  namesOf({ ecosystem, name }) {
    return CONVENTIONS.filter(convention => convention.ecosystem === ecosystem).flatMap(
      ({ prefix, suffix = '', part = plain }) => {
        const own = part(name);
        return own === null || own === '' ? [] : [`${prefix}${own}${suffix}`];
      },
    );
  },
  upstreamVersionsOf,
  // Trackers speak of source packages, without the prefix that the index gives them.
  sourceOf: (name, { source }) => (typeof source === 'string' ? source : withoutSource(name)),
};

/** `a-b-c` as `a` and `b-c`, then `a-b` and `c`; at most six ways. */
function splits(part: string): [string, string][] {
  const words = part.split('-');
  return words
    .slice(1, 7)
    .map((_, index) => [words.slice(0, index + 1).join('-'), words.slice(index + 1).join('-')]);
}

function scopes(part: string): string[] {
  return splits(part).map(([scope, name]) => `@${scope}/${name}`);
}
