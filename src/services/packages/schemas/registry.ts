import { type Static, Type } from 'typebox';
import { DateTime, Nullable, OpenObject } from './common.ts';

export const Registry = Type.Object(
  {
    name: Type.String(),
    url: Type.String(),
    ecosystem: Type.String(),
    default: Type.Boolean({ description: 'whether purls of its type mean this registry' }),
    packages_count: Type.Integer(),
    versions_count: Type.Integer(),
    maintainers_count: Type.Integer(),
    namespaces_count: Type.Integer(),
    keywords_count: Type.Integer(),
    downloads: Type.Integer({
      description: 'sum over its packages; 0 where the registry tells no downloads',
    }),
    github: Nullable(Type.String()),
    metadata: Nullable(OpenObject()),
    created_at: DateTime(),
    updated_at: DateTime(),
    packages_url: Type.String(),
    maintainers_url: Type.String(),
    icon_url: Type.String(),
    purl_type: Type.String(),
  },
  { title: 'Registry' },
);

export type RegistryJson = Static<typeof Registry>;

export const Namespace = Type.Object(
  {
    uuid: Type.String({ description: 'the name' }),
    name: Type.String(),
    packages_count: Type.Integer(),
    packages_url: Type.String(),
  },
  { title: 'Namespace' },
);

export type NamespaceJson = Static<typeof Namespace>;
