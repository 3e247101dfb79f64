/** Maven's own resolver, over the names of this ecosystem. README.md tells what it does and where its rules come from. */
import { mavenResolver } from '../families/maven-repository/resolution/resolver.ts';
import { artifactOf } from './names.ts';

export default mavenResolver({ artifactOf, nameOf: ({ group, artifact }) => `${group}:${artifact}` });
