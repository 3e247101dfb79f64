/** What resolutions are asked with, and what they read like. */
import { type Static, Type } from 'typebox';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(of: T) => Type.Union([of, Type.Null()]);
const text = nullable(Type.String());
const closed = { additionalProperties: false };
const settings = (description: string) =>
  Type.Optional(
    Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 1_000 }), {
      description,
      maxProperties: 50,
    }),
  );

export const FORMATS = ['json', 'tree', 'flat', 'cyclonedx', 'spdx'] as const;
export type Format = (typeof FORMATS)[number];

export const format = Type.Optional(
  Type.Union(
    [
      Type.Literal('json'),
      Type.Literal('tree'),
      Type.Literal('flat'),
      Type.Literal('cyclonedx'),
      Type.Literal('spdx'),
    ],
    {
      description:
        'of the answer: `json` (everything), `tree`, `flat` (versions by name), `cyclonedx` or `spdx`',
    },
  ),
);

const asked = {
  environment: settings(
    'for whom: `os`, `python_version` ...; what an ecosystem knows is listed by `/resolve/resolvers`',
  ),
  options: settings("switches of the ecosystem's resolver, listed there too"),
  kinds: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 50 }), {
      maxItems: 30,
      description: 'kinds of dependencies that are followed; default: those that an installation follows',
    }),
  ),
  before: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 40,
      description:
        'a date or moment (RFC 3339; a date alone is its beginning in UTC): only versions published until then',
    }),
  ),
  prereleases: Type.Optional(Type.Boolean({ description: 'take pre-releases as if they were releases' })),
};

const Wanted = Type.Union([
  Type.String({ minLength: 1, maxLength: 4_096, description: 'package URL; without a version, the latest' }),
  Type.Object(
    {
      purl: Type.String({ minLength: 1, maxLength: 4_096 }),
      requirement: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 4_096,
          description: "in the ecosystem's syntax, in place of a version",
        }),
      ),
    },
    closed,
  ),
]);

const purls = Type.Optional(Type.Array(Wanted, { minItems: 1, maxItems: 1_000 }));

export const ResolveBody = Type.Object(
  {
    purls,
    files: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: Type.String({
              minLength: 1,
              maxLength: 255,
              description: '`package.json`, `Cargo.lock` ...',
            }),
            text: Type.String({ minLength: 1, maxLength: 4_000_000 }),
          },
          closed,
        ),
        {
          minItems: 1,
          maxItems: 20,
          description:
            'a manifest with or without its lockfile, a lockfile, or an SBOM, where they are not sent as files',
        },
      ),
    ),
    registry: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'name of the registry' }),
    ),
    ecosystem: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'of a file that names packages of several' }),
    ),
    ...asked,
    overrides: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: Type.String({ minLength: 1, maxLength: 500 }),
            requirement: Type.String({ minLength: 1, maxLength: 4_096 }),
            within: Type.Optional(
              Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { maxItems: 20 }),
            ),
          },
          closed,
        ),
        { maxItems: 1_000, description: 'requirements that replace what packages say' },
      ),
    ),
    locked: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: Type.String({ minLength: 1, maxLength: 500 }),
            version: Type.String({ minLength: 1, maxLength: 500 }),
          },
          closed,
        ),
        { maxItems: 20_000, description: 'versions taken before all others where they satisfy' },
      ),
    ),
    development: Type.Optional(
      Type.Boolean({ description: 'with what a manifest needs for development and tests; default true' }),
    ),
    sync: Type.Optional(
      Type.Boolean({ description: 'read packages that are not indexed from their registry; default true' }),
    ),
    facts: Type.Optional(
      Type.Boolean({ description: 'with advisories and what else is known of each package; default true' }),
    ),
    against: Type.Optional(
      Type.Object(
        { purls, ...asked },
        { ...closed, description: 'resolve this as well, with all else alike, and compare' },
      ),
    ),
    format,
    callback: Type.Optional(
      Type.String({
        maxLength: 2_048,
        description: 'do it as a job, and tell this URL by POST when it is done',
      }),
    ),
  },
  closed,
);
export type ResolveBody = Static<typeof ResolveBody>;

