/** What is said of SBOMs. */
import { type TSchema, Type } from 'typebox';

const Nullable = (schema: TSchema) => Type.Union([schema, Type.Null()]);
const text = Nullable(Type.String());

export const Notation = Type.Object({
  format: Type.String(),
  name: Type.String(),
  versions: Type.Array(Type.String()),
  media_type: Type.String(),
  extension: Type.String(),
});

const Package = Type.Object({
  id: Type.String(),
  name: Type.String(),
  namespace: text,
  version: text,
  type: text,
  purl: text,
  purl_type: text,
  cpe: text,
  license_declared: text,
  license_concluded: text,
  supplier: text,
  description: text,
  copyright: text,
  checksums: Type.Array(Type.Object({ algorithm: Type.String(), value: Type.String() })),
  external_references: Type.Array(Type.Object({ type: Type.String(), url: Type.String() })),
  parent: text,
});

const Dependency = Type.Object({
  ecosystem: Type.String(),
  purlType: Type.String(),
  name: Type.String(),
  requirement: text,
  type: text,
  direct: Nullable(Type.Boolean()),
  purl: Type.String(),
  integrity: text,
});

const Problem = Type.Object({}, { additionalProperties: true });

/** Of a document that is read in parts, `packages`, `relationships` and `validation` are null. */
export const SbomResults = Type.Object(
  {
    packages: Nullable(Type.Array(Package)),
    relationships: Nullable(
      Type.Array(
        Type.Object({ source: Type.String(), target: Type.String(), type: Type.String(), scope: text }),
      ),
    ),
    dependencies: Type.Array(Dependency),
    validation: Nullable(
      Type.Object({
        valid: Type.Boolean(),
        by: Type.String({ description: '`schema`: the official one; `rules`: of the specification' }),
        problems: Type.Array(Problem),
        truncated: Type.Boolean(),
      }),
    ),
  },
  { additionalProperties: true },
);

export const Loss = Type.Object({}, { additionalProperties: true });

const written = {
  notation: Type.String(),
  version: Type.String(),
  text: Type.String({ description: 'the document' }),
  losses: Type.Array(Loss, { description: 'what the target cannot hold' }),
};

export const Converted = Type.Object({ from: Type.Object({}, { additionalProperties: true }), ...written });

export const Made = Type.Object({
  ...written,
  components: Type.Integer(),
  failed: Type.Array(
    Type.Object({ path: Type.String(), message: Type.String(), line: Nullable(Type.Integer()) }),
  ),
});

export const EnrichedSbom = Type.Object({
  ...written,
  known: Type.Integer({ description: 'components of which the index knows something' }),
  unknown: Type.Integer(),
  vulnerabilities: Type.Integer(),
});

export const ValidationAnswer = Type.Object({
  isValid: Type.Boolean(),
  notation: Type.String(),
  version: Type.String(),
  by: Type.String(),
  problems: Type.Array(Problem),
  isTruncated: Type.Boolean(),
});
