/** Digests of files by URL. README.md tells what differs from the original. */

import { Type } from 'typebox';
import { ARCHIVE, SINGLE } from '../../core/cost.ts';
import { DIGEST_ENCODINGS, digestAlgorithms } from '../../core/digest.ts';
import { artifactOf } from '../packages/public.ts';
import type { Service } from '../service.ts';
import { toolOperation } from '../tool-answers.ts';
import { pages } from './pages.tsx';

const text = Type.Union([Type.String(), Type.Null()]);

const Digest = Type.Object({
  algorithm: Type.String(),
  encoding: Type.String(),
  digest: Type.String(),
  url: text,
  name: Type.String(),
  bytes: Type.String({ description: 'how many' }),
  sri: Type.Union([Type.String(), Type.Null()], {
    description: '`<algorithm>-<base64>`; null for algorithms that Subresource Integrity does not know',
  }),
});

const service = {
  id: 'digest',
  title: 'Digest',
  description: 'Calculates digests of files with any of the algorithms of Node.js.',
  apiBase: '/digest/api/v1',
  atRoot: true,
  routes: [
    {
      method: 'GET',
      path: '/algorithms',
      operationId: 'algorithms',
      summary: 'list supported hashing algorithms',
      tags: ['digest'],
      response: Type.Array(Type.String()),
      cost: SINGLE,
      cache: 'shared',
      handle: () => ({ body: digestAlgorithms() }),
    },
    ...toolOperation({
      tool: 'digest',
      path: '/digest',
      operationId: 'digest',
      summary: 'calculate a digest for a remote URL',
      tags: ['digest'],
      options: {
        algorithm: Type.Optional(Type.String({ maxLength: 50, description: 'default sha256' })),
        encoding: Type.Optional(
          Type.String({ maxLength: 20, description: `one of ${DIGEST_ENCODINGS.join(', ')}; default hex` }),
        ),
      },
      response: Digest,
      find: artifactOf,
      maxBytes: 100 * 1024 * 1024,
      cost: ARCHIVE,
    }),
  ],
  pages,
} satisfies Service;

export default service as Service;
