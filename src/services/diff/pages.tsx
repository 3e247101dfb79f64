/** The comparison for people. */
import type { Page } from '../service.ts';
import { jobPages } from '../tool-pages.tsx';
import { DiffResult } from './pages/result.tsx';
import { diffJobs } from './routes.ts';

export const pages: Page[] = jobPages({
  jobs: diffJobs,
  home: {
    id: 'diff',
    fields: [
      { kind: 'file', name: 'before', label: 'Older file', hint: 'Archives, or any two files.' },
      { kind: 'file', name: 'after', label: 'Newer file', beside: true },
      { kind: 'text', name: 'url_1', label: 'or URL of the older one', placeholder: 'https://…/a-1.0.tgz' },
      {
        kind: 'text',
        name: 'url_2',
        label: 'and of the newer one',
        placeholder: 'https://…/a-1.1.tgz',
        beside: true,
      },
      {
        kind: 'text',
        name: 'purl_1',
        label: 'or package URL of the older one',
        placeholder: 'pkg:npm/express@4.18.2',
      },
      {
        kind: 'text',
        name: 'purl_2',
        label: 'and of the newer one',
        placeholder: 'pkg:npm/express@4.19.0',
        beside: true,
      },
    ],
    submit: 'Compare them',
    example: {
      label: 'See what a release of left-pad changed',
      values: { purl_1: 'pkg:npm/left-pad@1.2.0', purl_2: 'pkg:npm/left-pad@1.3.0' },
    },
    limits: [
      'Two files, two URLs or two package URLs, 100 MB each. Of a file and a URL the file counts as the older one.',
      'Binaries, and texts over 2 MiB, are compared by their hash.',
      'Archives within archives are compared by their hash too.',
    ],
    commands: siteUrl => [
      {
        label: 'On your machine, without this server',
        code: 'bin/ecosystems diff a-1.0.tgz a-1.1.tgz --patch',
      },
      {
        label: 'Over HTTP, files',
        code: `curl -H 'Prefer: wait' -F before=@a-1.0.tgz -F after=@a-1.1.tgz '${siteUrl}/diff/api/v1/jobs'`,
      },
      {
        label: 'Over HTTP, releases',
        code: `curl -L -X POST '${siteUrl}/diff/api/v1/jobs?purl_1=pkg:npm/left-pad@1.2.0&purl_2=pkg:npm/left-pad@1.3.0'`,
      },
    ],
  },
  result: view => <DiffResult {...view} />,
});
