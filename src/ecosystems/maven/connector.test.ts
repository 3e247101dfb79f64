import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import { connector } from './connector.ts';
import { central, snapshots } from './fixtures/conformance.ts';
import { indexBytes, packed } from './fixtures/index-file.ts';
import recordings from './fixtures/recordings.ts';

if (!hasSharedRecordings) console.warn('maven: the shared recordings are absent, so snapshots are not read');

const SINK = `${central.url}/com/example/sink`;
const METADATA = `${SINK}/maven-metadata.xml`;
const INDEX = 'https://repo1.maven.org/maven2/.index/nexus-maven-repository-index';

function at(answers: Recordings['answers'] = {}, settings: Record<string, string> = {}, registry = central) {
  const { io, asked } = recordedIo({ ...recordings.answers, ...answers });
  return { context: { io, registry, settings }, asked };
}

async function fetch(
  name: string,
  answers: Recordings['answers'] = {},
  settings: Record<string, string> = {},
) {
  const { context, asked } = at(answers, settings);
  return { outcome: await connector.fetch(context, name, null), asked };
}

describe('an artifact', () => {
  it('is read by few requests, each file once', async () => {
    const { outcome, asked } = await fetch('com.example:sink');
    const EXAMPLE = `${central.url}/com/example`;
    expect(asked).toEqual([
      METADATA,
      `${SINK}/2.0.0/sink-2.0.0.pom`,
      `${EXAMPLE}/sink-parent/2.0.0/sink-parent-2.0.0.pom`,
      `${EXAMPLE}/base/1/base-1.pom`,
      `${EXAMPLE}/bom/5.10.0/bom-5.10.0.pom`,
      `${SINK}/2.0.0/sink-2.0.0.jar.sha1`,
      `${SINK}/2.1.0-rc1/sink-2.1.0-rc1.pom`,
      `${SINK}/1.0.0/sink-1.0.0.pom`,
    ]);
    expect(outcome).toMatchObject({ kind: 'found', record: { name: 'com.example:sink' } });
    expect(outcome.kind === 'found' && outcome.documents[0]?.url).toBe(METADATA);
    expect(outcome.kind === 'found' && outcome.documents).toHaveLength(6);
  });

  it('has as many POMs read as the setting says', async () => {
    const { asked } = await fetch('com.example:sink', {}, { maven_poms: '1' });
    expect(asked.filter(url => url.startsWith(`${SINK}/`) && url.endsWith('.pom'))).toEqual([
      `${SINK}/2.0.0/sink-2.0.0.pom`,
    ]);
  });

  it('has the POMs read that are wanted, beside that of the latest', async () => {
    const { context, asked } = at();
    await connector.fetch(context, 'com.example:sink', null, ['1.0.0', '7']);
    expect(asked.filter(url => url.startsWith(`${SINK}/`) && url.endsWith('.pom'))).toEqual([
      `${SINK}/2.0.0/sink-2.0.0.pom`,
      `${SINK}/1.0.0/sink-1.0.0.pom`,
    ]);
  });

  it.skipIf(!hasSharedRecordings)('that is a snapshot is read from its newest build', async () => {
    const { context, asked } = at({}, {}, snapshots);
    await connector.fetch(context, 'org.apache.maven.archetypes:maven-archetype-profiles', null);
    const folder = `${snapshots.url}/org/apache/maven/archetypes/maven-archetype-profiles/1.3-SNAPSHOT`;
    expect(asked.slice(1, 3)).toEqual([
      `${folder}/maven-metadata.xml`,
      `${folder}/maven-archetype-profiles-1.3-20181013.060323-17.pom`,
    ]);
  });

  it('without metadata is read from the listing of its directory', async () => {
    const listing = { body: '<a href="2.0.0/">2.0.0/</a>' };
    const { outcome } = await fetch('com.example:sink', {
      [METADATA]: { body: null, status: 404 },
      [`${SINK}/index.html`]: listing,
    });
    expect(outcome).toMatchObject({ kind: 'found', record: { versions: [{ number: '2.0.0' }] } });
  });

  it('is missing, gone or not modified', async () => {
    const none = { body: null, status: 404 };
    expect(
      (await fetch('com.example:sink', { [METADATA]: none, [`${SINK}/index.html`]: none })).outcome,
    ).toEqual({
      kind: 'missing',
    });
    expect((await fetch('com.example:sink', { [METADATA]: { body: null, status: 304 } })).outcome).toEqual({
      kind: 'not-modified',
    });
    expect(
      (await fetch('com.example:sink', { [METADATA]: { body: null, status: 410 } })).outcome,
    ).toMatchObject({
      kind: 'gone',
      status: 'removed',
    });
  });

  it('with parents, BOMs or relocations in a circle is read to an end', async () => {
    const inside = (text: string) => ({ body: `<project><groupId>com.example</groupId>${text}</project>` });
    const itself = '<groupId>com.example</groupId><artifactId>sink</artifactId><version>2.0.0</version>';
    for (const text of [
      `<artifactId>sink</artifactId><parent>${itself}</parent>`,
      `<artifactId>sink</artifactId><distributionManagement><relocation>${itself}</relocation></distributionManagement>`,
      `<artifactId>sink</artifactId><dependencyManagement><dependencies><dependency>${itself}<type>pom</type><scope>import</scope></dependency></dependencies></dependencyManagement><dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId></dependency></dependencies>`,
    ]) {
      const { outcome } = await fetch('com.example:sink', { [`${SINK}/2.0.0/sink-2.0.0.pom`]: inside(text) });
      expect(outcome).toMatchObject({ kind: 'found', record: { latestVersion: '2.0.0' } });
    }
  });

  it('that is malformed or cannot be had is a typed error', async () => {
    for (const body of ['', '<html/>', '{}', '<metadata>'])
      await expect(fetch('com.example:sink', { [METADATA]: { body } })).rejects.toMatchObject({
        code: 'malformed',
      });
    for (const url of [
      METADATA,
      `${SINK}/2.0.0/sink-2.0.0.pom`,
      `${central.url}/com/example/base/1/base-1.pom`,
    ])
      await expect(fetch('com.example:sink', { [url]: { body: null, status: 500 } })).rejects.toMatchObject({
        code: 'server-error',
      });
  });
});

