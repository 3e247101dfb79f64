/** Archives for people: by URL or package URL at addresses that can be shared, of a file that is sent on one page. */
import { Type } from 'typebox';
import { InputError } from '../../core/errors.ts';
import { paths, queryString } from '../../ui/paths.ts';
import type { Page } from '../service.ts';
import { fieldsOf, refused, type ToolHomeText, toolHome } from '../tool-pages.tsx';
import { browsePage, sentPage } from './pages/browse.tsx';

const home: ToolHomeText = {
  id: 'archives',
  fields: [
    {
      kind: 'file',
      name: 'file',
      label: 'File',
      hint: 'zip, tar, gem, crate, wheel, jar, deb, apk, rpm, conda … Choose it or drop it here.',
    },
    { kind: 'text', name: 'url', label: 'or URL', placeholder: 'https://…/package.tgz' },
    { kind: 'text', name: 'purl', label: 'or package URL', placeholder: 'pkg:npm/express', beside: true },
  ],
  submit: 'Look into it',
  example: { label: 'Look into the newest express', values: { purl: 'pkg:npm/express' } },
  limits: [
    'Up to 100 MB, 300,000 entries, 4 GiB unpacked; single files up to 10 MB.',
    'What it is, its bytes tell, and not its name.',
    'Readmes are shown without scripts, styles and pictures from elsewhere.',
  ],
  commands: siteUrl => [
    { label: 'On your machine, without this server', code: 'bin/ecosystems archive list package.tgz' },
    {
      label: 'Over HTTP, a release',
      code: `curl '${siteUrl}/archives/api/v1/archives/list?purl=pkg:npm/express'`,
    },
    {
      label: 'Over HTTP, a file',
      code: `curl -F file=@package.tgz '${siteUrl}/archives/api/v1/archives/entries'`,
    },
  ],
};

const text = Type.Optional(Type.String({ minLength: 1, maxLength: 4096 }));

export const pages: Page[] = [
  {
    path: paths.tool('archives'),
    query: Type.Object(
      {
        url: text,
        purl: text,
        path: text,
        view: text,
        page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
      },
      { additionalProperties: false },
    ),
    cache: 'none',
    async load(context) {
      const { url, purl } = context.query;
      if (url === undefined && purl === undefined) return toolHome(home, context);
      try {
        return await browsePage(context);
      } catch (error) {
        return refused(home, context, error);
      }
    },
  },
  {
    method: 'POST',
    path: paths.tool('archives'),
    query: fieldsOf(home),
    upload: { maxFiles: 1, maxBytes: 100 * 1024 * 1024 },
    cache: 'none',
    async load(context) {
      const { url, purl } = context.query;
      const [upload] = context.files;
      try {
        if (upload) return await sentPage(context, { upload }, upload.name);
        if (url === undefined && purl === undefined)
          throw new InputError('file', 'choose a file, or give a URL or a package URL');
        const source = purl === undefined ? { url } : { purl };
        return { title: '', view: <></>, redirect: `${paths.tool('archives')}${queryString(source)}` };
      } catch (error) {
        return refused(home, context, error);
      }
    },
  },
];
