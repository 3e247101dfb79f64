/** SBOMs for people. */
import { Type } from 'typebox';
import type { Page } from '../service.ts';
import { jobPages } from '../tool-pages.tsx';
import { sbomResult } from './pages/result.tsx';
import { sbomJobs } from './routes.ts';

export const pages: Page[] = jobPages({
  jobs: sbomJobs,
  home: {
    id: 'sbom',
    fields: [
      {
        kind: 'file',
        name: 'file',
        label: 'File',
        hint: 'CycloneDX as JSON or XML; SPDX as JSON, YAML, tag-value, RDF or JSON-LD. Choose it or drop it here.',
      },
      { kind: 'text', name: 'url', label: 'or URL', placeholder: 'https://…/bom.json' },
    ],
    submit: 'Read it',
    example: {
      label: 'Read CycloneDX’s own example, of Laravel',
      values: {
        url: 'https://raw.githubusercontent.com/CycloneDX/bom-examples/ed522d1f051c364e045b87c20665003a0c4ea777/SBOM/laravel-7.12.0/bom.json',
      },
    },
    limits: [
      'Up to 512 MB. Above 64 MB only the components are read, and the rest is not checked.',
      'CycloneDX is checked against its official schemas, SPDX against the rules of its specification.',
      'No SBOM yet? “Dependencies” makes one from manifests and lockfiles, in every notation.',
    ],
    commands: siteUrl => [
      { label: 'On your machine, without this server', code: 'bin/ecosystems sbom validate bom.json' },
      {
        label: 'Over HTTP, a file',
        code: `curl -H 'Prefer: wait' -F file=@bom.json '${siteUrl}/sbom/api/v1/jobs'`,
      },
      {
        label: 'Over HTTP, converted',
        code: `curl -F file=@bom.json '${siteUrl}/sbom/api/v1/convert?to=spdx-json&raw=true'`,
      },
      {
        label: 'Over HTTP, made of a release',
        code: `curl '${siteUrl}/sbom/api/v1/make?purl=pkg:npm/express&to=cyclonedx-json&raw=true'`,
      },
    ],
  },
  query: { page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })) },
  result: sbomResult,
});
