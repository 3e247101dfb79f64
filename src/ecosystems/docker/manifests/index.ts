import { dockerHubPurl } from '../../../formats/image-reference.ts';
import type { ManifestSet } from '../../manifest.ts';

export default {
  platform: 'docker',
  purl: dockerHubPurl,
  formats: [
    {
      id: 'Dockerfile',
      kind: 'manifest',
      files: [
        { name: 'Dockerfile' },
        { path: /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.(?!dockerignore$|md$)[^/]+)?$/ },
        { suffix: '.Dockerfile', ignoreCase: true },
        { suffix: '.Containerfile', ignoreCase: true },
      ],
      pairs: ['manifest'],
      load: async () => (await import('./dockerfile.ts')).dockerfile,
    },
    {
      id: 'docker-compose.yml',
      kind: 'manifest',
      files: [
        { path: /(?:^|\/)[^/]{0,255}docker-compose[^/]{0,255}\.ya?ml$/ },
        { path: /(?:^|\/)compose(?:\.[^/]{1,255})?\.ya?ml$/ },
      ],
      pairs: ['manifest'],
      load: async () => (await import('./compose.ts')).compose,
    },
    {
      id: 'kustomization.yaml',
      kind: 'manifest',
      files: [{ name: 'kustomization.yaml' }, { name: 'kustomization.yml' }, { name: 'Kustomization' }],
      pairs: [],
      load: async () => (await import('./kubernetes.ts')).kustomization,
    },
    {
      id: 'kubernetes',
      kind: 'manifest',
      files: [{ suffix: '.yaml' }, { suffix: '.yml' }],
      content: head =>
        /^apiVersion:/m.test(head) && /^kind:/m.test(head) && /^[ \t-]*["']?image["']?:[ \t]/m.test(head),
      pairs: [],
      load: async () => (await import('./kubernetes.ts')).kubernetes,
    },
  ],
} satisfies ManifestSet;
