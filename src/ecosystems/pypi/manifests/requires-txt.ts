/**
 * `requires.txt` of an egg (https://setuptools.pypa.io/en/latest/deprecated/python_eggs.html#requires-txt-and-depends-txt): requirements, those
 * of an extra below `[extra]`, those under a marker below `[:marker]` or `[extra:marker]`.
 */
import { linesOf } from '../../../formats/text.ts';
import type { ManifestDependency, ManifestReader } from '../../manifest.ts';
import { both, requiredBy } from './requirement-text.ts';

export const requiresTxt: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    let extra = '';
    let marker = '';
    for (const raw of linesOf(input.text)) {
      const line = raw.trim();
      if (line.startsWith('[') && line.endsWith(']')) {
        const colon = line.indexOf(':');
        extra = line.slice(1, colon < 0 ? -1 : colon).trim();
        marker = colon < 0 ? '' : line.slice(colon + 1, -1).trim();
      } else if (line !== '' && !line.startsWith('#')) {
        const condition = both(extra === '' ? null : `extra == "${extra}"`, marker || null);
        const one = requiredBy(line, extra === '' ? 'runtime' : 'optional', {
          ...(extra === '' ? {} : { optional: true }),
          ...(condition === null ? {} : { condition }),
        });
        if (one) dependencies.push(one);
      }
    }
    return { dependencies, project: null };
  },
};
