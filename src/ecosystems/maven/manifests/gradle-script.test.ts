import { describe, expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { gradleGroovy, gradleKotlin } from './gradle-script.ts';

const groovy = (text: string) => gradleGroovy.parse(manifestInput('build.gradle', Buffer.from(text)));
const kotlin = (text: string) => gradleKotlin.parse(manifestInput('build.gradle.kts', Buffer.from(text)));
const shown = ({ dependencies }: ReturnType<typeof groovy>) =>
  dependencies.map(
    ({ name, requirement, type, unresolved }) => `${name} ${requirement} ${type}${unresolved ? ' ?' : ''}`,
  );

describe('build.gradle', () => {
  it('reads texts with and without parentheses, lists and maps', () => {
    const text = `dependencies {
      implementation 'g:a:1'
      api("g:b:2") { transitive = false }
      testImplementation 'g:c', 'g:d:4:tests@jar'
      kapt group: 'g', name: 'e', version: '5'
      compileOnly(group: 'g', name: 'f')
      runtimeOnly(['g:h:1', [group: 'g', name: 'i', version: '2']])
      debugImplementation('g:j:[1.0, 2.0)')
      compile 'g:k:1',
              'g:l:2'
    }`;
    expect(shown(groovy(text))).toEqual([
      'g:a 1 implementation',
      'g:b 2 api',
      'g:c * testImplementation',
      'g:d 4 testImplementation',
      'g:e 5 kapt',
      'g:f * compileOnly',
      'g:h 1 runtimeOnly',
      'g:i 2 runtimeOnly',
      'g:j [1.0, 2.0) debugImplementation',
      'g:k 1 compile',
      'g:l 2 compile',
    ]);
  });

  it('leaves versions that are computed as written, and marks them', () => {
    const text = `dependencies {
      implementation "g:a:$v"
      implementation "g:b:\${versions['b:c']}"
      implementation 'g:c:' + v
      implementation group: 'g', name: 'd', version: v
    }`;
    expect(shown(groovy(text))).toEqual([
      'g:a $v implementation ?',
      `g:b \${versions['b:c']} implementation ?`,
      'g:c * implementation ?',
      'g:d v implementation ?',
    ]);
  });

  it('reads neither comments, constraints, exclusions, files nor projects', () => {
    const text = `buildscript { dependencies { classpath 'com.example:plugin:1' } }
    dependencies {
      // implementation 'g:a:1'
      /* implementation 'g:b:1' */
      constraints { implementation 'g:c:1' }
      implementation('g:d:1') { exclude group: 'x', module: 'y' }
      implementation files('libs/a.jar')
      implementation project(':core')
      implementation project(path: ':wearable', configuration: 'dev')
      if (fast) { implementation 'g:e:1' }
    }
    task x { description = 'g:f:1' }`;
    expect(shown(groovy(text))).toEqual([
      'com.example:plugin 1 classpath',
      'g:d 1 implementation',
      'g:e 1 implementation',
    ]);
  });

  it('reads versions that a block states, the strongest of them', () => {
    const text = `dependencies {
      implementation('g:a') { version { prefer '1.0'; strictly '[1.0, 2.0)' } }
      implementation('g:b') {
        because 'of it'
        version { require("1.5") }
      }
      implementation('g:c:3') { version { reject '3.1' } }
      implementation('g:d') { exclude(group: 'x', module: 'y') }
      implementation('g:e') { version { strictly "$v" } }
    }`;
    expect(shown(groovy(text))).toEqual([
      'g:a [1.0, 2.0) implementation',
      'g:b 1.5 implementation',
      'g:c 3 implementation',
      'g:d * implementation',
      'g:e $v implementation ?',
    ]);
  });

  it('says what a catalog or a platform would tell', () => {
    const text = `dependencies {\n  implementation libs.guava\n  implementation platform('g:bom:3')\n}`;
    expect(groovy(text)).toMatchObject({
      dependencies: [],
      unresolved: [
        { what: 'the dependency that libs.guava stands for', line: 2 },
        { what: 'what the platform g:bom:3 brings', line: 3 },
      ],
    });
  });
});

describe('build.gradle.kts', () => {
  it('reads calls, configurations in quotes, Kotlin’s own modules and named arguments', () => {
    const text = `dependencies {
      implementation("g:a:1") { isTransitive = false }
      "ksp"("g:b:2")
      implementation(kotlin("stdlib", "1.9.0"))
      testImplementation(kotlin("test"))
      implementation(group = "g", name = "c", version = "3")
      add("extra", "g:d:4")
      api(testFixtures("g:e:5"))
    }
    kotlin { sourceSets { val commonMain by getting { dependencies { implementation("g:f:6") } } } }`;
    expect(shown(kotlin(text))).toEqual([
      'g:a 1 implementation',
      'g:b 2 ksp',
      'org.jetbrains.kotlin:kotlin-stdlib 1.9.0 implementation',
      'org.jetbrains.kotlin:kotlin-test * testImplementation',
      'g:c 3 implementation',
      'g:d 4 extra',
      'g:e 5 api',
      'g:f 6 implementation',
    ]);
  });
});
