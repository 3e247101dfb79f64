/** What `npm ls --json` prints: https://docs.npmjs.com/cli/commands/npm-ls#json. */
import { isJsonObject } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { ManifestError, type ManifestReader } from '../../manifest.ts';
import { projectOf } from './package-json.ts';
import { graphOfListing, listedTree } from './package-tree.ts';

export const npmLs: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'npm-ls.json');
    if (!isJsonObject(document)) throw new ManifestError('not-this-format', 'npm-ls.json: no JSON object');
    return {
      dependencies: listedTree(document),
      project: projectOf(document),
      graph: () => graphOfListing(document),
    };
  },
};
