import { type Static, Type } from 'typebox';
import { DateTime, KnowledgeByField, Nullable, OpenObject } from './common.ts';
import { PackageWithRegistry } from './package.ts';

export const Dependency = Type.Object(
  {
    id: Type.Integer({ description: 'version id × 65,536 + position in the version' }),
    ecosystem: Type.String(),
    package_name: Type.String(),
    requirements: Nullable(Type.String({ description: 'as written; null where none is stated' })),
    kind: Nullable(Type.String()),
    optional: Nullable(Type.Boolean()),
    alternative: Type.Optional(
      Type.Boolean({
        description: 'true: one more way to satisfy the dependency before it (`a | b`); else absent',
      }),
    ),
    qualifiers: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description: 'what else limits the dependency: architecture, profile, alias',
      }),
    ),
  },
  { title: 'Dependency' },
);
export type DependencyJson = Static<typeof Dependency>;

const properties = {
  id: Type.Integer(),
  number: Type.String(),
  published_at: Nullable(Type.String()),
  licenses: Nullable(Type.String()),
  integrity: Nullable(Type.String({ description: '<algorithm>-<digest>, as the registry gives it' })),
  status: Nullable(Type.String({ description: 'null: in good standing' })),
  download_url: Nullable(Type.String()),
  registry_url: Nullable(Type.String()),
  documentation_url: Nullable(Type.String()),
  install_command: Nullable(Type.String()),
  metadata: Nullable(OpenObject()),
  created_at: DateTime(),
  updated_at: DateTime(),
  purl: Type.String(),
  version_url: Type.String(),
  codemeta_url: Type.String(),
  related_tag: OpenObject('not known yet: empty'),
  latest: Type.Boolean(),
};

const dependencies = Type.Array(Dependency, { description: 'empty where not known, see knowledge' });

export const Version = Type.Object(properties, { title: 'Version' });
export type VersionJson = Static<typeof Version>;

export const VersionWithDependencies = Type.Object(
  { ...properties, dependencies, knowledge: Type.Optional(KnowledgeByField) },
  { title: 'VersionWithDependencies' },
);
export type VersionWithDependenciesJson = Static<typeof VersionWithDependencies>;

export const VersionWithPackage = Type.Object(
  { ...properties, package_url: Type.String() },
  { title: 'VersionWithPackage' },
);

export const VersionLookup = Type.Object(
  { ...properties, dependencies, knowledge: Type.Optional(KnowledgeByField), package: PackageWithRegistry },
  { title: 'VersionLookup' },
);
