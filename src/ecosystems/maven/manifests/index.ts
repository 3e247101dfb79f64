import type { ManifestSet } from '../../manifest.ts';
import { artifactOf, names, purl } from '../names.ts';

/** All names of the recorded tool's own files ignore case. */
const ignoreCase = true;

export default {
  platform: 'maven',
  purl(name) {
    if (names.problem(name) !== null) return null;
    const { group, artifact } = artifactOf(name);
    return { type: purl.type, namespace: group, name: artifact };
  },
  formats: [
    {
      id: 'pom.xml',
      kind: 'manifest',
      files: [{ name: 'pom.xml', ignoreCase }, { suffix: '.pom' }],
      load: async () => (await import('./pom-xml.ts')).pomXml,
    },
    {
      id: 'ivy.xml',
      kind: 'manifest',
      files: [{ name: 'ivy.xml', ignoreCase }],
      load: async () => (await import('./ivy.ts')).ivyXml,
    },
    {
      id: 'build.gradle',
      kind: 'manifest',
      files: [{ name: 'build.gradle', ignoreCase }],
      load: async () => (await import('./gradle-script.ts')).gradleGroovy,
    },
    {
      id: 'build.gradle.kts',
      kind: 'manifest',
      files: [{ name: 'build.gradle.kts', ignoreCase }],
      load: async () => (await import('./gradle-script.ts')).gradleKotlin,
    },
    {
      id: 'libs.versions.toml',
      kind: 'manifest',
      files: [{ suffix: '.versions.toml' }],
      load: async () => (await import('./version-catalog.ts')).versionCatalog,
    },
    {
      id: 'build.sbt',
      kind: 'manifest',
      files: [{ name: 'build.sbt' }, { name: 'project/plugins.sbt' }, { name: 'plugins.sbt' }],
      load: async () => (await import('./scala-build.ts')).buildSbt,
    },
    {
      id: 'build.sc',
      kind: 'manifest',
      files: [{ name: 'build.sc' }, { name: 'build.mill' }],
      load: async () => (await import('./scala-build.ts')).millBuild,
    },
    {
      id: 'gradle.lockfile',
      kind: 'lockfile',
      files: [{ name: 'gradle.lockfile', ignoreCase }, { name: 'buildscript-gradle.lockfile' }],
      load: async () => (await import('./gradle-lines.ts')).gradleLockfile,
    },
    {
      id: 'verification-metadata.xml',
      kind: 'lockfile',
      files: [{ name: 'verification-metadata.xml', ignoreCase }],
      load: async () => (await import('./verification-metadata.ts')).verificationMetadata,
    },
    {
      id: 'gradle-dependencies-q.txt',
      kind: 'lockfile',
      files: [{ name: 'gradle-dependencies-q.txt', ignoreCase }],
      load: async () => (await import('./gradle-lines.ts')).gradleDependencies,
    },
    {
      id: 'maven-resolved-dependencies.txt',
      kind: 'lockfile',
      files: [{ name: 'maven-resolved-dependencies.txt', ignoreCase }],
      load: async () => (await import('./maven-output.ts')).mavenResolved,
    },
    {
      id: 'maven-dependency-tree.txt',
      kind: 'lockfile',
      files: [{ name: 'maven-dependency-tree.txt', ignoreCase }],
      load: async () => (await import('./maven-output.ts')).mavenTree,
    },
    {
      id: 'maven-dependency-tree.dot',
      kind: 'lockfile',
      files: [{ name: 'maven-dependency-tree.dot', ignoreCase }],
      load: async () => (await import('./maven-output.ts')).mavenTreeDot,
    },
    {
      id: 'sbt-update-full.txt',
      kind: 'lockfile',
      files: [{ name: 'sbt-update-full.txt', ignoreCase }],
      load: async () => (await import('./sbt-update.ts')).sbtUpdate,
    },
    {
      id: 'maven_install.json',
      kind: 'lockfile',
      files: [{ suffix: 'maven_install.json' }],
      load: async () => (await import('./maven-install.ts')).mavenInstall,
    },
    {
      id: 'pom.properties',
      kind: 'manifest',
      files: [{ name: 'pom.properties' }],
      pairs: [],
      load: async () => (await import('./jar-metadata.ts')).pomProperties,
    },
    {
      id: 'MANIFEST.MF',
      kind: 'manifest',
      files: [{ name: 'META-INF/MANIFEST.MF' }],
      pairs: [],
      load: async () => (await import('./jar-metadata.ts')).jarManifest,
    },
    {
      id: 'release',
      kind: 'manifest',
      files: [{ name: 'release' }],
      content: head => /^JAVA_VERSION=/m.test(head),
      pairs: [],
      load: async () => (await import('./jar-metadata.ts')).jdkRelease,
    },
    {
      id: 'ivy-report.xml',
      kind: 'lockfile',
      files: [{ suffix: '.xml' }],
      content: head => head.includes('<ivy-report'),
      load: async () => (await import('./ivy.ts')).ivyReport,
    },
  ],
} satisfies ManifestSet;
