/** What cabal would choose: one version of each package. README.md says which rules are followed and where they are from. */
import { oneVersion } from '../../resolving/pubgrub/one-version.ts';
import { between, positionsIn } from '../../resolving/pubgrub/positions.ts';
import { type Policy, platformPackage } from '../../resolving/pubgrub/rules.ts';
import { readSettings } from '../../resolving/settings.ts';
import type { ResolveRequest, ResolverSetting } from '../../resolving/types.ts';
import { hackage } from '../../versions/schemes/hackage.ts';

const ENVIRONMENT: readonly ResolverSetting[] = [
  {
    name: 'base',
    description: 'The version of base, which comes with GHC.',
    default: '4.20.0.0',
    values: null,
  },
];

/**
 * Libraries that cabal takes as they come with GHC: those that it never builds anew
 * (https://cabal.readthedocs.io/en/stable/cabal-project-description-file.html, `allow-boot-library-installs`).
 */
const OF_GHC: ReadonlySet<string> = new Set([
  'base',
  'ghc',
  'ghc-bignum',
  'ghc-boot',
  'ghc-boot-th',
  'ghc-heap',
  'ghc-internal',
  'ghc-prim',
  'ghci',
  'integer-gmp',
  'integer-simple',
  'rts',
  'template-haskell',
]);

export default oneVersion({
  id: 'pubgrub',
  description:
    'One version of each package: the highest preferred one that all bounds admit, with the base of a GHC. Flags stand as the registry ' +
    'shows them; cabal searches by other means and may settle on another solution.',
  kinds: ['runtime'],
  environment: ENVIRONMENT,
  options: [],
  begin,
});

function begin(request: ResolveRequest): Policy {
  const base = readSettings(request.environment, ENVIRONMENT, 'environment').base!;
  return {
    admitted(requirement, versions, name) {
      const { intervals } = hackage.parseRange(requirement);
      // Which version a GHC brings of the others is not known here.
      const isAny = OF_GHC.has(name) && name !== 'base';
      return isAny ? between(0, versions.length) : positionsIn(hackage, versions, intervals);
    },
    tier: ({ status, metadata }) => (status !== null || metadata.unpreferred === true ? 1 : 0),
    platform: name => (OF_GHC.has(name) ? platformPackage(name, name === 'base' ? base : '0') : null),
  };
}
