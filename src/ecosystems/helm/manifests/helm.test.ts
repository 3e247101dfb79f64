import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { chart, chartLock } from './chart.ts';

const input = (text: string) => manifestInput('x', Buffer.from(text));

it('reads Chart.yaml', () => {
  const { dependencies, project } = chart.parse(
    input(`apiVersion: v2
name: app
version: 1.10
dependencies:
  - {name: redis, version: ~17.0, repository: "https://user:token@charts.example/a", condition: redis.enabled, alias: cache}
  - {name: common, version: 1.x.x, repository: "file://../common", tags: [a, b]}
  - {name: own}
  - {version: 1.0.0}
`),
  );
  expect(dependencies).toMatchObject([
    {
      name: 'redis',
      requirement: '~17.0',
      type: 'runtime',
      source: 'https://charts.example/a',
      condition: 'redis.enabled',
      alias: 'cache',
      local: false,
    },
    { name: 'common', requirement: '1.x.x', source: '../common', local: true, condition: 'tags: a, b' },
    { name: 'own', requirement: '*', source: null, local: true },
  ]);
  expect(project).toEqual({ name: 'app', version: '1.10', license: null });
});

it('reads Chart.lock', () => {
  const text =
    'dependencies:\n- name: redis\n  repository: oci://reg.example/charts\n  version: 17.0.1\ndigest: sha256:ab\n';
  expect(chartLock.parse(input(text)).dependencies).toMatchObject([
    { name: 'redis', requirement: '17.0.1', source: 'oci://reg.example/charts' },
  ]);
});

it('refuses what is no mapping', () => {
  for (const text of ['', '- a', 'a']) expect(() => chart.parse(input(text))).toThrow('no mapping');
  expect(chart.parse(input('dependencies: {a: 1}')).dependencies).toEqual([]);
});
