/**
 * Configuration of Terraform and OpenTofu: the providers that it requires and the modules that it calls,
 * https://developer.hashicorp.com/terraform/language.
 */
import { type HclBlock, type HclBody, type HclValue, parseHcl } from '../../../formats/hcl.ts';
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';
import { moduleAddress, providerAddress } from './addresses.ts';

export const configuration: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    for (const block of parseHcl(input.text, 'configuration').blocks) {
      if (block.type === 'terraform') dependencies.push(...requiredProviders(block.body));
      else if (block.type === 'provider') dependencies.push(...versionedProvider(block));
      else if (block.type === 'module') {
        const found = calledModule(block);
        if (found !== null) dependencies.push(found);
        else unresolved.push({ what: 'the source of a module is computed', line: block.line });
      }
    }
    return { dependencies, project: null, unresolved };
  },
};

/** `name = { source, version }`, and of old `name = "version"`. */
function requiredProviders(terraform: HclBody): ManifestDependency[] {
  return terraform.blocks
    .filter(block => block.type === 'required_providers')
    .flatMap(({ body }) =>
      Array.from(body.attributes, ([name, { value }]) => {
        const fields = value instanceof Map ? value : new Map<string, HclValue>([['version', value]]);
        return provider(name, textOf(fields.get('source')), fields.get('version'));
      }),
    );
}

/** Before Terraform 0.13 the block that configures a provider stated its version; without one it requires nothing. */
function versionedProvider({ labels, body }: HclBlock): ManifestDependency[] {
  const version = body.attributes.get('version');
  const name = labels[0] ?? '';
  return version === undefined || name === '' ? [] : [provider(name, null, version.value)];
}

function provider(key: string, written: string | null, version: HclValue | undefined): ManifestDependency {
  const { name, source } = providerAddress(written ?? key);
  const local = name.slice(name.lastIndexOf('/') + 1);
  return dependency(name, textOf(version), 'provider', {
    direct: true,
    local: false,
    alias: key === local ? null : key,
    source,
    unresolved: version === null,
  });
}

/** null where the source is computed. */
function calledModule({ labels, body }: HclBlock): ManifestDependency | null {
  const written = textOf(body.attributes.get('source')?.value);
  if (written === null) return null;
  const { name, ref, local, source } = moduleAddress(written);
  const version = body.attributes.get('version')?.value;
  return dependency(name, textOf(version) ?? ref, 'module', {
    direct: true,
    local,
    alias: labels[0] ?? null,
    source,
    unresolved: version === null,
  });
}

function textOf(value: HclValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
