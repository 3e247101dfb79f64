import { describe, expect, it } from 'vitest';
import { central, snapshots } from './fixtures/conformance.ts';
import { links } from './links.ts';
import { purl } from './names.ts';
import { registries } from './registries.ts';

const NAME = 'com.google.guava:guava';

describe('an artifact', () => {
  it('has pages and addresses', () => {
    expect(links.page(central, NAME, '33.0.0-jre')).toBe(
      'https://central.sonatype.com/artifact/com.google.guava/guava/33.0.0-jre',
    );
    expect(links.page(snapshots, NAME)).toBe(
      'https://repository.apache.org/content/repositories/snapshots/com/google/guava/guava/',
    );
    expect(links.documentation(central, NAME, '1.0')).toBe(
      'https://appdoc.app/artifact/com.google.guava/guava/1.0',
    );
    expect(links.documentation(snapshots, NAME)).toBeNull();
    const folder = 'https://maven-central.storage-download.googleapis.com/maven2/com/google/guava/guava';
    expect(links.check(central, NAME)).toBe(`${folder}/index.html`);
    expect(links.download(central, NAME, '33.0.0-jre', {})).toBe(`${folder}/33.0.0-jre/guava-33.0.0-jre.jar`);
    expect(links.download(central, NAME, '1', { extension: 'pom' })).toBe(`${folder}/1/guava-1.pom`);
    expect(links.download(central, NAME, '1', { extension: '../x' })).toBe(`${folder}/1/guava-1.jar`);
    expect(links.download(snapshots, NAME, '1-SNAPSHOT', {})).toBeNull();
    expect(links.install(central, NAME)).toBeNull();
    expect(links.page(central, 'guava')).toBeNull();
  });

  it('is found by its purl', () => {
    const from = (namespace: string | null, name: string) =>
      purl.fromPurl({ namespace, name, qualifiers: {} }, central);
    expect(from('com.google.guava', 'guava')).toBe(NAME);
    expect(from(null, NAME)).toBe(NAME);
    expect(from(null, 'guava')).toBeNull();
    expect(from('com/google', 'guava')).toBeNull();
  });

  it('lies in one of nine repositories', () => {
    expect(registries.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['repo1.maven.org', true],
      ['repository.jboss.org', false],
      ['repository.apache.org-releases', false],
      ['repository.apache.org-snapshots', false],
      ['artifacts.alfresco.com', false],
      ['repository.cloudera.com', false],
      ['build.shibboleth.net', false],
      ['repo.jenkins-ci.org', false],
      ['nexus.gael.cloud', false],
    ]);
  });
});
