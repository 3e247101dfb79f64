import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../../../core/errors.ts';
import { checkXsdWithin } from '../../../io/xsd.ts';
import { SPDX_3, SPDX_23 } from '../fixtures/documents.ts';
import { SUITE_FILES, suiteFile } from '../fixtures/suite.ts';
import { xsdErrors } from './cyclonedx-xml.ts';
import { validateSbom } from './index.ts';

const documents = (kind: 'valid' | 'invalid', ending: string) =>
  SUITE_FILES.filter(name => name.includes(`/${kind}-`) && name.endsWith(ending));

describe('the suite of CycloneDX', () => {
  it.each(documents('valid', '.json'))('%s is valid', async name => {
    expect(await validateSbom(suiteFile(name))).toMatchObject({ isValid: true, problems: [], by: 'schema' });
  });

  it.each(documents('invalid', '.json'))('%s is refused with a reason', async name => {
    const outcome = await validateSbom(suiteFile(name)).catch(error => error);
    if (outcome instanceof Error) expect(outcome.message).toMatch(/^SBOM: /);
    else {
      expect(outcome.isValid).toBe(false);
      expect(outcome.problems[0]?.message).not.toBe('');
    }
  });

  // One run of libxml2 for all documents of a version, since its start takes most of the time.
  it.each(['1.4', '1.5'])('XML of %s', async version => {
    const files = (kind: 'valid' | 'invalid') =>
      documents(kind, '.xml')
        .filter(name => name.startsWith(version) && !name.includes('invalid-namespace'))
        .map(name => ({
          name: name.slice(4),
          xml: suiteFile(name)
            .toString()
            .replace(/^\s*<\?xml[^>]*\?>/, ''),
        }));
    const invalid = files('invalid');
    const errors = await xsdErrors([...files('valid'), ...invalid], version);
    expect([...errors.keys()].sort()).toEqual(invalid.map(each => each.name).sort());
  });

  it.skipIf(SUITE_FILES.length === 0)('says where XML is wrong, and why', async () => {
    const outcome = await validateSbom(suiteFile('1.5/invalid-component-type-1.5.xml'));
    expect(outcome).toMatchObject({
      isValid: false,
      by: 'schema',
      notation: 'cyclonedx-xml',
      version: '1.5',
    });
    expect(outcome.problems[0]?.path).toMatch(/^line \d+$/);
    expect(outcome.problems[0]?.message).toContain("attribute 'type'");
  });

  it.skipIf(SUITE_FILES.length === 0)('refuses a namespace of no version', async () => {
    await expect(validateSbom(suiteFile('1.5/invalid-namespace-1.5.xml'))).rejects.toMatchObject({
      code: 'malformed',
    });
  });
});

describe('the check of XML', () => {
  const bom = Buffer.from(
    '<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1"><components><component type="library"><name>a</name></component></components></bom>',
  );

  it('that took too long says nothing of the document', async () => {
    const late = new UpstreamError('timeout', 'the check against the schema took more than 1 s');
    await expect(validateSbom(bom, { checkXsd: () => Promise.reject(late) })).rejects.toBe(late);
  });

  it('that gave up is a problem', async () => {
    const gaveUp = new UpstreamError('malformed', 'XML: libxml2 gave up');
    expect(await validateSbom(bom, { checkXsd: () => Promise.reject(gaveUp) })).toMatchObject({
      isValid: false,
      problems: [{ path: '', message: 'XML: libxml2 gave up' }],
    });
  });

  it('is given the document, its schema, and the licences that the schema includes', async () => {
    expect(await validateSbom(bom, { checkXsd: checkXsdWithin(120_000) })).toMatchObject({ isValid: true });
  });
});

const problemsOf = async (value: unknown) =>
  (await validateSbom(Buffer.from(JSON.stringify(value)))).problems;

