/**
 * The official JSON schemas of SPDX 2.2.2 and 2.3 (https://github.com/spdx/spdx-spec, `schemas/`, copyright SPDX contributors, CC-BY-3.0):
 * every type, demand and list of words as they stand there. Descriptions are left out, what is repeated there has a name here, and where
 * the two versions differ both are given.
 */
const text = { type: 'string' };
const boolean = { type: 'boolean' };
const integer = { type: 'integer' };
const words = (...list: string[]) => ({ type: 'string', enum: list });
const many = (items: object, minItems?: number) => ({
  type: 'array',
  items,
  ...(minItems === undefined ? {} : { minItems }),
});
const texts = many(text);
const record = (required: readonly string[], properties: Record<string, object>) => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: false,
});

const annotations = many(
  record(['annotationDate', 'annotationType', 'annotator', 'comment'], {
    annotationDate: text,
    annotationType: words('OTHER', 'REVIEW'),
    annotator: text,
    comment: text,
  }),
);

const ALGORITHMS = {
  '2.2': ['SHA256', 'SHA1', 'SHA384', 'MD2', 'MD4', 'SHA512', 'MD6', 'MD5', 'SHA224'],
  '2.3':
    `SHA1 BLAKE3 SHA3-384 SHA256 SHA384 BLAKE2b-512 BLAKE2b-256 SHA3-512 MD2 ADLER32 MD4 SHA3-256 BLAKE2b-384 SHA512 MD6 MD5
    SHA224`.split(/\s+/),
};
const CATEGORIES = {
  '2.2': ['OTHER', 'PERSISTENT-ID', 'PERSISTENT_ID', 'SECURITY', 'PACKAGE-MANAGER', 'PACKAGE_MANAGER'],
  '2.3': ['OTHER', 'PERSISTENT-ID', 'SECURITY', 'PACKAGE-MANAGER'],
};
const RELATIONSHIPS =
  `VARIANT_OF COPY_OF PATCH_FOR TEST_DEPENDENCY_OF CONTAINED_BY DATA_FILE_OF OPTIONAL_COMPONENT_OF ANCESTOR_OF
  GENERATES CONTAINS OPTIONAL_DEPENDENCY_OF FILE_ADDED DEV_DEPENDENCY_OF DEPENDENCY_OF BUILD_DEPENDENCY_OF DESCRIBES PREREQUISITE_FOR
  HAS_PREREQUISITE PROVIDED_DEPENDENCY_OF DYNAMIC_LINK DESCRIBED_BY METAFILE_OF DEPENDENCY_MANIFEST_OF PATCH_APPLIED
  RUNTIME_DEPENDENCY_OF TEST_OF TEST_TOOL_OF DEPENDS_ON FILE_MODIFIED DISTRIBUTION_ARTIFACT AMENDS DOCUMENTATION_OF GENERATED_FROM
  STATIC_LINK OTHER BUILD_TOOL_OF TEST_CASE_OF PACKAGE_OF DESCENDANT_OF FILE_DELETED EXPANDED_FROM_ARCHIVE DEV_TOOL_OF
  EXAMPLE_OF`.split(/\s+/);
const NEW_RELATIONSHIPS = ['REQUIREMENT_DESCRIPTION_FOR', 'SPECIFICATION_FOR'];
const PURPOSES =
  `OTHER INSTALL ARCHIVE FIRMWARE APPLICATION FRAMEWORK LIBRARY CONTAINER SOURCE DEVICE OPERATING_SYSTEM
  FILE`.split(/\s+/);
const FILE_TYPES = `OTHER DOCUMENTATION IMAGE VIDEO ARCHIVE SPDX APPLICATION SOURCE BINARY TEXT AUDIO`.split(
  ' ',
);

const extractedLicense = record(['extractedText', 'licenseId'], {
  comment: text,
  crossRefs: many(
    record(['url'], {
      isLive: boolean,
      isValid: boolean,
      isWayBackLink: boolean,
      match: text,
      order: integer,
      timestamp: text,
      url: text,
    }),
  ),
  extractedText: text,
  licenseId: text,
  name: text,
  seeAlsos: texts,
});

const pointer = record(['reference'], { reference: text, offset: integer, lineNumber: integer });

