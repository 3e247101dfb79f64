import { describe, expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { action } from './action.ts';
import index from './index.ts';
import { workflow } from './workflow.ts';

const input = (text: string) => manifestInput('x', Buffer.from(text));
const brief = ({ dependencies }: ReturnType<typeof workflow.parse>) =>
  dependencies.map(({ name, requirement, type }) => `${name} ${requirement} ${type}`);

it('reads a workflow', () => {
  const read = workflow.parse(
    input(`on: push
jobs:
  build:
    container: {image: "node:16"}
    services:
      db: {image: "reg.example:5000/pg:1"}
      cache: redis
      other: {image: "\${{ matrix.image }}"}
    steps:
      - uses: actions/checkout@v4 # the tag
      - uses: owner/repo/path@0123456789
      - {uses: ./local}
      - {uses: "docker://alpine@sha256:ab"}
      - {uses: actions/checkout@v4}
      - {run: make}
  call:
    uses: owner/repo/.github/workflows/w.yml@main
`),
  );
  expect(brief(read)).toEqual([
    'actions/checkout v4 composite',
    'owner/repo/path 0123456789 composite',
    './local * composite',
    'docker://alpine sha256:ab composite',
    'node 16 docker',
    'reg.example:5000/pg 1 docker',
    'redis * docker',
    'owner/repo/.github/workflows/w.yml main workflow',
  ]);
  expect(read.dependencies[2]?.local).toBe(true);
  expect(read.dependencies[3]?.integrity).toBe('sha256:ab');
  expect(read.unresolved).toEqual([{ what: 'the image "${{ matrix.image }}"', line: null }]);
});

it('tells of actions that an expression names', () => {
  const read = workflow.parse(
    input('jobs: {a: {steps: [{uses: "owner/repo@${{ matrix.ref }}"}, {uses: owner/other@v1}]}}'),
  );
  expect(brief(read)).toEqual(['owner/other v1 composite']);
  expect(read.unresolved).toEqual([{ what: 'what "owner/repo@${{ matrix.ref }}" uses', line: null }]);
});

describe('an action', () => {
  const runs = (text: string) => brief(action.parse(input(`name: x\nruns: ${text}`)));

  it('runs a script, an image or the actions of its steps', () => {
    expect(runs('{using: node20, main: dist/index.js}')).toEqual(['dist/index.js node20 javascript']);
    expect(runs('{using: docker, image: Dockerfile}')).toEqual(['Dockerfile * docker']);
    expect(runs('{using: docker, image: "docker://a/b:1"}')).toEqual(['docker://a/b 1 docker']);
    expect(runs('{using: composite, steps: [{uses: a/b@v1}, {run: x}]}')).toEqual(['a/b v1 composite']);
  });

  it('of the wrong shape gives nothing', () => {
    for (const text of [
      '',
      '[]',
      '{using: [x]}',
      '{using: node20}',
      '{using: docker}',
      '{using: composite, steps: 1}',
    ])
      expect(runs(text)).toEqual([]);
    expect(() => workflow.parse(input('on: push'))).toThrow('has no jobs');
    expect(brief(workflow.parse(input('jobs: {a: null, b: [x], c: {steps: {uses: a/b}}}')))).toEqual([]);
  });
});

it('gives purls of actions and images', () => {
  expect(index.purl('owner/repo/path')).toEqual({
    type: 'githubactions',
    namespace: 'owner/repo',
    name: 'path',
  });
  expect(index.purl('docker://alpine')).toEqual({ type: 'docker', namespace: null, name: 'alpine' });
  expect(index.purl('./local')).toBeNull();
  expect(index.purl('Dockerfile')).toBeNull();
});

it('tells of steps of an action that an expression names', () => {
  const read = action.parse(
    input('runs: {using: composite, steps: [{uses: "${{ inputs.x }}"}, {uses: owner/other@v1}]}'),
  );
  expect(brief(read)).toEqual(['owner/other v1 composite']);
  expect(read.unresolved).toEqual([{ what: 'what "${{ inputs.x }}" uses', line: null }]);
});
