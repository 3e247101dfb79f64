import { createHash, sign } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { UpstreamError } from '../../core/errors.ts';
import { type Attestation, verdictOf } from '../attest.ts';
import { type Answer, attestContext, attestRelease, outcomes } from '../families/attest/fixtures/context.ts';
import {
  type Bundle,
  flipped,
  type MockSigstore,
  mockSigstore,
  testKey,
} from '../families/attest/fixtures/sigstore.ts';
import { npmReader } from './attest.ts';

const NAME = '@scope/thing';
const VERSION = '1.2.3';
const REPOSITORY = 'https://github.com/example/thing';
const MANIFEST = 'https://npm.example/@scope%2Fthing/1.2.3';
const TARBALL = 'https://npm.example/@scope/thing/-/thing-1.2.3.tgz';
const ATTESTATIONS = 'https://npm.example/-/npm/v1/attestations/@scope%2fthing@1.2.3';
const KEYS = 'https://npm.example/-/npm/v1/keys';
const PUBLISHED = '2026-03-04T05:06:10.000Z';
const tarball = Buffer.from('the bytes of a tarball, which nobody unpacks');

const sum = (algorithm: string, encoding: 'hex' | 'base64', of: Uint8Array = tarball) =>
  createHash(algorithm).update(of).digest(encoding);
const integrity = `sha512-${sum('sha512', 'base64')}`;

const signing = testKey('SHA256:signing', 'npm:signatures');
const publishing = testKey('SHA256:signing', 'npm:attestations');
const vouched = [signing.registry, publishing.registry];

function signature(key = signing, of = `${NAME}@${VERSION}:${integrity}`) {
  return { keyid: key.registry.id, sig: sign('sha256', Buffer.from(of), key.privateKey).toString('base64') };
}

const subject = [{ name: `pkg:npm/%40scope/thing@${VERSION}`, digest: { sha512: sum('sha512', 'hex') } }];
const provenanceOf = (repository = REPOSITORY) => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject,
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {
    buildDefinition: { externalParameters: { workflow: { repository, ref: 'refs/tags/v1.2.3' } } },
  },
});
const publication = {
  _type: 'https://in-toto.io/Statement/v0.1',
  subject,
  predicateType: 'https://github.com/npm/attestation/tree/main/specs/publish/v0.1',
  predicate: { name: NAME, version: VERSION, registry: 'https://npm.example' },
};

let sigstore: MockSigstore;
let provenance: Bundle;
let publish: Bundle;
beforeAll(async () => {
  sigstore = await mockSigstore();
  provenance = await sigstore.byWorkflow(provenanceOf(), { repository: REPOSITORY });
  publish = await sigstore.byKey(publication, publishing);
});

function manifestOf(dist: Record<string, unknown> = {}, over: Record<string, unknown> = {}) {
  return {
    name: NAME,
    version: VERSION,
    repository: { type: 'git', url: 'git+https://github.com/Example/thing.git' },
    dist: {
      tarball: TARBALL,
      integrity,
      shasum: sum('sha1', 'hex'),
      signatures: [signature()],
      attestations: {
        url: 'https://elsewhere.example/-/npm/v1/attestations/@scope%2fthing@1.2.3',
        provenance: {},
      },
      ...dist,
    },
    ...over,
  };
}

interface Case {
  manifest?: object;
  answers?: Record<string, Answer>;
  bundles?: Bundle[];
  keys?: typeof vouched;
  publishedAt?: string | null;
  now?: Date;
  recorded?: string | null;
}

async function attest(given: Case = {}): Promise<Attestation> {
  const { bundles = [publish, provenance] } = given;
  const attestations = bundles.map((bundle, i) => ({
    predicateType: i === 0 ? publication.predicateType : provenanceOf().predicateType,
    bundle,
  }));
  const context = attestContext({
    answers: {
      [MANIFEST]: JSON.stringify(given.manifest ?? manifestOf()),
      [TARBALL]: tarball,
      [ATTESTATIONS]: JSON.stringify({ attestations }),
      ...given.answers,
    },
    files: { '/trust.json': sigstore.root },
    settings: { sigstore_trusted_root: '/trust.json' },
    ...(given.now ? { now: given.now } : {}),
  });
  const { publishedAt = PUBLISHED, recorded = integrity } = given;
  return npmReader(() => given.keys ?? vouched).attest(
    context,
    attestRelease({ name: NAME, version: VERSION, publishedAt, integrity: recorded, downloadUrl: TARBALL }),
  );
}

