/**
 * An installed package of pacman, var/lib/pacman/local/NAME-VERSION/desc, https://man.archlinux.org/man/alpm-db-desc.5: sections of a
 * line `%KEY%`, lines of values, and an empty one. The file is about one package.
 */
import { linesOf } from '../../../formats/text.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';

export const desc: ManifestReader = {
  parse(input) {
    const sections = sectionsOf(input.text);
    const name = sections.get('NAME')?.[0];
    if (name === undefined) throw new ManifestError('not-this-format', 'no %NAME% in it');
    const version = sections.get('VERSION')?.[0] ?? null;
    // 1: as a dependency of another; the section is left out for what was asked for.
    const direct = sections.get('REASON')?.[0] !== '1';
    return {
      dependencies: [dependency(name, version, null, { direct })],
      project: { name, version, license: sections.get('LICENSE')?.join(', ') ?? null },
    };
  },
};

function sectionsOf(text: string): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  let current: string[] | null = null;
  for (const raw of linesOf(text)) {
    const line = raw.trim();
    if (line === '') current = null;
    else if (current) current.push(line);
    else if (line.length > 2 && line.startsWith('%') && line.endsWith('%')) {
      current = [];
      sections.set(line.slice(1, -1), current);
    }
  }
  return sections;
}
