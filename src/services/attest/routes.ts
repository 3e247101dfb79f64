import { Type } from 'typebox';
import { TOOL } from '../../core/cost.ts';
import { ATTEST_OUTCOMES } from '../../ecosystems/attest.ts';
import type { Route } from '../service.ts';
import { attestAnswer } from './answer.ts';

const oneOf = (values: readonly string[]) => Type.Union(values.map(value => Type.Literal(value)));
const text = Type.Union([Type.String(), Type.Null()]);
const Answer = Type.Object({
  answer: oneOf(['yes', 'no', 'unknown']),
  why: Type.String({ description: 'in words' }),
});

const Attestation = Type.Object({
  purl: Type.String(),
  registry: Type.String(),
  name: Type.String(),
  version: Type.String(),
  checked_at: Type.String({ format: 'date-time' }),
  verdict: Type.Object({
    intact: Type.Intersect([Answer], { description: 'the file is the one that the registry lists' }),
    authentic: Type.Intersect([Answer], { description: 'a known key or identity signed it' }),
  }),
  artifacts: Type.Array(
    Type.Object({
      name: Type.String(),
      url: Type.String(),
      size: Type.Union([Type.Integer(), Type.Null()], { description: 'bytes; null: it could not be read' }),
      digests: Type.Record(Type.String(), Type.String(), { description: 'hexadecimal, by algorithm' }),
    }),
  ),
  checks: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      aspect: oneOf(['integrity', 'authenticity']),
      outcome: oneOf(ATTEST_OUTCOMES),
      detail: Type.String({ description: 'in words' }),
      artifact: Type.Union([Type.String(), Type.Null()], { description: 'null: the release as a whole' }),
      evidence: Type.Record(Type.String(), Type.Union([text, Type.Number(), Type.Boolean()])),
    }),
  ),
});

export const routes: Route[] = [
  {
    method: 'GET',
    path: '/attest',
    operationId: 'attest',
    summary: 'whether a release is intact and authentic',
    tags: ['attest'],
    query: Type.Object(
      {
        purl: Type.Optional(
          Type.String({
            minLength: 1,
            maxLength: 4096,
            description: 'package URL of a release; without a version, of the latest one',
          }),
        ),
      },
      { additionalProperties: false },
    ),
    response: Attestation,
    cost: TOOL,
    cache: 'none',
    isNew: true,
    handle: async context => ({ body: await attestAnswer(context) }),
  },
];
