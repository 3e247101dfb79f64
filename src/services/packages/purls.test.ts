import { expect, test } from 'vitest';
import { sameAddress } from './purls.ts';

test.each([
  ['https://repo.example/maven', 'http://repo.example/maven/', true],
  ['repo.example/maven', 'https://REPO.example/maven', true],
  ['https://repo.example/maven', 'https://repo.example/other', false],
  // Registries of one site that differ by query, as Alpine's branches do.
  ['https://pkgs.example/packages?branch=edge', 'https://pkgs.example/packages?branch=edge', true],
  ['https://pkgs.example/packages?branch=edge', 'https://pkgs.example/packages?branch=v3.20', false],
  ['https://pkgs.example/packages', 'https://pkgs.example/packages?branch=edge', false],
])('%s and %s are the same address: %s', (a, b, same) => {
  expect(sameAddress(a, b)).toBe(same);
});
