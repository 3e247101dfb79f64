/**
 * `Package.resolved`: https://github.com/swiftlang/swift-package-manager/blob/main/Documentation/Usage.md#resolving-versions-packageresolved-file.
 * Version 1 has its pins in `object`, later ones at the top. A pin to a branch or commit has no version: the commit stands behind
 * the address in the source.
 */
import { memberOf } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { nameOfAddress } from './address.ts';

export const packageResolved: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'Package.resolved');
    const pins = memberOf(memberOf(document, 'object'), 'pins') ?? memberOf(document, 'pins');
    if (!Array.isArray(pins)) throw new ManifestError('not-this-format', 'no pins');
    return { dependencies: pins.flatMap(pin => pinned(pin) ?? []), project: null };
  },
};

function pinned(pin: unknown): ManifestDependency | null {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  const state = memberOf(pin, 'state');
  const [version, revision] = [text(memberOf(state, 'version')), text(memberOf(state, 'revision'))];
  const kind = memberOf(pin, 'kind');
  const address = text(memberOf(pin, 'location')) ?? text(memberOf(pin, 'repositoryURL'));
  // A package of a registry has an identity instead of an address: `mona.LinkedList`.
  const name =
    address === null || kind === 'registry' ? text(memberOf(pin, 'identity')) : nameOfAddress(address);
  if (name === null || name === '') return null;
  const source =
    address !== null && version === null && revision !== null ? `${address}#${revision}` : address;
  return dependency(name, version, 'runtime', { source, local: kind === 'localSourceControl' ? true : null });
}
