import { describe, expect, it } from 'vitest';
import { convertSbom } from '../convert.ts';
import { SPDX_3 } from '../fixtures/documents.ts';
import { readSbom } from '../read.ts';
import { writeSbom } from '../write.ts';
import { validateSbom } from './index.ts';

type Node = Record<string, unknown>;
const CONTEXT = 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld';
const ID = 'https://example.com/doc#';
const validate = (value: unknown) => validateSbom(Buffer.from(JSON.stringify(value)));
const problemsOf = async (value: unknown) => (await validate(value)).problems;

const INFO = {
  type: 'CreationInfo',
  '@id': '_:info',
  specVersion: '3.0.1',
  created: '2024-03-01T12:00:00Z',
  createdBy: [`${ID}tool-maker`],
};
/** An element with what all elements must have. */
const made = (type: string, id: string, members: Node = {}): Node => ({
  type,
  spdxId: ID + id,
  creationInfo: '_:info',
  ...members,
});
const documentOf = (...elements: unknown[]) => ({
  '@context': CONTEXT,
  '@graph': [INFO, made('Organization', 'tool-maker', { name: 'Example Project' }), ...elements],
});
const problemsIn = (...elements: unknown[]) => problemsOf(documentOf(...elements));
const relation = (members: Node, type = 'Relationship') =>
  made(type, 'r', { from: `${ID}a`, relationshipType: 'contains', to: [`${ID}b`], ...members });

// Members and words as the pages of the model have them, https://spdx.github.io/spdx-spec/v3.0.1/model/.
const VALID: [string, unknown[]][] = [
  [
    'a package with hashes, identifiers, references and ranges of time',
    [
      made('software_Package', 'a', {
        name: 'left-pad',
        software_packageVersion: '1.3.0',
        software_packageUrl: 'pkg:npm/left-pad@1.3.0',
        software_primaryPurpose: 'library',
        software_additionalPurpose: ['source'],
        builtTime: '2024-02-29T00:00:00Z',
        supportLevel: ['limitedSupport'],
        verifiedUsing: [
          { type: 'Hash', algorithm: 'sha3_256', hashValue: '00' },
          { type: 'PackageVerificationCode', algorithm: 'sha1', hashValue: '00' },
        ],
        externalIdentifier: [
          {
            type: 'ExternalIdentifier',
            externalIdentifierType: 'cpe23',
            identifier: 'cpe:2.3:a:x:y:1:*:*:*:*:*:*:*',
          },
        ],
        externalRef: [
          { type: 'ExternalRef', externalRefType: 'vcs', locator: ['https://example.com/x.git'] },
        ],
        suppliedBy: `${ID}tool-maker`,
        originatedBy: [`${ID}tool-maker`, 'SpdxOrganization'],
      }),
    ],
  ],
  [
    'an element that stands within another',
    [
      made('software_File', 'f', {
        name: './a.js',
        contentType: 'text/javascript',
        creationInfo: { ...INFO, '@id': undefined, createdBy: [made('Person', 'p', { name: 'somebody' })] },
      }),
    ],
  ],
  [
    'licences of both profiles',
    [
      made('simplelicensing_LicenseExpression', 'l', {
        simplelicensing_licenseExpression: 'MIT OR LicenseRef-own',
        simplelicensing_customIdToUri: [
          { type: 'DictionaryEntry', key: 'LicenseRef-own', value: `${ID}own` },
        ],
      }),
      made('expandedlicensing_CustomLicense', 'own', {
        name: 'Own',
        simplelicensing_licenseText: 'Do as you like.',
      }),
      made('expandedlicensing_DisjunctiveLicenseSet', 'set', {
        expandedlicensing_member: [`${ID}own`, 'https://spdx.org/licenses/MIT'],
      }),
    ],
  ],
  [
    'vulnerabilities with an assessment, a VEX statement and an EPSS score',
    [
      made('security_Vulnerability', 'v', { security_publishedTime: '2024-01-01T00:00:00Z' }),
      relation(
        {
          relationshipType: 'hasAssessmentFor',
          security_score: 9.8,
          security_severity: 'critical',
          security_vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
        },
        'security_CvssV3VulnAssessmentRelationship',
      ),
      {
        ...relation(
          { relationshipType: 'doesNotAffect', security_justificationType: 'componentNotPresent' },
          'security_VexNotAffectedVulnAssessmentRelationship',
        ),
        spdxId: `${ID}vex`,
      },
      {
        ...relation(
          {
            relationshipType: 'hasAssessmentFor',
            security_probability: 0.5,
            security_percentile: 0.9,
          },
          'security_EpssVulnAssessmentRelationship',
        ),
        spdxId: `${ID}epss`,
      },
    ],
  ],
  [
    'elements of the Build, AI and Dataset profiles',
    [
      made('build_Build', 'b', {
        build_buildType: 'https://example.com/build',
        build_environment: [{ type: 'DictionaryEntry', key: 'CC', value: 'cc' }],
      }),
      made('ai_AIPackage', 'ai', { name: 'model', ai_typeOfModel: ['transformer'] }),
      made('dataset_DatasetPackage', 'ds', { name: 'numbers', dataset_datasetType: ['numeric'] }),
    ],
  ],
  [
    'extensions: the one of CycloneDX, and those of others, of types and members of their own',
    [
      made('software_Package', 'a', {
        name: 'a',
        extension: [
          {
            type: 'extension_CdxPropertiesExtension',
            extension_cdxProperty: [{ type: 'extension_CdxPropertyEntry', extension_cdxPropName: 'x' }],
          },
          { type: 'https://example.com/ns/Mine', 'https://example.com/ns/size': 3 },
        ],
      }),
      { type: 'https://example.com/ns/Free', anything: { goes: true } },
    ],
  ],
  ['a relation within a stage', [relation({ scope: 'build' }, 'LifecycleScopedRelationship')]],
];

