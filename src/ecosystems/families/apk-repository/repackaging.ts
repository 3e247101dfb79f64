/**
 * How Alpine names what it packages from other ecosystems, by its policy
 * (https://wiki.alpinelinux.org/wiki/Package_policies): names are in lower case, and modules, as opposed to applications, of
 * Perl start with `perl-` and of Python 3 with `py3-`. For modules of other languages it states no source or no prefix.
 */
import type { Repackaging } from '../../ecosystem.ts';
import { upstreamVersionsOf } from './upstream-versions.ts';

const PERL = 'perl-';
const PYTHON = 'py3-';

export const repackaging: Repackaging = {
  // Distributions of CPAN have capitals, which a name here does not tell: they are found from their side only.
  upstreamsOf(name) {
    const project = name.startsWith(PYTHON) ? name.slice(PYTHON.length) : '';
    return project === '' ? [] : [{ ecosystem: 'pypi', name: project }];
  },
  namesOf({ ecosystem, name }) {
    const own = name.toLowerCase();
    if (own === '') return [];
    if (ecosystem === 'cpan') return [PERL + own];
    if (ecosystem !== 'pypi') return [];
    // Some packages keep the dots of a project's name.
    return [...new Set([PYTHON + own, PYTHON + own.replace(/[_.]/g, '-')])];
  },
  upstreamVersionsOf,
  // The security database speaks of what is built, of which `py3-x-doc` is a part.
  sourceOf: (name, { origin }) => (typeof origin === 'string' ? origin : name),
};
