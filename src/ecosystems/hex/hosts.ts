/** Where a registry keeps what clients install from: https://github.com/hexpm/specifications/blob/main/endpoints.md. */
import type { RegistryRef } from '../ecosystem.ts';

export function isHexpm({ url }: RegistryRef): boolean {
  return url === 'https://hex.pm';
}

/** Null for a registry whose metadata name none. */
export function repositoryOf(registry: RegistryRef): string | null {
  if (isHexpm(registry)) return 'https://repo.hex.pm';
  const said = registry.metadata.repository_url;
  return typeof said === 'string' && /^https?:\/\//.test(said) ? said.replace(/\/+$/, '') : null;
}
