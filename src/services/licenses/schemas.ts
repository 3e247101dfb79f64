/** What the licence detector answers. */
import { Type } from 'typebox';

const text = Type.Union([Type.String(), Type.Null()]);
const ids = Type.Array(Type.String());

export const KnownLicense = Type.Object({
  key: Type.String(),
  spdx_id: Type.String(),
  name: Type.String(),
  url: text,
  osi_approved: Type.Union([Type.Boolean(), Type.Null()]),
  category: text,
});

export const LicensesResults = Type.Object({
  licenses: Type.Array(
    Type.Object({
      key: Type.String(),
      spdx_id: Type.String(),
      name: Type.String(),
      url: text,
      osi_approved: Type.Union([Type.Boolean(), Type.Null()]),
      content: text,
    }),
  ),
  matched_files: Type.Array(
    Type.Object({
      filename: Type.String(),
      confidence: Type.Number({ description: 'per cent; 100 only for the same words' }),
      matched_license: text,
      matches: Type.Array(
        Type.Object({ id: Type.String(), alternatives: ids, name: Type.String(), confidence: Type.Number() }),
      ),
      content: Type.String(),
    }),
  ),
  headers: Type.Array(
    Type.Object({ expression: Type.String(), valid: Type.Boolean(), files: Type.Integer(), examples: ids }),
  ),
  metadata: Type.Array(
    Type.Object({ path: Type.String(), ecosystem: Type.String(), declared: Type.String(), expression: text }),
  ),
  agreement: Type.Object({
    outcome: Type.String({ description: '`agree`, `partly`, `conflict`, `single` or `none`' }),
    texts: ids,
    metadata: ids,
    headers: ids,
    explanation: ids,
  }),
  examined_files: Type.Integer(),
  incomplete: text,
});
