/** What is read of archives. */
import { Type } from 'typebox';

const text = Type.Union([Type.String(), Type.Null()]);

export const Entry = Type.Object({
  path: Type.String(),
  size: Type.Union([Type.Integer(), Type.Null()]),
  kind: Type.String({ description: '`file`, `directory` or `link`' }),
  link_target: text,
  executable: Type.Union([Type.Boolean(), Type.Null()]),
});

export const Content = Type.Object({
  name: Type.String(),
  directory: Type.Boolean(),
  contents: Type.Union([Type.String(), Type.Array(Type.String())], {
    description: 'of a file its text, or base64 as `encoding` says; of a folder the names in it',
  }),
  encoding: Type.Optional(Type.String()),
  size: Type.Optional(Type.Integer()),
});

const document = {
  name: Type.String(),
  raw: Type.String(),
  html: Type.String({ description: 'safe to be shown' }),
  plain: Type.String(),
  extension: Type.String(),
  language: Type.String(),
  rendered: Type.Boolean({ description: 'false where `html` shows the text as it stands' }),
};

export const ReadmeDocument = Type.Object({ ...document, other_readme_files: Type.Array(Type.String()) });

export const ChangelogDocument = Type.Object({
  ...document,
  parsed: Type.Record(Type.String(), Type.String(), { description: 'text by version' }),
  versions: Type.Array(Type.Object({ version: Type.String(), date: text, text: Type.String() }), {
    description: 'the same in the order of the file',
  }),
});

export const RepoPack = Type.Object({
  output: Type.String(),
  included: Type.Integer({ description: 'files whose text is in the output' }),
  left_out: Type.Record(Type.String(), Type.String(), { description: 'why, by path' }),
});
