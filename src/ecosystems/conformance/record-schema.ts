/**
 * The strict form of a `PackageRecord`: what may leave an ecosystem's `map.ts`. Members outside the contract fail, and so
 * does text that PostgreSQL cannot hold.
 */
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { PackageRecord } from '../../core/records.ts';

const closed = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const jsonObject = Type.Record(Type.String(), Type.Unknown());

const Dependency = Type.Object(
  {
    name: text,
    requirement: nullable(text),
    kind: text,
    optional: Type.Boolean(),
    alternative: Type.Optional(Type.Boolean()),
    qualifiers: Type.Optional(Type.Record(Type.String(), text)),
  },
  closed,
);

const Version = Type.Object(
  {
    number: text,
    publishedAt: nullable(Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' })),
    licenses: nullable(text),
    integrity: nullable(Type.String({ pattern: '^[a-z0-9]+-[A-Za-z0-9+/]+=*$' })),
    status: nullable(text),
    metadata: jsonObject,
    dependencies: nullable(Type.Array(Dependency)),
  },
  closed,
);

const Maintainer = Type.Object(
  {
    uuid: text,
    login: nullable(text),
    name: nullable(text),
    email: nullable(text),
    url: nullable(text),
    role: nullable(text),
  },
  closed,
);

const url = Type.String({ pattern: '^[a-z][a-z0-9+.-]*://[^\\s]+$' });

const Candidate = Type.Object(
  {
    url,
    field: text,
    raw: text,
    kind: Type.Union([Type.Literal('forge'), Type.Literal('declared')]),
    chosen: Type.Boolean(),
  },
  closed,
);

const Record = Type.Object(
  {
    name: text,
    namespace: nullable(text),
    description: nullable(text),
    homepage: nullable(text),
    repositoryUrl: nullable(url),
    repositoryCandidates: Type.Array(Candidate, { uniqueItems: true }),
    licenses: nullable(text),
    keywords: Type.Array(text, { uniqueItems: true }),
    status: nullable(text),
    downloads: nullable(
      Type.Object(
        {
          count: Type.Integer({ minimum: 0 }),
          period: Type.Union([Type.Literal('last-month'), Type.Literal('total')]),
        },
        closed,
      ),
    ),
    fundingLinks: Type.Array(Type.String({ pattern: '^https?://' }), { uniqueItems: true }),
    metadata: jsonObject,
    latestVersion: nullable(text),
    versions: Type.Array(Version),
    versionsComplete: Type.Boolean(),
    maintainers: nullable(Type.Array(Maintainer)),
  },
  closed,
);

// Both directions: the schema describes the contract and nothing else.
type Same<A, B extends A> = B;
export type CheckedRecord = Same<
  Omit<PackageRecord, 'metadata' | 'versions'>,
  Omit<Static<typeof Record>, 'metadata' | 'versions'>
>;

const compiled = Compile(Record);

/** What is wrong with a record, worst first; empty when it is valid. `kinds` are the ecosystem's `dependencyKinds`. */
export function recordProblems(record: PackageRecord, kinds: readonly string[]): string[] {
  const problems: string[] = [];
  // What is wrong is found by a second, slower walk.
  if (!compiled.Check(record)) {
    for (const error of compiled.Errors(record)) problems.push(`${error.instancePath}: ${error.message}`);
    return problems.slice(0, 20);
  }

  const unstorable = unstorableText(record);
  if (unstorable) problems.push(unstorable);
  const chosen = record.repositoryCandidates.filter(candidate => candidate.chosen).map(({ url }) => url);
  if (chosen.length > 1 || (chosen[0] ?? null) !== record.repositoryUrl)
    problems.push('/repositoryCandidates: what is chosen is not the repositoryUrl');
  const numbers = record.versions.map(version => version.number);
  if (new Set(numbers).size !== numbers.length) problems.push('/versions: a number occurs twice');
  if (record.latestVersion !== null && !numbers.includes(record.latestVersion))
    problems.push(`/latestVersion: ${record.latestVersion} is not among the versions`);
  for (const { number, dependencies } of record.versions) {
    for (const [index, dependency] of (dependencies ?? []).entries()) {
      if (!kinds.includes(dependency.kind))
        problems.push(`${number}: unknown dependency kind ${dependency.kind}`);
      if (dependency.alternative && index === 0)
        problems.push(`${number}: the first dependency is an alternative of nothing`);
    }
  }
  const uuids = (record.maintainers ?? []).map(maintainer => maintainer.uuid);
  if (new Set(uuids).size !== uuids.length) problems.push('/maintainers: a uuid occurs twice');
  return problems.slice(0, 20);
}

/** PostgreSQL's text and jsonb take neither NUL nor half of a surrogate pair. */
function unstorableText(value: unknown): string | null {
  const stack: unknown[] = [value];
  while (stack.length > 0) {
    const next = stack.pop();
    if (typeof next === 'string' && /[\0\p{Surrogate}]/u.test(next))
      return `unstorable text: ${JSON.stringify(next.slice(0, 60))}`;
    if (typeof next === 'object' && next !== null)
      for (const [key, member] of Object.entries(next)) stack.push(key, member);
  }
  return null;
}