describe('a document that is right', () => {
  it.each(VALID)('%s', async (_, elements) => {
    expect(await validate(documentOf(...elements))).toMatchObject({
      isValid: true,
      by: 'schema',
      version: '3.0.1',
      problems: [],
    });
  });

  it('of one element, without a list', async () => {
    const element = made('software_Package', 'a', {
      name: 'a',
      creationInfo: { ...INFO, '@id': undefined },
    });
    expect(await problemsOf({ '@context': CONTEXT, ...element })).toEqual([]);
    expect(await problemsOf({ '@context': CONTEXT, ...element, colour: 'red' })).toEqual([
      { path: '/colour', message: 'is no member of software_Package' },
    ]);
  });
});

const pkg = (members: Node) => made('software_Package', 'a', { name: 'a', ...members });
const hash = (members: Node) =>
  pkg({ verifiedUsing: [{ type: 'Hash', algorithm: 'md5', hashValue: '0', ...members }] });

// [what, the third element of the graph, path in it, the message or its beginning]
const BROKEN: [string, unknown, string, string][] = [
  [
    'a member that the class has not',
    pkg({ software_sbomType: ['build'] }),
    '/software_sbomType',
    'is no member of software_Package',
  ],
  ['an id that is none', pkg({ spdxId: '_:a' }), '/spdxId', 'must be an IRI'],
  ['no id', { ...pkg({}), spdxId: undefined }, '/spdxId', 'is missing'],
  ['no creation information', pkg({ creationInfo: undefined }), '/creationInfo', 'is missing'],
  [
    'creation information from nowhere',
    pkg({ creationInfo: '_:nowhere' }),
    '/creationInfo',
    'refers to nothing',
  ],
  ['a name that is no text', pkg({ name: 7 }), '/name', 'must be string'],
  ['no name of a package', pkg({ name: undefined }), '/name', 'is missing'],
  [
    'a word that is none',
    pkg({ software_primaryPurpose: 'fun' }),
    '/software_primaryPurpose',
    'must be one of "application"',
  ],
  ['one where many are', pkg({ verifiedUsing: { type: 'Hash' } }), '/verifiedUsing', 'must be array'],
  [
    'a hash of no algorithm',
    hash({ algorithm: 'sha9' }),
    '/verifiedUsing/0/algorithm',
    'must be one of "adler32"',
  ],
  ['a hash without a value', hash({ hashValue: undefined }), '/verifiedUsing/0/hashValue', 'is missing'],
  ['a member that a hash has not', hash({ size: 3 }), '/verifiedUsing/0/size', 'is no member of Hash'],
  [
    'an object of a class that does not belong there',
    hash({ type: 'ExternalRef' }),
    '/verifiedUsing/0/type',
    'must be one of Hash, PackageVerificationCode',
  ],
  [
    'an agent that is a number',
    pkg({ suppliedBy: 3 }),
    '/suppliedBy',
    'must be an id (an IRI, or a name like _:name) or an object of Organization, Person',
  ],
  ['a time in words', pkg({ builtTime: 'yesterday' }), '/builtTime', 'must be a time like'],
  [
    'a day that does not exist',
    pkg({ builtTime: '2023-02-29T00:00:00Z' }),
    '/builtTime',
    'is no time that exists',
  ],
  ['a relation to nothing', relation({ to: [] }), '/to', 'must NOT have fewer than 1 items'],
  [
    'a relation of no type',
    relation({ relationshipType: 'likes' }),
    '/relationshipType',
    'must be one of "affects"',
  ],
  [
    'a stage of a relation that has none',
    relation({ scope: 'build' }),
    '/scope',
    'is no member of Relationship',
  ],
  [
    'a score in words',
    relation(
      { security_score: 'high', security_severity: 'high', security_vectorString: 'x' },
      'security_CvssV3VulnAssessmentRelationship',
    ),
    '/security_score',
    'must be number or must be a number in digits',
  ],
  [
    'no licence expression',
    made('simplelicensing_LicenseExpression', 'l', { simplelicensing_licenseExpression: 'MIT AND' }),
    '/simplelicensing_licenseExpression',
    'must be an SPDX licence expression',
  ],
  ['a class that nothing can be of', made('Element', 'e'), '/type', '"Element" is no class of SPDX 3'],
  ['no class', { spdxId: `${ID}x` }, '/type', 'is missing'],
  [
    'a member two levels down',
    pkg({ creationInfo: { ...INFO, createdBy: [made('Person', 'p', { age: 3 })] } }),
    '/creationInfo/createdBy/0/age',
    'is no member of Person',
  ],
  ['no object', 'software_Package', '', 'must be an object'],
];

