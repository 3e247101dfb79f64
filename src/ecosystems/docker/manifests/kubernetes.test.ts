import { expect, test } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { kubernetes, kustomization } from './kubernetes.ts';

const read = (reader: ManifestReader, text: string) =>
  reader.parse(manifestInput('x.yaml', Buffer.from(text)));

test('images of objects, once each, also where the file is a template', () => {
  const found = read(
    kubernetes,
    [
      'apiVersion: apps/v1',
      'kind: Deployment',
      'spec:',
      '  template:',
      '    spec:',
      '      {{- if .Values.x }}',
      '      initContainers:',
      '        - image: busybox:1.36 # tools',
      '      containers:',
      '        - name: web',
      '          image: "nginx:1.25"',
      '          imagePullPolicy: Always',
      '        - image: {{ .Values.image }}',
      '---',
      'apiVersion: v1',
      'kind: Pod',
      'spec: ',
      '  containers:',
      "  - 'image': ghcr.io/owner/app@sha256:abc",
      '  - image: nginx:1.25',
    ].join('\n'),
  );
  expect(found.dependencies.map(one => [one.name, one.requirement])).toEqual([
    ['busybox', '1.36'],
    ['nginx', '1.25'],
    ['ghcr.io/owner/app', 'sha256:abc'],
  ]);
  expect(found.unresolved).toEqual([{ what: 'the image "{{ .Values.image }}" is filled in', line: 13 }]);
  expect(() => read(kubernetes, 'image: x')).toThrow(expect.objectContaining({ reason: 'not-this-format' }));
});

test('kustomization.yaml: what is put in for what, and further files', () => {
  const found = read(
    kustomization,
    'resources:\n- deployment.yaml\n- ../base\nimages:\n- name: postgres\n  newName: my-registry.example/postgres\n  newTag: v1\n- name: nginx\n  newTag: 1.8.0\n- name: alpine\n  digest: sha256:24a0\n- name: app\n',
  );
  expect(found.dependencies.map(one => [one.name, one.requirement, one.alias, one.integrity])).toEqual([
    ['my-registry.example/postgres', 'v1', 'postgres', null],
    ['nginx', '1.8.0', null, null],
    ['alpine', 'sha256:24a0', null, 'sha256:24a0'],
    ['app', '*', null, null],
  ]);
  expect(found.includes).toEqual(['deployment.yaml', '../base']);
});
