/**
 * Debian and Ubuntu from a signed mirror over real HTTP to the answer of our API. They are not among the recordings of
 * registries.test.ts: a recording cannot be signed by a key of ours.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DebianMirror, type MirrorSuite, startDebianMirror } from './debian-mirror.ts';
import { checkerOf, openContract } from './openapi-contract.ts';
import { openRegistryWorld, type RegistryWorld } from './registry-world.ts';

const PACKAGES = `Package: hello
Version: 2.10-3
Architecture: amd64
Maintainer: Example Team <team@example.org>
Depends: libc6 (>= 2.34)
Homepage: https://www.gnu.org/software/hello/
Section: devel
Filename: pool/main/h/hello/hello_2.10-3_amd64.deb
Size: 53088
SHA256: 0f1f9b5a7b6b3c1d9f3f5a3e2c1d0b9a8f7e6d5c4b3a29181716151413121110
Description: example package based on GNU hello

Package: python3-example
Version: 1:1.0~rc1-1
Architecture: all
Maintainer: Example Team <team@example.org>
Depends: python3:any, hello
Section: python
Filename: pool/main/p/python-example/python3-example_1.0~rc1-1_all.deb
Size: 1000
SHA256: 1f1f9b5a7b6b3c1d9f3f5a3e2c1d0b9a8f7e6d5c4b3a29181716151413121110
Description: example of an epoch and a pre-release
`;
const SOURCES = `Package: hello
Binary: hello
Version: 2.10-3
Maintainer: Example Team <team@example.org>
Vcs-Git: https://salsa.debian.org/sanvila/hello.git
Section: devel
Directory: pool/main/h/hello
`;

const contract = openContract('packages');
if (!contract.present)
  console.warn('packages.yaml is not beside the repository: answers are not checked against it');
const problems = checkerOf(
  contract.answerOf(contract.paths['/registries/{registryName}/packages/{packageName}']?.get),
);

describe.each([
  {
    id: 'debian',
    registry: 'debian-12',
    codename: 'bookworm',
    label: 'Debian',
    pockets: ['', '-updates', '-security'],
  },
  {
    id: 'ubuntu',
    registry: 'ubuntu-24.04',
    codename: 'noble',
    label: 'Ubuntu',
    pockets: ['', '-updates', '-security'],
  },
])('$id', ({ id, registry, codename, label, pockets }) => {
  let mirror: DebianMirror;
  let world: RegistryWorld;
  beforeAll(async () => {
    const suites = pockets.map(
      (pocket): MirrorSuite => ({
        path: `${codename}${pocket}`,
        codename: `${codename}${pocket}`,
        label,
        origin: label,
        indexes: {
          'main/binary-amd64/Packages': pocket === '' ? PACKAGES : '',
          'main/source/Sources': pocket === '' ? SOURCES : '',
        },
      }),
    );
    mirror = await startDebianMirror({ suites });
    world = await openRegistryWorld([], {
      [`ECOSYSTEMS_${id.toUpperCase()}_MIRROR`]: mirror.url,
      [`ECOSYSTEMS_${id.toUpperCase()}_KEYRING`]: mirror.keyring,
      ECOSYSTEMS_ALLOW_PRIVATE_HOSTS: mirror.host,
    });
  });
  afterAll(async () => {
    await world?.close();
    await mirror?.close();
  });

  test('what a signed index says is what the API answers', async () => {
    expect(await world.run([world.jobFor(registry, 'hello')])).toEqual([]);
    const at = (name: string) => `/packages/api/v1/registries/${registry}/packages/${name}`;
    const { status, body } = await world.get(at('hello'));
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        ecosystem: id,
        name: 'hello',
        latest_release_number: '2.10-3',
        homepage: 'https://www.gnu.org/software/hello/',
        repository_url: 'https://salsa.debian.org/sanvila/hello',
        dependent_packages_count: 1,
      }),
    ]);
    expect(problems(body)).toEqual([]);
    const odd = await world.get(at('python3-example'));
    expect(odd.body).toMatchObject({ name: 'python3-example', latest_release_number: '1:1.0~rc1-1' });
  });

  test.each(['bad-signature', 'unknown-key', 'unsigned'] as const)('%s changes nothing', async fault => {
    await mirror.setFault(fault);
    const [job] = await world.run([world.jobFor(registry, 'hello')]);
    expect(job?.error).toMatch(/^(?:verification-failed|malformed)/);
    const { body } = await world.get(`/packages/api/v1/registries/${registry}/packages/hello`);
    expect(body).toMatchObject({ latest_release_number: '2.10-3', status: null });
    await mirror.setFault(null);
    await world.tidy();
  });
});
