import { dockerHubPurl } from '../../../formats/image-reference.ts';
import type { ManifestSet } from '../../manifest.ts';

const IMAGE = 'docker://';

export default {
  platform: 'actions',
  /** `owner/repository/path`: all but the last part is the namespace. Images keep the prefix of `docker://`; paths have none. */
  purl(name) {
    if (name.startsWith(IMAGE)) return dockerHubPurl(name.slice(IMAGE.length));
    const slash = name.lastIndexOf('/');
    if (slash <= 0 || name.startsWith('.')) return null;
    return { type: 'githubactions', namespace: name.slice(0, slash), name: name.slice(slash + 1) };
  },
  formats: [
    {
      id: 'action.yml',
      kind: 'manifest',
      files: [{ name: 'action.yml' }, { name: 'action.yaml' }],
      pairs: [],
      load: async () => (await import('./action.ts')).action,
    },
    {
      id: 'workflow',
      kind: 'manifest',
      files: [{ path: /(?:^|\/)\.github\/workflows\/.{1,1024}\.ya?ml$/ }],
      pairs: [],
      load: async () => (await import('./workflow.ts')).workflow,
    },
  ],
} satisfies ManifestSet;
