/**
 * What a jar says of itself: `META-INF/maven/<group>/<artifact>/pom.properties`, which Maven writes, and `META-INF/MANIFEST.MF`
 * (https://docs.oracle.com/en/java/javase/21/docs/specs/jar/jar.html#jar-manifest). Neither names what the jar depends on, but
 * for the bundles that a manifest of OSGi requires, which have names of their own.
 */
import { linesOf } from '../../../formats/text.ts';
import { ManifestError, type ManifestReader } from '../../manifest.ts';

const MAX_HEADERS = 10_000;

export const pomProperties: ManifestReader = {
  parse(input) {
    const values = new Map<string, string>();
    for (const line of linesOf(input.text)) {
      const equals = line.indexOf('=');
      if (equals <= 0 || line.startsWith('#') || values.size >= MAX_HEADERS) continue;
      values.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim());
    }
    const [group, artifact] = [values.get('groupId'), values.get('artifactId')];
    if (!group || !artifact) throw new ManifestError('not-this-format', 'neither groupId nor artifactId');
    return {
      dependencies: [],
      project: { name: `${group}:${artifact}`, version: values.get('version') || null, license: null },
    };
  },
};

export const jarManifest: ManifestReader = {
  parse(input) {
    const headers = headersIn(input.text);
    if (!headers.has('manifest-version'))
      throw new ManifestError('not-this-format', 'a manifest of a jar begins with Manifest-Version');
    const first = (...names: string[]) =>
      names.map(name => headers.get(name)?.trim()).find(value => value !== undefined && value !== '') ?? null;
    const bundle = first('bundle-symbolicname');
    return {
      dependencies: [],
      project: {
        // Parameters of the name follow a semicolon: `org.example;singleton:=true`.
        name: bundle?.split(';', 1)[0]?.trim() ?? first('automatic-module-name', 'implementation-title'),
        version: first('bundle-version', 'implementation-version', 'specification-version'),
        license: first('bundle-license'),
      },
    };
  },
};

/**
 * `release` at the root of a JDK or JRE: shell assignments, of which JAVA_VERSION is the version and IMPLEMENTOR who built it
 * (https://openjdk.org/jeps/223 and JDK-8193838). It depends on nothing.
 */
export const jdkRelease: ManifestReader = {
  parse(input) {
    const values = new Map<string, string>();
    for (const line of linesOf(input.text)) {
      const equals = line.indexOf('=');
      if (equals <= 0 || values.size >= MAX_HEADERS) continue;
      const value = line.slice(equals + 1).trim();
      const isQuoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
      values.set(line.slice(0, equals).trim(), isQuoted ? value.slice(1, -1) : value);
    }
    const version = values.get('JAVA_VERSION');
    if (!version) throw new ManifestError('not-this-format', 'release: no JAVA_VERSION');
    return {
      dependencies: [],
      project: { name: values.get('IMAGE_TYPE')?.toLowerCase() || 'java', version, license: null },
    };
  },
};

/** The main section. A line that begins with a space goes on with the one before. */
function headersIn(text: string): Map<string, string> {
  const headers = new Map<string, string>();
  let name = '';
  let pieces: string[] = [];
  const end = () => {
    if (name !== '' && !headers.has(name)) headers.set(name, pieces.join(''));
  };
  for (const line of linesOf(text)) {
    if (line === '' || headers.size >= MAX_HEADERS) break;
    if (line.startsWith(' ')) {
      pieces.push(line.slice(1));
      continue;
    }
    end();
    const colon = line.indexOf(':');
    name = colon > 0 ? line.slice(0, colon).toLowerCase() : '';
    pieces = [line.slice(colon + 1)];
  }
  end();
  return headers;
}
