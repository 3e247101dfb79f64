/** What the parser answers. */
import { Type } from 'typebox';

const text = Type.Union([Type.String(), Type.Null()]);
const truth = Type.Union([Type.Boolean(), Type.Null()]);

const Dependency = Type.Object({
  name: Type.String(),
  requirement: Type.String({ description: 'as written; `*` where none is stated' }),
  type: text,
  direct: truth,
  optional: truth,
  local: truth,
  alias: text,
  source: text,
  integrity: text,
  condition: text,
  unresolved: Type.Boolean({ description: 'the requirement is computed by code' }),
});

const Graph = Type.Object({
  nodes: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), version: text })),
  edges: Type.Array(Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 })),
  roots: Type.Union([Type.Array(Type.Integer()), Type.Null()]),
});

const position = Type.Union([Type.Integer(), Type.Null()]);

const Manifest = Type.Object({
  ecosystem: Type.String(),
  path: Type.String(),
  format: Type.String(),
  kind: Type.String({ description: '`manifest` or `lockfile`' }),
  success: Type.Boolean(),
  dependencies: Type.Union([Type.Array(Dependency), Type.Null()]),
  related_paths: Type.Array(Type.String()),
  project: Type.Optional(
    Type.Union([Type.Object({ name: text, version: text, license: text }), Type.Null()]),
  ),
  graph: Type.Optional(Type.Union([Graph, Type.Null()])),
  unresolved: Type.Optional(Type.Array(Type.Object({ what: Type.String(), line: position }))),
  includes: Type.Optional(Type.Array(Type.String())),
  error: Type.Optional(
    Type.Object({ reason: Type.String(), message: Type.String(), line: position, column: position }),
  ),
});

export const ParserResults = Type.Object({
  manifests: Type.Array(Manifest),
  files: Type.Optional(Type.Integer({ description: 'files that were looked at' })),
  incomplete: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});