/** The schema of a version, draft 7. */
export function schemaOf(version: '2.2' | '2.3'): object {
  const isOld = version === '2.2';
  const checksum = record(['algorithm', 'checksumValue'], {
    algorithm: words(...ALGORITHMS[version]),
    checksumValue: text,
  });
  const described = {
    SPDXID: text,
    annotations,
    attributionTexts: texts,
    comment: text,
    copyrightText: text,
    licenseComments: text,
    licenseConcluded: text,
  };
  const onlyNew = {
    builtDate: text,
    primaryPackagePurpose: words(...PURPOSES),
    releaseDate: text,
    validUntilDate: text,
  };
  const packages = record(
    isOld
      ? ['SPDXID', 'copyrightText', 'downloadLocation', 'licenseConcluded', 'licenseDeclared', 'name']
      : ['SPDXID', 'downloadLocation', 'name'],
    {
      ...described,
      checksums: many(checksum),
      description: text,
      downloadLocation: text,
      externalRefs: many(
        record(['referenceCategory', 'referenceLocator', 'referenceType'], {
          comment: text,
          referenceCategory: words(...CATEGORIES[version]),
          referenceLocator: text,
          referenceType: text,
        }),
      ),
      filesAnalyzed: boolean,
      hasFiles: texts,
      homepage: text,
      licenseDeclared: text,
      licenseInfoFromFiles: texts,
      name: text,
      originator: text,
      packageFileName: text,
      packageVerificationCode: record(['packageVerificationCodeValue'], {
        packageVerificationCodeExcludedFiles: texts,
        packageVerificationCodeValue: text,
      }),
      sourceInfo: text,
      summary: text,
      supplier: text,
      versionInfo: text,
      ...(isOld ? {} : onlyNew),
    },
  );
  const files = record(
    isOld
      ? ['SPDXID', 'checksums', 'copyrightText', 'fileName', 'licenseConcluded', 'licenseInfoInFiles']
      : ['SPDXID', 'checksums', 'fileName'],
    {
      ...described,
      artifactOfs: many({ type: 'object' }),
      checksums: many(checksum, 1),
      fileContributors: texts,
      fileDependencies: texts,
      fileName: text,
      fileTypes: many(words(...FILE_TYPES)),
      licenseInfoInFiles: many(text, isOld ? 1 : undefined),
      noticeText: text,
    },
  );
  const snippets = record(
    isOld
      ? ['SPDXID', 'copyrightText', 'licenseConcluded', 'ranges', 'snippetFromFile']
      : ['SPDXID', 'ranges', 'snippetFromFile'],
    {
      ...described,
      licenseInfoInSnippets: texts,
      name: text,
      ranges: many(record(['endPointer', 'startPointer'], { endPointer: pointer, startPointer: pointer }), 1),
      snippetFromFile: text,
    },
  );
  const required = ['SPDXID', 'creationInfo', 'dataLicense', 'name', 'spdxVersion'];
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: isOld ? 'http://spdx.org/rdf/terms' : 'http://spdx.org/rdf/terms/2.3',
    ...record(isOld ? [...required, 'documentNamespace'] : required, {
      SPDXID: text,
      annotations,
      comment: text,
      creationInfo: record(['created', 'creators'], {
        comment: text,
        created: text,
        creators: many(text, 1),
        licenseListVersion: text,
      }),
      dataLicense: text,
      externalDocumentRefs: many(
        record(['checksum', 'externalDocumentId', 'spdxDocument'], {
          checksum,
          externalDocumentId: text,
          spdxDocument: text,
        }),
      ),
      hasExtractedLicensingInfos: many(extractedLicense),
      name: text,
      revieweds: many(record(['reviewDate'], { comment: text, reviewDate: text, reviewer: text })),
      spdxVersion: text,
      documentNamespace: text,
      documentDescribes: texts,
      packages: many(packages),
      files: many(files),
      snippets: many(snippets),
      relationships: many(
        record(['spdxElementId', 'relatedSpdxElement', 'relationshipType'], {
          spdxElementId: text,
          comment: text,
          relatedSpdxElement: text,
          relationshipType: words(...RELATIONSHIPS, ...(isOld ? [] : NEW_RELATIONSHIPS)),
        }),
      ),
    }),
  };
}
