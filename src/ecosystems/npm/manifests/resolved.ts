/** Where a lockfile says that a package came from. */
import { withoutCredentials } from '../../../formats/credentials.ts';

const REGISTRIES = [
  'https://registry.npmjs.org/',
  'https://registry.yarnpkg.com/',
  'http://registry.npmjs.org/',
];

/** The address a package came from; null for npm's registry and where there is none. */
export function sourceOf(resolved: unknown): string | null {
  if (typeof resolved !== 'string' || resolved === '') return null;
  for (const registry of REGISTRIES) if (resolved.startsWith(registry)) return null;
  return withoutCredentials(resolved);
}

/** Of an address of git with a commit (`...#sha`) what stands after the last `#`; other text as it is. */
export function afterHash(text: string): string {
  return text.slice(text.lastIndexOf('#') + 1);
}
