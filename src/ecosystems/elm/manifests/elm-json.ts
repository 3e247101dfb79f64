/**
 * `elm.json`, https://github.com/elm/compiler/tree/master/docs/elm.json: exact versions of all packages in an application, direct and
 * indirect ones apart; ranges of the direct ones in a package.
 */
import { isJsonObject, memberOf, textMembers } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { elmProject } from './elm-package.ts';

const SECTIONS = [
  ['dependencies', 'runtime'],
  ['test-dependencies', 'test'],
] as const;

export const elmJson: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const document = parseJsonText(input.text, 'elm.json');
    if (!isJsonObject(document)) return { dependencies, project: null };
    const add = (section: unknown, type: string, direct: boolean) => {
      for (const [name, requirement] of textMembers(section))
        dependencies.push(dependency(name, requirement, type, { direct }));
    };
    for (const [section, type] of SECTIONS) {
      if (document.type === 'application') {
        add(memberOf(document[section], 'direct'), type, true);
        add(memberOf(document[section], 'indirect'), type, false);
      } else add(document[section], type, true);
    }
    return { dependencies, project: elmProject(document) };
  },
};
