/** `conda-meta/NAME-VERSION-BUILD.json` of an environment: the record of one installed package, as conda writes it when it links the files. */
import { isJsonObject, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';

export const installed: ManifestReader = {
  parse(input) {
    const record = parseJsonText(input.text, 'conda-meta');
    const name = isJsonObject(record) ? textOrNull(record.name) : null;
    if (!isJsonObject(record) || name === null || textOrNull(record.version) === null)
      throw new ManifestError('not-this-format', 'no record of an installed package');
    const version = textOrNull(record.version);
    const [sha256, md5] = [textOrNull(record.sha256), textOrNull(record.md5)];
    // Records of conda before 4.3 have the channel as an address or not at all.
    const channel = textOrNull(record.channel);
    const one = dependency(name, version, null, {
      source: channel,
      integrity: sha256 === null ? md5 && `md5:${md5}` : `sha256:${sha256}`,
    });
    return { dependencies: [one], project: { name, version, license: textOrNull(record.license) } };
  },
};
