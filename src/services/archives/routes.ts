import { type TProperties, type TSchema, Type } from 'typebox';
import { ARCHIVE } from '../../core/cost.ts';
import { artifactOf } from '../packages/public.ts';
import type { Route } from '../service.ts';
import { toolOperation } from '../tool-answers.ts';
import { ChangelogDocument, Content, Entry, ReadmeDocument, RepoPack } from './schemas.ts';

const MAX_BYTES = 100 * 1024 * 1024;

function operation(
  path: string,
  summary: string,
  response: TSchema,
  options: TProperties = {},
  name = path,
): Route[] {
  return toolOperation({
    tool: 'archives',
    path: `/archives/${path}`,
    operationId: path,
    summary,
    tags: ['archives'],
    options,
    fixed: { operation: name },
    response,
    find: artifactOf,
    maxBytes: MAX_BYTES,
    cost: ARCHIVE,
  });
}

export const routes: Route[] = [
  ...operation('list', 'list files in an archive', Type.Array(Type.String())),
  ...operation('entries', 'list files, folders and links in an archive, with sizes', Type.Array(Entry)).map(
    route => ({
      ...route,
      isNew: true,
    }),
  ),
  ...operation('contents', 'get contents of a path from an archive', Content, {
    path: Type.String({
      maxLength: 4096,
      description: 'of a file or folder within the archive; empty for its root',
    }),
  }),
  ...operation('readme', 'get readme from an archive', ReadmeDocument),
  ...operation('changelog', 'get changelog from an archive', ChangelogDocument),
  ...operation('repopack', 'get repopack from an archive', RepoPack),
  // The original's second name for the same.
  ...operation('repomix', 'get repopack from an archive', RepoPack, {}, 'repopack').map(route => ({
    ...route,
    isNew: true,
  })),
];
