/**
 * What tools for many packages in one repository say of it: `lerna.json` (https://lerna.js.org/docs/api-reference/configuration) names where packages
 * lie, `rush.json` (https://rushjs.io/pages/configs/rush_json/) each of them, and the versions of Rush and of the package manager that it installs.
 */
import { isJsonObject, memberOf, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';

const MAX_PROJECTS = 100_000;
const TOOLS = [
  ['rushVersion', '@microsoft/rush'],
  ['pnpmVersion', 'pnpm'],
  ['npmVersion', 'npm'],
  ['yarnVersion', 'yarn'],
] as const;

export const lernaJson: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'lerna.json');
    if (!isJsonObject(document)) throw new ManifestError('not-this-format', 'lerna.json: no JSON object');
    const version = textOrNull(document.version);
    const folders = Array.isArray(document.packages) ? document.packages : [];
    return {
      dependencies: [],
      // `independent`: each package has its own.
      project: version === null || version === 'independent' ? null : { name: null, version, license: null },
      includes: folders.filter(item => typeof item === 'string' && item !== ''),
    };
  },
};

export const rushJson: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'rush.json');
    if (!isJsonObject(document)) throw new ManifestError('not-this-format', 'rush.json: no JSON object');
    return {
      dependencies: TOOLS.flatMap(([key, name]) => {
        const version = textOrNull(memberOf(document, key));
        return version === null ? [] : dependency(name, version, 'development', { direct: true });
      }),
      project: null,
      includes: objectsIn(document.projects, MAX_PROJECTS).flatMap(
        one => textOrNull(one.projectFolder) ?? [],
      ),
    };
  },
};
