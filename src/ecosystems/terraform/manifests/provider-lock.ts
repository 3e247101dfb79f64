/** `.terraform.lock.hcl`, https://developer.hashicorp.com/terraform/language/files/dependency-lock: the chosen version of each provider. */
import { parseHcl } from '../../../formats/hcl.ts';
import { dependency, type ManifestReader } from '../../manifest.ts';
import { providerAddress } from './addresses.ts';

export const providerLock: ManifestReader = {
  parse(input) {
    const { blocks } = parseHcl(input.text, '.terraform.lock.hcl');
    const dependencies = blocks.flatMap(({ type, labels, body }) => {
      const address = labels[0] ?? '';
      if (type !== 'provider' || address === '') return [];
      const { name, source } = providerAddress(address);
      const version = body.attributes.get('version')?.value;
      const hashes = body.attributes.get('hashes')?.value;
      const texts = Array.isArray(hashes) ? hashes.filter(hash => typeof hash === 'string') : [];
      // `h1:` is the hash of what is installed, `zh:` that of an archive for some platform.
      const integrity = texts.find(hash => hash.startsWith('h1:')) ?? texts[0] ?? null;
      return dependency(name, typeof version === 'string' ? version : null, 'provider', {
        source,
        integrity,
      });
    });
    return { dependencies, project: null };
  },
};
