/** What the machine has: https://getcomposer.org/doc/articles/composer-platform-dependencies.md */
import type { ResolverSetting, UniversePackage } from '../../../resolving/types.ts';
import { isPlatform } from '../names.ts';

const free = (name: string, description: string, standard: string): ResolverSetting => ({
  name,
  description,
  default: standard,
  values: null,
});

export const platformSettings: readonly ResolverSetting[] = [
  free('php', 'The version of PHP.', '8.3.0'),
  free('composer', 'The version of Composer.', '2.7.0'),
  free('composer-plugin-api', 'The version of what plugins of Composer use.', '2.6.0'),
  free('composer-runtime-api', 'The version of what packages use of Composer when they run.', '2.2.2'),
  free(
    'extensions',
    'The extensions and libraries there are, between commas, with a version behind a colon where it counts: ext-json,ext-gd:8.3.0,lib-icu:70.1. ' +
      'Empty: all, in whatever version.',
    '',
  ),
];

/** The packages of the platform by name; null for what is none. One that is not there has no versions. */
export function platformOf(
  environment: Readonly<Record<string, string>>,
): (name: string) => UniversePackage | null {
  const php = environment.php!;
  const known = new Map<string, string>([
    ['php', php],
    ['php-64bit', php],
    ['php-ipv6', php],
    ['composer', environment.composer!],
    ['composer-plugin-api', environment['composer-plugin-api']!],
    ['composer-runtime-api', environment['composer-runtime-api']!],
  ]);
  const listed = environment
    .extensions!.split(',')
    .map(one => one.trim().toLowerCase())
    .filter(Boolean);
  for (const one of listed) {
    const [name, version = php] = one.split(':');
    known.set(name!, version);
  }
  return name => {
    if (!isPlatform(name)) return null;
    const number = known.get(name) ?? (listed.length === 0 && /^(?:ext|lib)-/.test(name) ? ANY : null);
    const versions =
      number === null
        ? []
        : [{ name, number, publishedAt: null, status: null, metadata: {}, dependencies: [] }];
    return { name, metadata: {}, status: null, latest: number, versions };
  };
}

/** The version of what is there in every version. */
export const ANY = 'any';
