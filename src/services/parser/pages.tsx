/** The parser for people: a form, and what the files depend on. */
import { Type } from 'typebox';
import type { Page } from '../service.ts';
import { jobPages } from '../tool-pages.tsx';
import { manifestView } from './pages/one-manifest.tsx';
import { type ParserJobResults, resultView } from './pages/result.tsx';
import { parserJobs } from './routes.ts';

const position = Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000 }));

export const pages: Page[] = jobPages({
  jobs: parserJobs,
  options: { graph: true },
  home: {
    id: 'parser',
    fields: [
      {
        kind: 'file',
        name: 'file',
        label: 'Files',
        multiple: true,
        hint: 'Manifests, lockfiles, or archives that hold some. Choose them or drop them here.',
      },
      {
        kind: 'text',
        name: 'url',
        label: 'or URL',
        placeholder: 'https://…/package-lock.json',
        hint: 'Of a file or an archive; several separated by spaces.',
      },
      { kind: 'text', name: 'purl', label: 'or package URL', placeholder: 'pkg:npm/express', beside: true },
      {
        kind: 'text',
        name: 'as',
        label: 'Read it as',
        placeholder: 'package.json',
        hint: 'Only for files that have another name than usual.',
      },
    ],
    submit: 'Read it',
    example: { label: 'See what the newest express asks for', values: { purl: 'pkg:npm/express' } },
    limits: [
      'Up to 50 files at once, 100 MB each; archives up to 300,000 files.',
      'Nothing is executed. What only running code would tell is marked as such.',
      'Results stay for a week, at an address that nobody can guess.',
      'Repositories are read as archives: most forges offer one under “Download”.',
    ],
    commands: siteUrl => [
      {
        label: 'On your machine, without this server',
        code: 'bin/ecosystems parse package-lock.json --graph',
      },
      {
        label: 'Over HTTP, a file',
        code: `curl -H 'Prefer: wait' -F file=@package-lock.json '${siteUrl}/parser/api/v1/jobs?graph=true'`,
      },
      {
        label: 'Over HTTP, a URL',
        code: `curl -L -X POST '${siteUrl}/parser/api/v1/jobs?url=https://example.org/package-lock.json'`,
      },
    ],
  },
  query: {
    manifest: position,
    node: position,
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  },
  result(view) {
    const { manifest, node, page } = view.context.query;
    if (typeof manifest !== 'number') return resultView(view);
    const { manifests } = view.results as ParserJobResults;
    return manifestView(view, manifests[manifest], {
      index: manifest,
      page: typeof page === 'number' ? page : 1,
      node: typeof node === 'number' ? node : null,
    });
  },
});
