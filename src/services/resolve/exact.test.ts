import { expect, test } from 'vitest';
import { ecosystems } from '../../ecosystems/index.ts';
import { schemeOf } from '../../versions/index.ts';
import type { IndexedRegistry } from '../service.ts';
import { exactly } from './exact.ts';

// As the documentation of each package manager writes a requirement for one version.
test.each([
  ['npm', '1.2.3', '1.2.3'],
  ['pypi', '1.2.3', '==1.2.3'],
  ['rubygems', '1.2.3', '= 1.2.3'],
  ['cargo', '1.2.3', '=1.2.3'],
  ['nuget', '1.2.3', '[1.2.3]'],
  ['hex', '1.2.3', '== 1.2.3'],
  ['packagist', '1.2.3', '1.2.3'],
  ['pub', '1.2.3', '1.2.3'],
  ['go', 'v1.2.3', 'v1.2.3'],
  ['debian', '1:2.3-4', '= 1:2.3-4'],
  ['alpine', '1.2.3-r0', '=1.2.3-r0'],
] as const)('%s %s is asked for as %s', async (id, version, expected) => {
  const definition = await ecosystems[id]!();
  const requirement = exactly({ definition } as unknown as IndexedRegistry, version);
  expect(requirement).toBe(expected);
  expect(schemeOf(id)?.satisfies(version, requirement)).toBe(true);
});