export const NodeJson = Type.Object({
  id: Type.Integer({ description: 'position in `nodes`' }),
  purl: Type.String(),
  name: Type.String(),
  version: Type.String(),
  depth: nullable(Type.Integer({ description: '1: asked for itself; null: nothing leads to it' })),
  path: Type.Array(Type.Integer(), {
    description: 'the shortest way to it from what was asked for, itself last',
  }),
  duplicate: Type.Boolean({ description: 'the package is there in another version too' }),
  optional: Type.Boolean(),
  alias: text,
  location: text,
  features: Type.Array(Type.String()),
  marker: Type.Optional(
    Type.String({
      description: 'where a resolution is for several environments: in which of them it is installed',
    }),
  ),
  published_at: text,
  status: Type.Union([Type.String(), Type.Null()], {
    description: '`yanked`, `deprecated` ...; null: in good standing',
  }),
  licenses: text,
  size: nullable(
    Type.Object({
      bytes: Type.Number(),
      field: Type.String({ description: "the registry's own name of it" }),
    }),
  ),
  latest: text,
  deprecated: text,
  critical: nullable(Type.Boolean()),
  dependent_packages_count: nullable(Type.Integer()),
  downloads: nullable(Type.Number()),
  advisories: nullable(
    Type.Array(
      Type.Object({
        uuid: Type.String(),
        title: text,
        severity: text,
        verdict: Type.String(),
        fixed: text,
        url: Type.String(),
      }),
      { description: 'those that affect the version; null: not asked' },
    ),
  ),
});
export type NodeJson = Static<typeof NodeJson>;

const EdgeJson = Type.Object({
  from: nullable(Type.Integer({ description: 'position in `nodes`; null: what was asked for' })),
  to: nullable(Type.Integer({ description: 'null: nothing satisfies it, or nothing had to' })),
  name: Type.String(),
  requirement: Type.String(),
  overridden: text,
  kind: Type.String(),
  optional: Type.Boolean(),
  satisfied: Type.Boolean(),
  marker: Type.Optional(
    Type.String({ description: 'in which environments it counts, of a resolution for several' }),
  ),
});

const ProblemJson = Type.Object({
  kind: Type.String(),
  severity: Type.Union([Type.Literal('error'), Type.Literal('warning')]),
  message: Type.String(),
  name: text,
  requirement: text,
  from: nullable(Type.Integer()),
  explanation: Type.Array(Type.String()),
});

const Named = Type.Object({ name: Type.String(), versions: Type.Array(Type.String()) });

export const ResolutionJson = Type.Object(
  {
    registry: Type.String(),
    ecosystem: Type.String(),
    resolver: Type.Object({ id: Type.String(), description: Type.String() }),
    subject: Type.Object({ name: Type.String(), version: text, purl: text }),
    request: Type.Object(
      {
        roots: Type.Array(Type.Object({ name: Type.String(), requirement: text, kind: Type.String() })),
        environment: Type.Record(Type.String(), Type.String()),
        options: Type.Record(Type.String(), Type.String()),
        kinds: Type.Array(Type.String()),
        before: text,
        prereleases: Type.Boolean(),
        locked: Type.Integer({ description: 'how many locked versions were given' }),
      },
      { description: 'what was resolved, as it was understood' },
    ),
    resolved_at: Type.String({ format: 'date-time' }),
    complete: Type.Boolean({ description: 'no error, and no package is pending' }),
    summary: Type.Object({
      nodes: Type.Integer(),
      edges: Type.Integer(),
      direct: Type.Integer(),
      depth: Type.Integer(),
      duplicates: Type.Integer(),
      errors: Type.Integer(),
      warnings: Type.Integer(),
      affected: nullable(Type.Integer({ description: 'nodes that an advisory affects; null: not asked' })),
      fetched: Type.Integer({ description: 'packages that were read from their registry for this' }),
    }),
    nodes: Type.Array(NodeJson),
    edges: Type.Array(EdgeJson),
    duplicates: Type.Array(Named),
    problems: Type.Array(ProblemJson),
    pending: Type.Array(Type.String(), {
      description: 'names that are still being read: with them the answer may differ',
    }),
    undated: Type.Array(Type.String(), {
      description: 'with `before`: packages that have versions without a date',
    }),
    difference: Type.Optional(
      Type.Object({
        against: Type.Object({ before: text, roots: Type.Array(Type.String()) }),
        added: Type.Array(Named),
        removed: Type.Array(Named),
        changed: Type.Array(
          Type.Object({
            name: Type.String(),
            from: Type.Array(Type.String()),
            to: Type.Array(Type.String()),
          }),
        ),
      }),
    ),
  },
  { $id: 'Resolution' },
);
export type ResolutionJson = Static<typeof ResolutionJson>;
