import { describe, expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { compose } from './compose.ts';
import { dockerfile } from './dockerfile.ts';
import index from './index.ts';
import { expand } from './variables.ts';

const input = (text: string) => manifestInput('x', Buffer.from(text));

describe('a Dockerfile', () => {
  const images = (text: string) =>
    dockerfile.parse(input(text)).dependencies.map(({ name, requirement }) => `${name} ${requirement}`);

  it('names images, and stages that are none', () => {
    const read = dockerfile.parse(
      input(`# syntax=docker/dockerfile:1
ARG VERSION=18 BASE="debian"
ARG UNKNOWN
from --platform=$BUILDPLATFORM node:\${VERSION}-alpine AS Build
RUN --mount=type=bind,from=alpine:3.19,target=/x true
FROM build AS more
FROM scratch
COPY --from=build /a /a
COPY --from=0 /a /a
COPY --from=reg.example:5000/tool@sha256:ab /b /b
FROM \${BASE}
FROM $UNKNOWN:1
`),
    );
    expect(read.dependencies).toMatchObject([
      {
        name: 'node',
        requirement: '18-alpine',
        type: 'build',
        condition: '$BUILDPLATFORM',
        unresolved: false,
      },
      { name: 'alpine', requirement: '3.19' },
      {
        name: 'reg.example:5000/tool',
        requirement: 'sha256:ab',
        integrity: 'sha256:ab',
        source: 'reg.example:5000',
      },
      { name: 'debian', requirement: 'latest' },
      { name: '$UNKNOWN', requirement: '1', unresolved: true },
    ]);
    expect(read.unresolved).toEqual([{ what: 'the image is a build argument without a default', line: 12 }]);
  });

  it('may continue lines, hold comments in them and here-documents', () => {
    expect(
      images('FROM \\\n  # why\n  ruby:3\nRUN echo a \\\nFROM b\nRUN <<EOF\nFROM c\nEOF\nFROM d:1'),
    ).toEqual(['ruby 3', 'd 1']);
    expect(images('# escape=`\r\nFROM `\r\nwindows:1\r\n')).toEqual(['windows 1']);
    expect(images('')).toEqual([]);
  });
});

it('expands variables with their defaults', () => {
  const values = new Map([
    ['A', 'a'],
    ['E', ''],
  ]);
  expect(expand('$A-${A}-${B:-b}-${E:-e}-${E-e}-$$', values)).toEqual({ text: 'a-a-b-e--$', isKnown: true });
  expect(expand('x${B}${A:+y}', values)).toEqual({ text: 'x${B}y', isKnown: false });
  expect(expand('${A', values)).toEqual({ text: '${A', isKnown: false });
});

describe('a compose file', () => {
  it('names the images of services', () => {
    const read = compose.parse(
      input(`name: app
include: [other.yaml, {path: more.yaml}]
x-image: &image {image: "redis:\${REDIS:-7.10}", platform: linux/arm64}
services:
  cache: {<<: *image}
  db:
    image: postgres
  built:
    build: .
    image: app:1
  outside:
    image: tool:\${TAG}
    extends: {file: base.yml, service: tool}
  only-built:
    build: .
`),
    );
    expect(read.dependencies).toMatchObject([
      { name: 'redis', requirement: '7.10', type: 'runtime', condition: 'linux/arm64' },
      { name: 'postgres', requirement: 'latest', local: false },
      { name: 'app', requirement: '1', local: true },
      { name: 'tool', requirement: '${TAG}', unresolved: true },
    ]);
    expect(read.includes).toEqual(['other.yaml', 'more.yaml', 'base.yml']);
    expect(read.project?.name).toBe('app');
  });

  it('of the wrong shape gives an error or nothing', () => {
    expect(() => compose.parse(input(''))).toThrow('no mapping');
    expect(() => compose.parse(input('- a'))).toThrow('no mapping');
    expect(compose.parse(input('services: [a]')).dependencies).toEqual([]);
    expect(
      compose.parse(input('services: {a: {image: [x]}, b: null, c: {image: ":"}}')).dependencies,
    ).toEqual([]);
  });
});

it('knows the files by their names', () => {
  const matches = (path: string) =>
    index.formats.find(({ files }) =>
      files.some(file => ('path' in file ? file.path?.test(path) : 'name' in file && file.name === path)),
    )?.id;
  for (const path of ['Dockerfile', 'a/Dockerfile.dev', 'Containerfile'])
    expect(matches(path)).toBe('Dockerfile');
  for (const path of [
    'my-docker-compose.yml',
    'a/docker-compose.dev.yaml',
    'compose.yaml',
    'compose.prod.yml',
  ])
    expect(matches(path)).toBe('docker-compose.yml');
  for (const path of ['Dockerfile.dockerignore', 'Dockerfiles', 'my-compose.yml', 'docker-compose/x.yml'])
    expect(matches(path)).toBeUndefined();
});
