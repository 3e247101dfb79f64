/** What `/api/v1/ecosystems` gives. */
import { type Static, Type } from 'typebox';

const Count = (description: string) => Type.Integer({ minimum: 0, description });

export const Capability = Type.Object(
  {
    slot: Type.String({ description: 'its name in the definition of the ecosystem' }),
    label: Type.String(),
    served: Type.Boolean(),
    reason: Type.Union([Type.String(), Type.Null()], { description: 'why it is not served; null: it is' }),
  },
  { title: 'Capability' },
);
export type Capability = Static<typeof Capability>;

export const EcosystemRegistry = Type.Object(
  {
    name: Type.String(),
    url: Type.String(),
    default: Type.Boolean({ description: 'the one that a package URL without repository_url means' }),
    version: Type.Union([Type.String(), Type.Null()], { description: 'release of a distribution' }),
    requests_per_second: Type.Union([Type.Number(), Type.Null()], {
      description: "what its hosts are asked at most; null: the program's default",
    }),
    polled_every_seconds: Type.Union([Type.Integer(), Type.Null()], {
      description: 'between two looks at what changed, once it is followed or imported; null: it has no feed',
    }),
    packages_count: Count('packages that are indexed'),
    last_read_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
      description: 'when anything of it was imported or synced last; null: never',
    }),
    behind: Type.Union([Type.Integer(), Type.Null()], {
      description: 'changes of its feed that were not read yet; null where they are not counted',
    }),
  },
  { title: 'EcosystemRegistry' },
);
export type EcosystemRegistry = Static<typeof EcosystemRegistry>;

export const EcosystemSummary = Type.Object(
  {
    id: Type.String(),
    label: Type.String(),
    purl_type: Type.String(),
    mode: Type.Enum(['package', 'batch'], {
      description: 'package: asked package by package; batch: read as a whole',
    }),
    dependency_kinds: Type.Array(Type.String()),
    packages_count: Count('packages of all its registries'),
    last_read_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    capabilities: Type.Array(Capability),
    registries: Type.Array(EcosystemRegistry),
    html_url: Type.String({ description: 'the ecosystem for people' }),
  },
  { title: 'EcosystemSummary' },
);
export type EcosystemSummary = Static<typeof EcosystemSummary>;

export const EcosystemList = Type.Object(
  { as_of: Type.String({ format: 'date-time' }), ecosystems: Type.Array(EcosystemSummary) },
  { title: 'EcosystemList' },
);
export type EcosystemList = Static<typeof EcosystemList>;