describe('a document that is wrong', () => {
  it.each(BROKEN)('%s', async (_, element, path, message) => {
    const found = await validate(documentOf(element));
    expect(found).toMatchObject({ isValid: false, by: 'schema' });
    // One fault is one problem.
    expect(found.problems.map(each => each.path)).toEqual([`/@graph/2${path}`]);
    expect(found.problems[0]?.message.slice(0, message.length)).toBe(message);
  });

  it('by what stands beside the elements', async () => {
    const good = documentOf();
    expect(await problemsOf({ ...good, '@context': 'https://example.com/' })).toEqual([
      { path: '/@context', message: 'must be the context of SPDX 3.0' },
    ]);
    expect((await problemsOf({ ...good, title: 'x' })).map(each => each.path)).toEqual(['/title']);
    const twice = made('Tool', 'tool-maker');
    expect(await problemsIn(twice)).toEqual([{ path: '/@graph/2/spdxId', message: 'is taken already' }]);
    const documents = [made('SpdxDocument', 'd'), made('SpdxDocument', 'e')];
    expect(await problemsIn(...documents)).toEqual([
      { path: '/@graph/3', message: 'is a second SpdxDocument' },
    ]);
  });

  it('in several ways at once names them all', async () => {
    const paths = (
      await problemsIn(
        pkg({ colour: 'red', name: 7, verifiedUsing: [{ type: 'Hash', algorithm: 'sha9', hashValue: 1 }] }),
        relation({ to: [3], colour: 'blue' }),
      )
    ).map(each => each.path);
    expect(paths.sort()).toEqual([
      '/@graph/2/colour',
      '/@graph/2/name',
      '/@graph/2/verifiedUsing/0/algorithm',
      '/@graph/2/verifiedUsing/0/hashValue',
      '/@graph/3/colour',
      '/@graph/3/to/0',
    ]);
  });
});

describe('an element', () => {
  it('has the members of its class alone, whatever was checked before it', async () => {
    for (const [, elements] of [...VALID, ...VALID.toReversed()]) {
      const found = await problemsIn(...elements, { ...relation({ scope: 'build' }), spdxId: `${ID}last` });
      expect(found.map(each => each.path)).toEqual([`/@graph/${2 + elements.length}/scope`]);
    }
  });
});

