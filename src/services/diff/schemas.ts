/** What a comparison answers. */
import { type TSchema, Type } from 'typebox';

const text = Type.Union([Type.String(), Type.Null()]);
const count = Type.Union([Type.Integer(), Type.Null()]);
const names = Type.Object({ added: Type.Array(Type.String()), removed: Type.Array(Type.String()) });
const threefold = (item: TSchema) =>
  Type.Object({ added: Type.Array(item), removed: Type.Array(item), changed: Type.Array(item) });

const DependencyChange = Type.Object({
  ecosystem: Type.String(),
  path: Type.String(),
  kind: Type.String(),
  name: Type.String(),
  type: text,
  before: Type.Array(Type.String()),
  after: Type.Array(Type.String()),
});

const Script = Type.Object({ path: Type.String(), name: Type.String(), before: text, after: text });

export const DiffResults = Type.Object({
  diff: Type.Object(
    {
      source1: Type.String(),
      source2: Type.String(),
      unified_diff: text,
      details: Type.Array(
        Type.Object({
          source1: Type.String(),
          source2: Type.String(),
          unified_diff: text,
          comments: Type.Optional(Type.Array(Type.String())),
        }),
      ),
    },
    { description: "in the shape of diffoscope's JSON" },
  ),
  files: Type.Array(
    Type.Object({
      path: Type.String(),
      change: Type.String({ description: '`added`, `removed`, `changed` or `renamed`' }),
      from: text,
      size_before: count,
      size_after: count,
      sha256_before: text,
      sha256_after: text,
      binary: text,
      lines_added: count,
      lines_removed: count,
    }),
  ),
  unchanged: Type.Integer(),
  summary: Type.Object({
    files: Type.Object({
      added: Type.Integer(),
      removed: Type.Integer(),
      changed: Type.Integer(),
      renamed: Type.Integer(),
    }),
    lines: Type.Object({ added: Type.Integer(), removed: Type.Integer() }),
    size: Type.Object({ before: Type.Integer(), after: Type.Integer() }),
    dependencies: threefold(DependencyChange),
    license: Type.Object({ texts: names, declared: names }),
    people: names,
    install_scripts: threefold(Script),
    binaries: names,
    hosts: names,
    remarks: Type.Array(Type.Object({ weight: Type.String(), text: Type.String() })),
  }),
  unified_diff: Type.String(),
  truncated: Type.Boolean(),
  incomplete: text,
  sha256_1: Type.String(),
  sha256_2: Type.String(),
});
