/**
 * Versions older than those that the index reads, from a registry over real HTTP: a resolution that meets them has them read, and a
 * reader's second question asks nobody.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Recordings } from '../src/ecosystems/conformance/recordings.ts';
import maven from '../src/ecosystems/maven/index.ts';
import { openRegistryWorld, type RegistryWorld } from './registry-world.ts';

const CENTRAL = (maven.registries.find(({ isDefault }) => isDefault)?.url ?? '') as string;
const DATE = 'Mon, 06 May 2024 07:08:09 GMT';

const coordinates = (artifact: string, version: string, more = '') =>
  `<groupId>org.example.deep</groupId><artifactId>${artifact}</artifactId><version>${version}</version>${more}`;

/** `artifact version` to what its POM says beyond its coordinates; null: there is no such file. */
function repository(poms: Record<string, string | null>): Recordings['answers'] {
  const answers: Recordings['answers'] = {};
  const versions = new Map<string, string[]>();
  for (const [key, body] of Object.entries(poms)) {
    const [artifact = '', version = ''] = key.split(' ');
    versions.set(artifact, [...(versions.get(artifact) ?? []), version]);
    const file = `${CENTRAL}/org/example/deep/${artifact}/${version}/${artifact}-${version}`;
    answers[`${file}.pom`] =
      body === null
        ? { body: null, status: 404 }
        : {
            body: `<project>${coordinates(artifact, version)}${body}</project>`,
            headers: { 'last-modified': DATE },
          };
    answers[`${file}.jar.sha1`] = { body: null, status: 404 };
  }
  for (const [artifact, list] of versions)
    answers[`${CENTRAL}/org/example/deep/${artifact}/maven-metadata.xml`] = {
      body: `<metadata><versioning><versions>${list.map(one => `<version>${one}</version>`).join('')}</versions></versioning></metadata>`,
    };
  return answers;
}

const needs = (...all: [artifact: string, version: string][]) =>
  `<dependencies>${all.map(([artifact, version]) => `<dependency>${coordinates(artifact, version)}</dependency>`).join('')}</dependencies>`;

let world: RegistryWorld;

beforeAll(async () => {
  // Of each artifact the newest POM alone is read.
  world = await openRegistryWorld([], { ECOSYSTEMS_MAVEN_POMS: '1' });
  world.upstream.use(
    repository({
      'app 1': needs(['lib', '1'], ['lost', '1']),
      'app 2': '',
      'lib 1': needs(['leaf', '1']),
      'lib 2': needs(['lost', '2']),
      'lib 3': '',
      'leaf 1': '',
      'leaf 2': '',
      'lost 1': null,
      'lost 2': '',
    }),
  );
});
afterAll(() => world?.close());

interface Answer {
  nodes: { name: string; version: string; published_at: string | null }[];
  problems: { kind: string; severity: string; message: string }[];
  summary: { fetched: number };
}

async function resolved(version: string, more = '') {
  const { status, body } = await world.get(
    `/api/v1/resolve?purl=pkg:maven/org.example.deep/app@${version}&facts=false${more}`,
  );
  expect(status).toBe(200);
  const { nodes, problems, summary } = body as Answer;
  return {
    nodes: nodes.map(({ name, version: number }) => `${name.split(':')[1]}@${number}`),
    dates: nodes.map(({ published_at }) => published_at),
    problems,
    fetched: summary.fetched,
  };
}

const asked = (end: string) => world.upstream.log.filter(({ url }) => url.endsWith(end)).length;

describe('a version whose POM was not read', () => {
  test('is read, and so is what it leads to; what is not to be had is said', async () => {
    const { nodes, dates, problems } = await resolved('1');
    expect(nodes).toEqual(['app@1', 'lib@1', 'lost@1', 'leaf@1']);
    // The date comes with the POM.
    expect(dates).toEqual([
      '2024-05-06T07:08:09.000Z',
      '2024-05-06T07:08:09.000Z',
      null,
      '2024-05-06T07:08:09.000Z',
    ]);
    expect(problems).toMatchObject([
      {
        kind: 'unknown-dependencies',
        severity: 'warning',
        message: 'the dependencies of org.example.deep:lost 1 are not known',
      },
    ]);
    // Nobody needs lib 2.
    expect(asked('lib-2.pom')).toBe(0);
  });

  test('is in the index from then on, and what is not to be had is not asked for again', async () => {
    const before = world.upstream.log.length;
    const { nodes, problems, fetched } = await resolved('1');
    expect(nodes).toEqual(['app@1', 'lib@1', 'lost@1', 'leaf@1']);
    expect(problems).toHaveLength(1);
    expect(fetched).toBe(0);
    expect(world.upstream.log.length).toBe(before);
    const { body } = await world.get(
      '/packages/api/v1/registries/repo1.maven.org/packages/org.example.deep:lib/versions/1',
    );
    expect(body).toMatchObject({ number: '1', dependencies: [{ package_name: 'org.example.deep:leaf' }] });
  });

  test('does not make the newest forget what was read of it', async () => {
    const { nodes, problems } = await resolved('2');
    expect([nodes, problems]).toEqual([['app@2'], []]);
  });

  test('stays unknown where the registry must not be asked', async () => {
    world.upstream.use(
      repository({ 'app 3': '', 'app 1': '', 'app 2': '', 'app 1.5': needs(['leaf', '2']) }),
    );
    await world.deps.sync(world.registry('repo1.maven.org'), 'org.example.deep:app', { force: true });
    const before = world.upstream.log.length;
    // Servers hear of a change a moment after it.
    const { problems } = await vi.waitFor(
      async () => {
        const answer = await resolved('1.5', '&sync=false');
        expect(answer.nodes).toEqual(['app@1.5']);
        return answer;
      },
      { timeout: 10_000, interval: 50 },
    );
    expect(problems).toMatchObject([{ kind: 'unknown-dependencies' }]);
    expect(world.upstream.log.length).toBe(before);
    expect((await resolved('1.5')).nodes).toEqual(['app@1.5', 'leaf@2']);
  });
});
