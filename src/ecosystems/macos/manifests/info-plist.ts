/**
 * `Info.plist` of an application bundle (https://developer.apple.com/documentation/bundleresources/information-property-list): identifier, name and
 * version, as XML or in the binary form.
 */
import { binaryPlistTexts } from '../../../formats/binary-plist.ts';
import { parseXml } from '../../../formats/xml.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';

export const infoPlist: ManifestReader = {
  parse(input) {
    const isBinary = Buffer.from(input.bytes.subarray(0, 8)).toString('latin1').startsWith('bplist');
    const values = isBinary ? binaryPlistTexts(input.bytes, 'Info.plist') : xmlTexts(input.bytes);
    const text = (key: string) => values.get(key)?.trim() || null;
    const name = text('CFBundleIdentifier') ?? text('CFBundleName');
    if (name === null) throw new ManifestError('not-this-format', 'Info.plist: no CFBundleIdentifier');
    const title = text('CFBundleDisplayName') ?? text('CFBundleName');
    const version = text('CFBundleShortVersionString') ?? text('CFBundleVersion');
    return {
      dependencies: [dependency(name, version, null, { alias: title === name ? null : title })],
      project: { name, version, license: null },
    };
  },
};

/** Keys of the outermost dictionary with the texts that follow them. */
function xmlTexts(bytes: Uint8Array): Map<string, string> {
  // Every property list names Apple's DTD, which is not fetched and defines no entities.
  const text = Buffer.from(bytes)
    .toString('utf8')
    .replace(/<!DOCTYPE plist [^[>]{0,200}>/, '');
  const { root } = parseXml(text);
  const dictionary = root.name === 'plist' ? root.children[0] : undefined;
  if (dictionary?.name !== 'dict') throw new ManifestError('not-this-format', 'Info.plist: no dictionary');
  const values = new Map<string, string>();
  for (const [i, { name, text: key }] of dictionary.children.entries()) {
    const value = dictionary.children[i + 1];
    if (name === 'key' && value?.name === 'string') values.set(key.trim(), value.text);
  }
  return values;
}