const outcomeOf = ({ checks }: Attestation, id: string) => checks.find(check => check.id === id)?.outcome;

describe('a release in order', () => {
  it('is verified in every respect', async () => {
    const { artifacts, checks } = await attest();
    expect(outcomes(checks)).toEqual([
      'integrity=verified',
      'shasum=verified',
      'registry-signature=verified',
      'publish=verified',
      'provenance=verified',
      'recorded-digest=verified',
    ]);
    expect(artifacts).toMatchObject([
      {
        name: 'thing-1.2.3.tgz',
        url: TARBALL,
        size: tarball.length,
        digests: { sha512: sum('sha512', 'hex') },
      },
    ]);
    expect(checks.find(check => check.id === 'provenance')?.evidence).toMatchObject({
      identity: `${REPOSITORY}/.github/workflows/release.yml@refs/tags/v1.2.3`,
      issuer: 'https://token.actions.githubusercontent.com',
      repository: REPOSITORY,
      ref: 'refs/tags/v1.2.3',
      loggedAt: '2026-03-04T05:06:07.000Z',
      inclusionProof: true,
    });
    expect(verdictOf(checks)).toMatchObject({ intact: { answer: 'yes' }, authentic: { answer: 'yes' } });
  });

  it('of an old release without signatures is intact, and nobody knows whether authentic', async () => {
    const old = manifestOf({ integrity: undefined, signatures: undefined, attestations: undefined });
    const { checks } = await attest({ manifest: old, recorded: `sha1-${sum('sha1', 'hex')}` });
    expect(outcomes(checks)).toEqual([
      'integrity=absent',
      'shasum=verified',
      'registry-signature=absent',
      'attestations=absent',
      'recorded-digest=verified',
    ]);
    expect(verdictOf(checks)).toMatchObject({ intact: { answer: 'yes' }, authentic: { answer: 'unknown' } });
  });

  it('sends credentials to the registry alone', async () => {
    const elsewhere = 'https://files.example/thing-1.2.3.tgz';
    const sent: string[] = [];
    const context = attestContext({
      answers: { [MANIFEST]: JSON.stringify(manifestOf({ tarball: elsewhere })), [elsewhere]: tarball },
    });
    const { request, stream } = context.io.http;
    const note = (of: { url: string; headers?: Record<string, string> }) =>
      sent.push(`${new URL(of.url).host} ${of.headers?.authorization}`);
    context.io.http.request = of => {
      note(of);
      return request(of);
    };
    context.io.http.stream = of => {
      note(of);
      return stream(of);
    };
    await npmReader(() => vouched).attest(context, attestRelease({ name: NAME, version: VERSION }));
    expect(sent).toContain('npm.example token');
    expect(sent).toContain('files.example undefined');
    expect(sent).not.toContain('files.example token');
  });
});

