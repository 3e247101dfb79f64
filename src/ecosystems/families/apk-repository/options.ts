import type { LinkRules, RegistryRef, RegistrySeed, Repackaging } from '../../ecosystem.ts';

/** What tells one distribution of apk packages from another. */
export interface ApkRepositoryOptions {
  /** Folder name and purl namespace. */
  id: string;
  label: string;
  registries: RegistrySeed[];
  /** Repositories of a registry in the order in which they are read; one without a name where it has no parts. */
  repositories(registry: RegistryRef): readonly string[];
  /** Folder of a repository's packages and of its index, without trailing slash. */
  folder(registry: RegistryRef, repository: string): string;
  links: Pick<LinkRules, 'page'>;
  /** Page of what a person maintains. */
  maintainerPage(registry: RegistryRef, name: string): string;
  /** How it calls what it packages from elsewhere; absent where its policy says nothing of it. */
  repackaging?: Repackaging;
  /** Further slots that are not served, with the reason. */
  absent?: Record<string, string>;
}

/** The architecture whose index is read. */
export const ARCHITECTURE = 'x86_64';
