/** Requests and answers of OSV's API (https://google.github.io/osv.dev/api/). */
import { type Static, Type } from 'typebox';

export const MAX_QUERIES = 1_000;

const text = (maxLength: number) => Type.String({ maxLength });

/** Members that OSV knows; what else a client sends is ignored, as OSV does. */
export const Query = Type.Object({
  commit: Type.Optional(text(100)),
  version: Type.Optional(text(500)),
  package: Type.Optional(
    Type.Object({
      name: Type.Optional(text(4096)),
      ecosystem: Type.Optional(text(200)),
      purl: Type.Optional(text(4096)),
      version: Type.Optional(text(500)),
    }),
  ),
  purl: Type.Optional(text(4096)),
  page_token: Type.Optional(text(200)),
});
export type Query = Static<typeof Query>;

export const Batch = Type.Object({ queries: Type.Array(Query, { maxItems: MAX_QUERIES }) });
export type Batch = Static<typeof Batch>;

export const Vulnerability = Type.Object(
  { id: Type.String(), modified: Type.String() },
  { additionalProperties: true, description: 'a record of https://ossf.github.io/osv-schema/' },
);

export const QueryAnswer = Type.Object({
  vulns: Type.Optional(Type.Array(Vulnerability)),
  next_page_token: Type.Optional(Type.String()),
});

export const BatchAnswer = Type.Object({
  results: Type.Array(
    Type.Object({
      vulns: Type.Optional(Type.Array(Type.Object({ id: Type.String(), modified: Type.String() }))),
      next_page_token: Type.Optional(Type.String()),
    }),
  ),
});