describe('a file that is not the one published', () => {
  const other = Buffer.from(tarball);
  other[7] = (other[7] as number) ^ 1;
  it.each([
    ['one byte differs', other],
    ['it is cut short', tarball.subarray(0, -1)],
    ['it is longer', Buffer.concat([tarball, Buffer.from([0])])],
    ['it is empty', Buffer.alloc(0)],
  ])('%s', async (_, bytes) => {
    const { checks } = await attest({ answers: { [TARBALL]: bytes } });
    for (const id of ['integrity', 'shasum', 'publish', 'provenance', 'recorded-digest'])
      expect([id, outcomeOf({ artifacts: [], checks }, id)]).toEqual([id, 'failed']);
    expect(verdictOf(checks)).toMatchObject({ intact: { answer: 'no' }, authentic: { answer: 'no' } });
  });

  it('is damaged where the transfer was cut', async () => {
    const cut = new UpstreamError('malformed', 'the body was cut short');
    const { checks } = await attest({ answers: { [TARBALL]: cut } });
    expect(outcomeOf({ artifacts: [], checks }, 'integrity')).toBe('failed');
    expect(verdictOf(checks).intact.answer).toBe('no');
  });

  it('is unknown where it cannot be had', async () => {
    const away = new UpstreamError('unreachable', 'no connection');
    const { checks } = await attest({ answers: { [TARBALL]: away } });
    expect(outcomes(checks)).toContain('integrity=unknown');
    expect(verdictOf(checks)).toMatchObject({
      intact: { answer: 'unknown' },
      authentic: { answer: 'unknown' },
    });
  });

  it('is noticed when registry and file agree and the index remembers another', async () => {
    const found = await attest({ recorded: `sha512-${sum('sha512', 'base64', other)}` });
    expect(outcomeOf(found, 'integrity')).toBe('verified');
    expect(outcomeOf(found, 'recorded-digest')).toBe('failed');
  });

  it.each([
    ['integrity', { integrity: `sha512-${flipped(sum('sha512', 'base64'))}` }],
    ['integrity', { integrity: 'sha512-short' }],
    ['shasum', { shasum: sum('sha1', 'hex', other) }],
  ])('%s of the document is wrong', async (id, dist) => {
    expect(outcomeOf(await attest({ manifest: manifestOf(dist) }), id)).toBe('failed');
  });

  it.each([
    ['another version', { version: '1.2.4' }],
    ['another package', { name: 'thing' }],
  ])('the document is of %s', async (_, over) => {
    expect(outcomeOf(await attest({ manifest: manifestOf({}, over) }), 'manifest')).toBe('failed');
  });
});

describe("the registry's signature", () => {
  const signed = async (dist: object, given: Case = {}) =>
    outcomeOf(await attest({ manifest: manifestOf({ ...dist }), ...given }), 'registry-signature');

  it('fails with one bit turned', async () => {
    const { keyid, sig } = signature();
    expect(await signed({ signatures: [{ keyid, sig: flipped(sig) }] })).toBe('failed');
  });
  it('fails when it was swapped with that of another version or package', async () => {
    expect(await signed({ signatures: [signature(signing, `${NAME}@1.2.4:${integrity}`)] })).toBe('failed');
    expect(await signed({ signatures: [signature(signing, `thing@${VERSION}:${integrity}`)] })).toBe(
      'failed',
    );
  });
  it('fails when the integrity that it signs was changed', async () => {
    expect(await signed({ integrity: `sha512-${flipped(sum('sha512', 'base64'))}` })).toBe('failed');
  });
  it('fails when another key made it under this name', async () => {
    const { sig } = signature(testKey('SHA256:other', 'npm:signatures'));
    expect(await signed({ signatures: [{ keyid: signing.registry.id, sig }] })).toBe('failed');
  });
  it('fails when the key had expired before the release', async () => {
    const key = testKey('SHA256:old', 'npm:signatures', { end: '2026-01-01T00:00:00.000Z' });
    const given = { keys: [key.registry] };
    expect(await signed({ signatures: [signature(key)] }, given)).toBe('failed');
    expect(
      await signed({ signatures: [signature(key)] }, { ...given, publishedAt: '2025-12-31T00:00:00.000Z' }),
    ).toBe('verified');
    expect(await signed({ signatures: [signature(key)] }, { ...given, publishedAt: null })).toBe('unknown');
  });
  it.each([['garbage'], [''], [null], [7]])('fails where it is %j', async sig => {
    expect(await signed({ signatures: [{ keyid: signing.registry.id, sig }] })).toBe('failed');
  });

  const served = (expires: unknown, key = signing) =>
    JSON.stringify({ keys: [{ keyid: key.registry.id, expires, key: key.registry.der.toString('base64') }] });
  it('is verified with a key that only the registry serves, with its expiry', async () => {
    const given = (expires: unknown) => ({ keys: [], answers: { [KEYS]: served(expires) } });
    expect(await signed({}, given(null))).toBe('verified');
    expect(await signed({}, given('2027-01-01T00:00:00.000Z'))).toBe('verified');
    expect(await signed({}, given('2026-01-01T00:00:00.000Z'))).toBe('failed');
    expect(await signed({}, given('whenever'))).toBe('failed');
  });
  it('is not verified with a key that the registry puts in place of a vouched one', async () => {
    const forged = testKey(signing.registry.id, 'npm:signatures');
    const answers = { [KEYS]: served(null, forged) };
    expect(await signed({ signatures: [signature(forged)] }, { answers })).toBe('failed');
  });
  it('is unknown where nobody has the key', async () => {
    expect(await signed({}, { keys: [] })).toBe('unknown');
    expect(
      await signed({}, { keys: [], answers: { [KEYS]: new UpstreamError('timeout', 'too late') } }),
    ).toBe('unknown');
  });
});