describe('SPDX 2', () => {
  it('takes a document that is right', async () => {
    // The relation to another document is right as well: it is among externalDocumentRefs.
    expect(await problemsOf(SPDX_23)).toEqual([]);
  });

  it.each([
    ['dataLicense', 'MIT', '/dataLicense'],
    ['documentNamespace', 'no uri', '/documentNamespace'],
    ['creationInfo', { creators: [], created: 'yesterday' }, '/creationInfo/creators'],
    ['name', 7, '/name'],
    ['invented', true, '/invented'],
    ['packages', {}, '/packages'],
    [
      'relationships',
      [
        {
          spdxElementId: 'SPDXRef-DOCUMENT',
          relationshipType: 'DESCRIBES',
          relatedSpdxElement: 'SPDXRef-nowhere',
        },
      ],
      '/relationships/0/relatedSpdxElement',
    ],
    [
      'relationships',
      [{ spdxElementId: 'SPDXRef-root', relationshipType: 'LIKES', relatedSpdxElement: 'SPDXRef-root' }],
      '/relationships/0/relationshipType',
    ],
  ])('finds what is wrong with %s', async (member, value, path) => {
    const problems = await problemsOf({ ...SPDX_23, [member]: value });
    expect(problems.map(each => each.path)).toContain(path);
  });

  it('by the official schema, which knows what the rules let pass', async () => {
    const file = { SPDXID: 'SPDXRef-f', fileName: './a' };
    const found = await validateSbom(Buffer.from(JSON.stringify({ ...SPDX_23, files: [file] })));
    expect(found.by).toBe('schema');
    expect(found.problems).toContainEqual({
      path: '/files/0',
      message: "must have required property 'checksums'",
    });
    const [root] = SPDX_23.packages;
    // The schema of 2.3 spells it with an underscore, that of tag-value with a dash.
    const purposes = async (primaryPackagePurpose: string) =>
      problemsOf({
        ...SPDX_23,
        packages: [{ ...root, primaryPackagePurpose }, ...SPDX_23.packages.slice(1)],
      });
    expect(await purposes('OPERATING_SYSTEM')).toEqual([]);
    expect((await purposes('OPERATING-SYSTEM')).map(({ path }) => path)).toEqual([
      '/packages/0/primaryPackagePurpose',
    ]);
  });

  it('looks into packages', async () => {
    const [root] = SPDX_23.packages;
    const packages = [
      {
        ...root,
        licenseDeclared: 'MIT AND',
        supplier: 'somebody',
        SPDXID: 'SPDXRef-ä',
        checksums: [{ algorithm: 'SHA1', checksumValue: 'ff' }],
      },
      { SPDXID: 'SPDXRef-left-pad', name: 'left-pad', licenseConcluded: 'LicenseRef-undefined' },
    ];
    const found = await problemsOf({ ...SPDX_23, packages });
    for (const path of [
      '/packages/0/licenseDeclared',
      '/packages/0/supplier',
      '/packages/0/SPDXID',
      '/packages/0/checksums/0/checksumValue',
      '/packages/1/downloadLocation',
      '/packages/1/licenseConcluded',
    ])
      expect(found.map(each => each.path)).toContain(path);
  });

  it('asks 2.2 for what 2.3 made optional, and refuses what 2.3 brought', async () => {
    const found = await problemsOf({
      ...SPDX_23,
      spdxVersion: 'SPDX-2.2',
      packages: [{ ...SPDX_23.packages[1], licenseDeclared: undefined }],
      files: [],
      snippets: [],
    });
    expect(found.map(each => each.path)).toEqual(
      expect.arrayContaining(['/packages/0/licenseDeclared', '/packages/0/builtDate']),
    );
  });

  it('names the line of a tag that does not exist', async () => {
    const text = 'SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nInvented: yes\n';
    expect((await validateSbom(Buffer.from(text))).problems[0]).toEqual({
      path: 'line 3',
      message: 'SPDX has no tag Invented',
    });
  });
});

describe('SPDX 3', () => {
  it('takes a document that is right', async () => {
    expect(await problemsOf(SPDX_3)).toEqual([]);
  });

  it('finds what is wrong', async () => {
    const graph = SPDX_3['@graph'].map((each, i) =>
      i === 5
        ? { ...each, spdxId: 'no uri', creationInfo: '_:nowhere', software_primaryPurpose: 'fun' }
        : i === 10
          ? { ...each, to: [] }
          : each,
    );
    const found = (await problemsOf({ ...SPDX_3, '@context': 'https://example.com/', '@graph': graph })).map(
      each => each.path,
    );
    expect(found).toEqual(
      expect.arrayContaining([
        '/@context',
        '/@graph/5/spdxId',
        '/@graph/5/creationInfo',
        '/@graph/5/software_primaryPurpose',
        '/@graph/10/to',
      ]),
    );
  });
});
