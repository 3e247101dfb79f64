/** Where a repository has the index of itself: https://maven.apache.org/repository/central-index.html. */
import type { RegistryRef } from '../ecosystem.ts';

/** The copy of Central that is read does not have it. */
export const CENTRAL_INDEX = 'https://repo1.maven.org/maven2/.index';

const FILE = 'nexus-maven-repository-index';

function base({ isDefault, url }: RegistryRef): string {
  return `${isDefault ? CENTRAL_INDEX : `${url}/.index`}/${FILE}`;
}

export const indexState = (registry: RegistryRef): string => `${base(registry)}.properties`;
export const wholeIndex = (registry: RegistryRef): string => `${base(registry)}.gz`;
export const indexChunk = (registry: RegistryRef, number: number): string => `${base(registry)}.${number}.gz`;
