/**
 * dist.ini of Dist::Zilla, https://metacpan.org/pod/Dist::Zilla::Plugin::Prereqs: sections `[Prereqs]`, `[Prereqs / TestRequires]` ... of
 * lines `Module = version`. What plugins find out (AutoPrereqs, bundles) is not known.
 */
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';

const PHASES: readonly (readonly [name: string, type: string])[] = [
  ['runtime', 'runtime'],
  ['configure', 'build'],
  ['build', 'build'],
  ['test', 'test'],
  ['develop', 'develop'],
];

export const distIni: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    const own = new Map<string, string>();
    let section: { type: string; optional: boolean } | null = null;
    let isTop = true;
    for (const [i, raw] of input.text.split('\n').entries()) {
      const line = raw.trim();
      if (line === '' || line.startsWith(';') || line.startsWith('#')) continue;
      if (line.startsWith('[')) {
        isTop = false;
        const name = line.slice(1).split(']', 1)[0] as string;
        section = prereqsOf(name);
        if (name.startsWith('AutoPrereqs'))
          unresolved.push({ what: 'AutoPrereqs looks for modules in the sources', line: i + 1 });
        continue;
      }
      const equals = line.indexOf('=');
      if (equals < 1) continue;
      const key = line.slice(0, equals).trim();
      const value = line.slice(equals + 1).trim();
      if (isTop) own.set(key, value);
      // Options of the plugin begin with a hyphen.
      else if (section && !key.startsWith('-') && key !== '')
        dependencies.push(
          dependency(key, value || null, section.type, { direct: true, optional: section.optional || null }),
        );
    }
    return {
      dependencies,
      unresolved,
      project: {
        name: own.get('name') || null,
        version: own.get('version') || null,
        license: own.get('license') || null,
      },
    };
  },
};

/** `Prereqs`, or `Prereqs / TestRequires`: the phase and the relation in one word. Conflicts are no dependencies. */
function prereqsOf(section: string): { type: string; optional: boolean } | null {
  const [plugin = '', name = ''] = section.split('/', 2).map(part => part.trim());
  if (plugin !== 'Prereqs') return null;
  const word = name.toLowerCase();
  if (word.endsWith('conflicts')) return null;
  const type = PHASES.find(([phase]) => word.startsWith(phase))?.[1] ?? 'runtime';
  return { type, optional: word.endsWith('recommends') || word.endsWith('suggests') };
}
