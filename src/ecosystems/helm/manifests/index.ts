import type { ManifestSet } from '../../manifest.ts';

const chart = async () => (await import('./chart.ts')).chart;
const lock = async () => (await import('./chart.ts')).chartLock;

export default {
  platform: 'helm',
  purl: name => ({ type: 'helm', namespace: null, name }),
  formats: [
    { id: 'Chart.yaml', kind: 'manifest', files: [{ name: 'Chart.yaml' }], load: chart },
    {
      id: 'requirements.yaml',
      kind: 'manifest',
      files: [{ name: 'requirements.yaml' }],
      content: isHelm,
      load: chart,
    },
    { id: 'Chart.lock', kind: 'lockfile', files: [{ name: 'Chart.lock' }], load: lock },
    {
      id: 'requirements.lock',
      kind: 'lockfile',
      files: [{ name: 'requirements.lock' }],
      content: isHelm,
      load: lock,
    },
  ],
} satisfies ManifestSet;

/** Others, such as Ansible, have files of these names too. */
function isHelm(head: string): boolean {
  return /^dependencies:/m.test(head);
}
