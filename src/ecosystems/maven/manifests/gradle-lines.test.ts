import { describe, expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { gradleDependencies, gradleLockfile } from './gradle-lines.ts';

it('gradle.lockfile: modules with the configurations that use them', () => {
  const text =
    '# generated\r\ng:a:1.0=compileClasspath,runtimeClasspath\r\nempty=annotationProcessor\r\nodd\r\n';
  expect(
    gradleLockfile.parse(manifestInput('gradle.lockfile', Buffer.from(text))).dependencies,
  ).toMatchObject([
    { name: 'g:a', requirement: '1.0', type: 'runtime', condition: 'compileClasspath,runtimeClasspath' },
  ]);
});

describe('gradle dependencies -q', () => {
  const text = `
------------------------------------------------------------
Root project
------------------------------------------------------------

compileClasspath - Compile classpath for source set 'main'.
+--- g:a:1.0
|    +--- g:b:{strictly 1.0} -> 2.0 (c)
|    \\--- g:c:1.0 -> h:d:3.0
+--- g:e -> 4.0 FAILED
+--- project ':core:api'
+--- project :
\\--- g:a:1.0 (*)

archives (n)
No dependencies

testCompileClasspath (n)
\\--- g:a:1.0 (n)
`;
  const parsed = gradleDependencies.parse(manifestInput('gradle-dependencies-q.txt', Buffer.from(text)));

  it('gives each module once for a configuration, as it was chosen', () => {
    expect(
      parsed.dependencies.map(({ name, requirement, type, direct, alias }) => [
        name,
        requirement,
        type,
        direct,
        alias,
      ]),
    ).toEqual([
      ['g:a', '1.0', 'compileClasspath', true, null],
      ['g:b', '2.0', 'compileClasspath', false, null],
      ['h:d', '3.0', 'compileClasspath', false, 'g:c'],
      ['g:e', '4.0', 'compileClasspath', true, null],
      ['internal:core-api', '1.0.0', 'compileClasspath', true, null],
      ['g:a', '1.0', 'testCompileClasspath', true, null],
    ]);
  });

  it('knows who requires whom', () => {
    const { nodes, edges, roots } = parsed.graph?.() ?? { nodes: [], edges: [], roots: [] };
    const id = (position: number) => nodes[position]?.id;
    expect(edges.map(([from, to]) => `${id(from)} > ${id(to)}`)).toEqual([
      'g:a@1.0 > g:b@2.0',
      'g:a@1.0 > h:d@3.0',
    ]);
    expect(roots?.map(id)).toEqual(['g:a@1.0', 'g:e@4.0', 'internal:core-api@1.0.0']);
  });
});
