import { type Static, Type } from 'typebox';
import { DateTime } from './common.ts';

const Party = (type: string) =>
  Type.Object({
    '@type': Type.Literal(type),
    name: Type.Optional(Type.String()),
    url: Type.Optional(Type.String()),
  });

/** https://w3id.org/codemeta/3.0. What is not known is left out. */
export const CodeMeta = Type.Object(
  {
    '@context': Type.String(),
    '@type': Type.String(),
    identifier: Type.String({ description: 'purl' }),
    name: Type.String(),
    description: Type.Optional(Type.String()),
    version: Type.Optional(Type.String()),
    softwareVersion: Type.Optional(Type.String()),
    license: Type.Optional(
      Type.Union([Type.String(), Type.Array(Type.String())], { description: 'SPDX licence URL(s)' }),
    ),
    codeRepository: Type.Optional(Type.String()),
    issueTracker: Type.Optional(Type.String()),
    url: Type.Optional(Type.String()),
    keywords: Type.Optional(Type.Array(Type.String())),
    maintainer: Type.Optional(Type.Array(Party('Person'))),
    dateCreated: Type.Optional(DateTime()),
    dateModified: Type.Optional(DateTime()),
    datePublished: Type.Optional(DateTime()),
    downloadUrl: Type.Optional(Type.String()),
    softwareHelp: Type.Optional(Party('WebSite')),
    applicationCategory: Type.Optional(Type.String()),
    runtimePlatform: Type.Optional(Type.String()),
    developmentStatus: Type.Optional(Type.String()),
    sameAs: Type.Optional(Type.Array(Type.String())),
    funder: Type.Optional(Type.Array(Party('Organization'))),
  },
  { title: 'CodeMeta' },
);
export type CodeMetaJson = Static<typeof CodeMeta>;