describe('a hostile document', () => {
  it('gets a hundred problems of many', async () => {
    const found = await validate(
      documentOf(...Array.from({ length: 5_000 }, (_, i) => made('Tool', `${i}`, { x: 1 }))),
    );
    expect([found.problems.length, found.isTruncated]).toEqual([100, true]);
  });

  it('of one element with very many values is read to its end', async () => {
    const to: unknown[] = Array.from({ length: 50_000 }, (_, i) => `${ID}${i}`);
    expect(await problemsIn(relation({ to }))).toEqual([]);
    to[40_000] = 3;
    expect((await problemsIn(relation({ to }))).map(each => each.path)).toEqual(['/@graph/2/to/40000']);
  });

  it('of elements within elements, as deep as JSON may be, ends', async () => {
    const nested = (depth: number, inner: unknown): unknown =>
      depth === 0 ? inner : nested(depth - 1, relation({ spdxId: `${ID}${depth}`, to: [inner] }));
    expect(await problemsIn(nested(90, `${ID}end`))).toEqual([]);
    const [problem] = await problemsIn(nested(90, 3));
    expect(problem?.path).toBe(`/@graph/2${'/to/0'.repeat(90)}`);
  });

  it('with members of names that mean something to JavaScript', async () => {
    const element = JSON.parse(`{"type":"constructor","__proto__":{"type":"Tool"},"toString":1}`);
    expect((await problemsIn(element)).map(each => each.path)).toEqual(['/@graph/2/type']);
    const tool = `{"type":"Tool","spdxId":"a:b","creationInfo":"_:info","__proto__":1,"a/b~c":2}`;
    const text = JSON.stringify(documentOf('HERE')).replace('"HERE"', tool);
    const { problems } = await validateSbom(Buffer.from(text));
    expect(problems.map(each => each.path).sort()).toEqual(['/@graph/2/__proto__', '/@graph/2/a~1b~0c']);
  });
});

describe('what is written', () => {
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
    version: 2,
    metadata: {
      timestamp: '2024-03-01T12:00:00.123+01:00',
      lifecycles: [{ phase: 'build' }],
      authors: [{ name: 'An Author', email: 'author@example.com' }],
      tools: { components: [{ type: 'application', name: 'tool', version: '1' }] },
      component: { type: 'application', 'bom-ref': 'root', name: 'root', scope: 'required' },
      properties: [{ name: 'a', value: '' }],
    },
    components: [
      {
        type: 'machine-learning-model',
        'bom-ref': 'odd ref äö',
        group: 'example',
        name: 'a',
        version: '1',
        purl: 'pkg:npm/a@1',
        cpe: 'cpe:2.3:a:x:a:1:*:*:*:*:*:*:*',
        publisher: 'Somebody',
        supplier: { name: 'Supplier', url: ['https://example.com/'] },
        hashes: [
          { alg: 'SHA-256', content: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
        ],
        licenses: [
          { license: { name: 'Own', text: { content: 'Do as you like.' }, url: 'https://example.com/l' } },
        ],
        externalReferences: [
          { type: 'vcs', url: 'https://example.com/a' },
          { type: 'bom', url: 'https://example.com/b' },
        ],
        components: [
          { type: 'cryptographic-asset', name: 'inner' },
          { type: 'file', name: 'f' },
        ],
      },
    ],
    dependencies: [{ ref: 'root', dependsOn: ['odd ref äö'] }, { ref: 'odd ref äö' }],
    vulnerabilities: [
      {
        id: 'CVE-2024-0001',
        ratings: [
          { severity: 'high', score: 7.5, method: 'CVSSv31', vector: 'AV:N' },
          { severity: 'low', score: 2, method: 'CVSSv2', vector: 'AV:N' },
          { severity: 'none', score: 0, method: 'CVSSv4', vector: 'AV:N' },
        ],
        advisories: [{ url: 'https://example.com/advisory' }],
        affects: [{ ref: 'odd ref äö' }],
      },
    ],
  };

  it('from CycloneDX, with all that SPDX 3 has a place for', async () => {
    const { text } = convertSbom(Buffer.from(JSON.stringify(bom)), { notation: 'spdx3-json' });
    const types = new Set(JSON.parse(text)['@graph'].map((each: Node) => each.type));
    for (const type of [
      'security_CvssV2VulnAssessmentRelationship',
      'expandedlicensing_CustomLicense',
      'Person',
    ])
      expect(types).toContain(type);
    expect(await problemsOf(JSON.parse(text))).toEqual([]);
  });

  it('of what was read as SPDX 3 and changed', async () => {
    const { sbom } = readSbom(Buffer.from(JSON.stringify(SPDX_3)));
    const [root, leftPad] = sbom.components;
    if (root === undefined || leftPad === undefined) throw new Error('no components');
    leftPad.declared = {
      state: 'stated',
      claims: [{ id: null, expression: 'MIT OR ISC', name: null, text: null, url: null }],
    };
    leftPad.supplier = { kind: 'person', name: 'somebody', email: null, url: 'https://example.com/' };
    sbom.edges.push({ from: leftPad.id, to: root.id, kind: 'test-of', scope: null });
    const { text } = writeSbom(sbom, { notation: 'spdx3-json' });
    expect(text).toContain('MIT OR ISC');
    expect(await problemsOf(JSON.parse(text))).toEqual([]);
  });
});
