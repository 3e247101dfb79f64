import type { ManifestSet } from '../../manifest.ts';
import { names, purl } from '../names.ts';

export default {
  platform: 'clojars',
  purl: name =>
    names.problem(names.normalise(name)) === null ? { type: purl.type, namespace: null, name } : null,
  formats: [
    {
      id: 'project.clj',
      kind: 'manifest',
      files: [{ name: 'project.clj' }],
      pairs: [],
      load: async () => (await import('./project-clj.ts')).projectClj,
    },
    {
      id: 'deps.edn',
      kind: 'manifest',
      files: [{ name: 'deps.edn' }],
      pairs: [],
      load: async () => (await import('./deps-edn.ts')).depsEdn,
    },
  ],
} satisfies ManifestSet;
