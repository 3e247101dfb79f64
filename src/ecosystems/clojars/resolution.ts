/** Leiningen resolves as Maven does, with Maven's own resolver; here over the names of Clojars. */
import { mavenResolver } from '../families/maven-repository/resolution/resolver.ts';
import { artifactOf, names } from './names.ts';

export default mavenResolver({
  artifactOf,
  nameOf: ({ group, artifact }) => names.normalise(`${group}/${artifact}`),
});
