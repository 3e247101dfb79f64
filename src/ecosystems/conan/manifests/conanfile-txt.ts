/** `conanfile.txt`: https://docs.conan.io/2/reference/conanfile_txt.html. Sections in brackets, a reference in each line. */
import { linesOf } from '../../../formats/text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { referenceIn } from './reference.ts';

const SECTIONS = new Map([
  ['[requires]', 'runtime'],
  ['[build_requires]', 'development'],
  ['[tool_requires]', 'development'],
  ['[test_requires]', 'test'],
]);

export const conanfileTxt: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    let type: string | undefined;
    for (const line of linesOf(input.text)) {
      const text = line.trim();
      if (text.startsWith('#')) continue;
      if (text.startsWith('[') && text.endsWith(']')) {
        type = SECTIONS.get(text);
        continue;
      }
      const comment = text.indexOf(' #');
      const reference =
        type === undefined ? null : referenceIn(comment < 0 ? text : text.slice(0, comment).trim());
      if (reference !== null && type !== undefined)
        dependencies.push(dependency(reference.name, reference.version, type, { direct: true }));
    }
    return { dependencies, project: null };
  },
};
