/**
 * Metadata of a distribution, https://packaging.python.org/en/latest/specifications/core-metadata/: `METADATA` of a wheel, `PKG-INFO` of an sdist
 * or an egg. Header fields, then an empty line and the description.
 */
import { linesOf } from '../../../formats/text.ts';
import { type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { requiredBy } from './requirement-text.ts';

export const metadata: ManifestReader = {
  parse(input) {
    const first = new Map<string, string>();
    const dependencies: ManifestDependency[] = [];
    for (const line of linesOf(input.text)) {
      if (line.trim() === '') break;
      const colon = line.indexOf(':');
      // A value that goes on in the next line: none of the fields read here does.
      if (colon < 0 || line.startsWith(' ') || line.startsWith('\t')) continue;
      const key = line.slice(0, colon).toLowerCase();
      const value = line.slice(colon + 1).trim();
      if (!first.has(key)) first.set(key, value);
      if (key !== 'requires-dist' && key !== 'requires') continue;
      const one = requiredBy(value, 'runtime');
      if (one?.condition && /\bextra\b/.test(one.condition)) {
        one.type = 'optional';
        one.optional = true;
      }
      if (one) dependencies.push(one);
    }
    if (!first.has('metadata-version') && !first.has('name'))
      throw new ManifestError(
        input.text.trim() === '' ? 'empty' : 'not-this-format',
        'no metadata of a distribution',
      );
    const text = (key: string) => {
      const value = first.get(key);
      return value && value !== 'UNKNOWN' ? value : null;
    };
    return {
      dependencies,
      project: {
        name: text('name'),
        version: text('version'),
        license: text('license-expression') ?? text('license'),
      },
    };
  },
};