const ENTRY = ['verificationMaterial', 'tlogEntries', '0'];

/** Changes the member at a path. */
function at(path: string[], change: (value: Bundle) => unknown): (bundle: Bundle) => void {
  return bundle => {
    const last = path.at(-1) as string;
    const holder = path.slice(0, -1).reduce((value, name) => value[name], bundle);
    holder[last] = change(holder[last]);
  };
}
const turned = (...path: string[]) => at(path, flipped);
const set = (value: unknown, ...path: string[]) => at(path, () => value);

describe('attestations', () => {
  const damaged: [what: string, change: (bundle: Bundle) => void][] = [
    ['payload', turned('dsseEnvelope', 'payload')],
    ['signature', turned('dsseEnvelope', 'signatures', '0', 'sig')],
    ['log entry', turned(...ENTRY, 'canonicalizedBody')],
    ['promise of inclusion', turned(...ENTRY, 'inclusionPromise', 'signedEntryTimestamp')],
    ['root of the log', turned(...ENTRY, 'inclusionProof', 'rootHash')],
    ['index in the log', set('1', ...ENTRY, 'logIndex')],
    ['time of the log', set('1772600768', ...ENTRY, 'integratedTime')],
    ['key of the log', turned(...ENTRY, 'logId', 'keyId')],
    ['no log entry', set([], 'verificationMaterial', 'tlogEntries')],
    ['no signature', set([], 'dsseEnvelope', 'signatures')],
    ['another payload type', set('text/plain', 'dsseEnvelope', 'payloadType')],
    ['no envelope', set(undefined, 'dsseEnvelope')],
  ];
  it.each(damaged)('%s: both bundles fail', async (_, change) => {
    const bundles = [publish, provenance].map(bundle => structuredClone(bundle));
    for (const bundle of bundles) change(bundle);
    const found = await attest({ bundles });
    expect([outcomeOf(found, 'publish'), outcomeOf(found, 'provenance')]).toEqual(['failed', 'failed']);
    expect(verdictOf(found.checks).authentic.answer).toBe('no');
  });

  it('fails with one bit of the certificate turned', async () => {
    const bundle = structuredClone(provenance);
    const [certificate] = bundle.verificationMaterial.x509CertificateChain.certificates;
    certificate.rawBytes = flipped(certificate.rawBytes);
    expect(outcomeOf(await attest({ bundles: [publish, bundle] }), 'provenance')).toBe('failed');
  });

  it.each([[null], ['text'], [{}], [[]], [{ mediaType: 'x' }]])(
    'fails where a bundle is %j',
    async bundle => {
      expect(outcomeOf(await attest({ bundles: [bundle, provenance] }), 'publish')).toBe('failed');
    },
  );

  it('fails when an authority that nobody trusts vouches for it', async () => {
    const other = await (await mockSigstore()).byWorkflow(provenanceOf(), { repository: REPOSITORY });
    expect(outcomeOf(await attest({ bundles: [publish, other] }), 'provenance')).toBe('failed');
  });

  it('fails when it is from the future', async () => {
    const found = await attest({ now: new Date('2026-03-04T04:00:00.000Z') });
    expect(outcomeOf(found, 'provenance')).toBe('failed');
  });

  it('fails when it is about another version, package or file', async () => {
    const about = async (of: object) => {
      const bundle = await sigstore.byWorkflow({ ...provenanceOf(), ...of }, { repository: REPOSITORY });
      return outcomeOf(await attest({ bundles: [publish, bundle] }), 'provenance');
    };
    const { digest } = subject[0] as (typeof subject)[0];
    expect(await about({ subject: [{ name: 'pkg:npm/%40scope/thing@1.2.4', digest }] })).toBe('failed');
    expect(await about({ subject: [{ name: 'pkg:npm/thing@1.2.3', digest }] })).toBe('failed');
    expect(await about({ subject: [{ name: subject[0]?.name, digest: { sha512: 'ab'.repeat(64) } }] })).toBe(
      'failed',
    );
    expect(
      await about({ subject: [{ name: subject[0]?.name, digest: { sha256: sum('sha256', 'hex') } }] }),
    ).toBe('failed');
    expect(await about({ subject: [...subject, { name: 'pkg:npm/other@1', digest }] })).toBe('failed');
    expect(await about({ subject: [] })).toBe('failed');
    expect(await about({ subject: [{ name: `pkg:npm/@scope/thing@${VERSION}`, digest }] })).toBe('verified');
  });

  it('fails when the repository is not that of package.json, or not that of the certificate', async () => {
    const evil = 'https://github.com/attacker/thing';
    const built = async (stated: string, repository: string, issuer?: string) => {
      const bundle = await sigstore.byWorkflow(provenanceOf(stated), { repository, issuer });
      return outcomeOf(await attest({ bundles: [publish, bundle] }), 'provenance');
    };
    expect(await built(evil, evil)).toBe('failed');
    expect(await built(REPOSITORY, evil)).toBe('failed');
    expect(await built(evil, REPOSITORY)).toBe('failed');
    expect(await built(REPOSITORY, REPOSITORY, 'https://login.example')).toBe('unknown');
    const without = manifestOf({}, { repository: undefined });
    expect(outcomeOf(await attest({ manifest: without }), 'provenance')).toBe('failed');
  });

  it('fails when a workflow claims to be the registry, or the registry a workflow', async () => {
    const bundles = [
      await sigstore.byWorkflow(publication, { repository: REPOSITORY }),
      await sigstore.byKey(provenanceOf(), publishing),
    ];
    const found = await attest({ bundles });
    expect([outcomeOf(found, 'publish'), outcomeOf(found, 'provenance')]).toEqual(['failed', 'failed']);
  });

  it('fails when the key of the registry had expired, or signs other things', async () => {
    const old = testKey('SHA256:old', 'npm:attestations', { end: '2026-03-04T05:06:06.000Z' });
    const bundle = await sigstore.byKey(publication, old);
    const keys = [...vouched, old.registry];
    expect(outcomeOf(await attest({ bundles: [bundle, provenance], keys }), 'publish')).toBe('failed');
    const other = testKey('SHA256:other', 'npm:signatures');
    const wrong = await sigstore.byKey(publication, other);
    expect(
      outcomeOf(
        await attest({ bundles: [wrong, provenance], keys: [...vouched, other.registry] }),
        'publish',
      ),
    ).toBe('failed');
  });

  it('fails when the registry states a provenance and leaves it out', async () => {
    expect(outcomeOf(await attest({ bundles: [publish] }), 'provenance')).toBe('failed');
    expect(outcomeOf(await attest({ bundles: [] }), 'attestations')).toBe('failed');
  });

  it('are unknown where the registry names them and does not give them', async () => {
    const found = await attest({ answers: { [ATTESTATIONS]: { status: 404 } } });
    expect(outcomeOf(found, 'attestations')).toBe('unknown');
  });
});
