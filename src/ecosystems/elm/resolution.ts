/** What `elm install` would write into elm.json: one version of each package. README.md says which rules are followed. */
import { oneVersion } from '../../resolving/pubgrub/one-version.ts';
import { positionsIn } from '../../resolving/pubgrub/positions.ts';
import type { Policy, Refusal } from '../../resolving/pubgrub/rules.ts';
import { readSettings } from '../../resolving/settings.ts';
import type { Candidate, ResolveRequest, ResolverSetting } from '../../resolving/types.ts';
import { elm } from '../../versions/schemes/elm.ts';

const ENVIRONMENT: readonly ResolverSetting[] = [
  { name: 'elm', description: 'The version of Elm.', default: '0.19.1', values: null },
];

export default oneVersion({
  id: 'pubgrub',
  description:
    'One version of each package: the highest for the version of Elm that all constraints admit. What tests depend on is taken from the ' +
    'project only.',
  kinds: ['runtime'],
  environment: ENVIRONMENT,
  options: [],
  begin,
});

function begin(request: ResolveRequest): Policy {
  const version = readSettings(request.environment, ENVIRONMENT, 'environment').elm!;
  return {
    admitted: (requirement, versions) => positionsIn(elm, versions, elm.parseRange(requirement).intervals),
    refusal({ metadata }: Candidate): Refusal | null {
      const constraint = metadata.elm_version;
      if (typeof constraint !== 'string' || admits(constraint, version)) return null;
      return { kind: 'environment', because: `needs Elm ${constraint}, and ${version} is given` };
    },
  };
}

/** What cannot be read asks for nothing. */
function admits(constraint: string, version: string): boolean {
  try {
    return elm.satisfies(version, constraint);
  } catch {
    return true;
  }
}