describe('the index', () => {
  it('tells what changed, chunk by chunk', async () => {
    const { context } = at();
    const head = '1318453614498/3';
    expect(await connector.head?.(context)).toBe(head);
    expect(await connector.changes?.(context, null)).toEqual({ names: [], cursor: head });
    const first = await connector.changes?.(context, '1318453614498/1');
    expect(first).toEqual({
      names: ['dev.zio:zio-aws-autoscaling_3', 'com.example:gone', 'com.example:sink'],
      cursor: '1318453614498/2',
    });
    expect(await connector.changes?.(context, '1318453614498/2')).toEqual({
      names: ['junit:junit'],
      cursor: head,
    });
    expect(await connector.changes?.(context, head)).toEqual({ names: [], cursor: head });
    // Chunks before the oldest that is kept are lost, and so are those of another chain.
    for (const cursor of ['1318453614498/0', 'other/3', '0', '1970-01-01T00:00:00.000Z'])
      expect(await connector.changes?.(context, cursor)).toEqual(first);
  });

  it('may be absent', async () => {
    const { context } = at({ [`${INDEX}.properties`]: { body: null, status: 404 } });
    expect(await connector.head?.(context)).toBeNull();
    expect(await connector.changes?.(context, 'x/1')).toEqual({ names: [], cursor: 'x/1' });
    expect(await namesOf(context)).toEqual([]);
  });

  it('of another repository lies beside it', async () => {
    const url = `${snapshots.url}/.index/nexus-maven-repository-index.properties`;
    const { context, asked } = at({ [url]: { body: null, status: 404 } }, {}, snapshots);
    await connector.head?.(context);
    expect(asked).toEqual([url]);
  });

  it('has all names', async () => {
    expect(await namesOf(at().context)).toEqual([
      'dev.zio:zio-aws-autoscaling_3',
      'com.example:gone',
      'com.example:sink',
    ]);
  });

  it('that is malformed is a typed error', async () => {
    const cut = packed(indexBytes([{ u: 'a|b|1|NA|jar' }]).subarray(0, 20));
    for (const body of ['<html>', '', cut])
      await expect(namesOf(at({ [`${INDEX}.gz`]: { body } }).context)).rejects.toMatchObject({
        code: 'malformed',
      });
    const { context } = at({ [`${INDEX}.properties`]: { body: '<html>' } });
    await expect(connector.head?.(context)).rejects.toMatchObject({ code: 'malformed' });
  });
});

async function namesOf(context: Parameters<typeof connector.fetch>[0]): Promise<string[]> {
  const found: string[] = [];
  for await (const names of connector.allNames?.(context) ?? []) found.push(...names);
  return found;
}
