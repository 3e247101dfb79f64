import { type Static, Type } from 'typebox';
import { DateTime, KnowledgeByField, Nullable } from './common.ts';

export const Maintainer = Type.Object(
  {
    uuid: Type.String({
      description: 'unique within the registry: the login where there is one, else the e-mail',
    }),
    login: Nullable(Type.String()),
    name: Nullable(Type.String()),
    email: Nullable(Type.String()),
    url: Nullable(Type.String()),
    created_at: DateTime(),
    updated_at: DateTime(),
    packages_count: Type.Integer(),
    packages_url: Type.String(),
    total_downloads: Type.Integer({ description: 'not known yet, see knowledge' }),
    html_url: Nullable(Type.String()),
    role: Nullable(Type.String({ description: 'role in the package that lists the maintainer' })),
    knowledge: Type.Optional(KnowledgeByField),
  },
  { title: 'Maintainer' },
);

export type MaintainerJson = Static<typeof Maintainer>;
