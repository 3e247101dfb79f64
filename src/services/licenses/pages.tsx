/** The licence detector for people. */
import type { Page } from '../service.ts';
import { jobPages } from '../tool-pages.tsx';
import { LicensesResult } from './pages/result.tsx';
import { licensesJobs } from './routes.ts';

export const pages: Page[] = jobPages({
  jobs: licensesJobs,
  home: {
    id: 'licenses',
    fields: [
      {
        kind: 'file',
        name: 'file',
        label: 'File',
        hint: 'An archive, or a licence text alone. Choose it or drop it here.',
      },
      { kind: 'text', name: 'url', label: 'or URL', placeholder: 'https://…/package.tgz' },
      { kind: 'text', name: 'purl', label: 'or package URL', placeholder: 'pkg:npm/express', beside: true },
    ],
    submit: 'Find its licences',
    example: { label: 'See the licences of the newest lodash', values: { purl: 'pkg:npm/lodash' } },
    limits: [
      'Up to 100 MB. Images, fonts and compiled programs are not looked into.',
      'Texts are compared with those of the SPDX licence list, word by word; below 90% nothing is called a match.',
      'What lies in vendor, third_party or node_modules belongs to others and does not count.',
    ],
    commands: siteUrl => [
      { label: 'On your machine, without this server', code: 'bin/ecosystems licenses package.tgz' },
      {
        label: 'Over HTTP, a file',
        code: `curl -H 'Prefer: wait' -F file=@package.tgz '${siteUrl}/licenses/api/v1/jobs'`,
      },
      {
        label: 'Over HTTP, a URL',
        code: `curl -L -X POST '${siteUrl}/licenses/api/v1/jobs?url=https://example.org/package.tgz'`,
      },
    ],
  },
  result: view => <LicensesResult {...view} />,
});
