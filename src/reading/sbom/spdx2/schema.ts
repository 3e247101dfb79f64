/**
 * The fields of SPDX 2.2 and 2.3, written down from the specification (https://spdx.github.io/spdx-spec/v2.3/, CC-BY-3.0): their
 * names in JSON and YAML, the tag, the property of the RDF vocabulary (https://spdx.org/rdf/terms/), the type and what is demanded.
 * The readers and writers of all notations and the checks work from these rows.
 */

export interface Field {
  json: string;
  /** null: written by position or in another way. */
  tag: string | null;
  /** Within `http://spdx.org/rdf/terms#`, or with the prefix `rdfs:` or `doap:`; null as for `tag`. */
  rdf: string | null;
  /**
   * `text`, `uri`, `id`, `date`, `boolean`, `integer`, `license` (an expression, NONE or NOASSERTION), `party`, `purpose` and other lists
   * of WORDS, or a class of CLASSES.
   */
  type: string;
  isMany: boolean;
  /** In which versions it must be there. */
  required: 'always' | '2.2' | null;
  /** The version that brought it. */
  since: '2.2' | '2.3';
}

/** Columns: JSON, tag, RDF, type (`*` for many), and `!` (required), `!2.2` (required before 2.3) or `+2.3` (new there). */
const ROWS: Record<string, string> = {
  document: `
    spdxVersion                 SPDXVersion         specVersion             text            !
    dataLicense                 DataLicense         dataLicense             license         !
    SPDXID                      SPDXID              -                       id              !
    name                        DocumentName        name                    text            !
    documentNamespace           DocumentNamespace   -                       uri             !
    externalDocumentRefs        ExternalDocumentRef externalDocumentRef     externalDocumentRef*
    comment                     DocumentComment     rdfs:comment            text
    creationInfo                -                   creationInfo            creationInfo    !
    documentDescribes           -                   -                       text*
    packages                    -                   -                       package*
    files                       -                   -                       file*
    snippets                    -                   -                       snippet*
    hasExtractedLicensingInfos  -                   hasExtractedLicensingInfo  extractedLicense*
    relationships               -                   -                       relationship*
    annotations                 -                   annotation              annotation*
    revieweds                   -                   reviewed                review*`,
  creationInfo: `
    licenseListVersion          LicenseListVersion  licenseListVersion      text
    creators                    Creator             creator                 creator*        !
    created                     Created             created                 date            !
    comment                     CreatorComment      rdfs:comment            text`,
  externalDocumentRef: `
    externalDocumentId          -                   externalDocumentId      text            !
    spdxDocument                -                   spdxDocument            uri             !
    checksum                    -                   checksum                checksum        !`,
  package: `
    name                        PackageName         name                    text            !
    SPDXID                      SPDXID              -                       id              !
    versionInfo                 PackageVersion      versionInfo             text
    packageFileName             PackageFileName     packageFileName         text
    supplier                    PackageSupplier     supplier                party
    originator                  PackageOriginator   originator              party
    downloadLocation            PackageDownloadLocation  downloadLocation   location        !
    filesAnalyzed               FilesAnalyzed       filesAnalyzed           boolean
    packageVerificationCode     PackageVerificationCode  packageVerificationCode  verification
    checksums                   PackageChecksum     checksum                checksum*
    homepage                    PackageHomePage     doap:homepage           location
    sourceInfo                  PackageSourceInfo   sourceInfo              text
    licenseConcluded            PackageLicenseConcluded  licenseConcluded   license         !2.2
    licenseInfoFromFiles        PackageLicenseInfoFromFiles  licenseInfoFromFiles  license*
    licenseDeclared             PackageLicenseDeclared  licenseDeclared     license         !2.2
    licenseComments             PackageLicenseComments  licenseComments     text
    copyrightText               PackageCopyrightText  copyrightText         text            !2.2
    summary                     PackageSummary      summary                 text
    description                 PackageDescription  description             text
    comment                     PackageComment      rdfs:comment            text
    externalRefs                ExternalRef         externalRef             externalRef*
    attributionTexts            PackageAttributionText  attributionText     text*
    primaryPackagePurpose       PrimaryPackagePurpose  primaryPackagePurpose  purpose       +2.3
    releaseDate                 ReleaseDate         releaseDate             date            +2.3
    builtDate                   BuiltDate           builtDate               date            +2.3
    validUntilDate              ValidUntilDate      validUntilDate          date            +2.3
    hasFiles                    -                   -                       text*
    annotations                 -                   annotation              annotation*`,
  file: `
    fileName                    FileName            fileName                text            !
    SPDXID                      SPDXID              -                       id              !
    fileTypes                   FileType            fileType                fileType*
    checksums                   FileChecksum        checksum                checksum*       !
    licenseConcluded            LicenseConcluded    licenseConcluded        license         !2.2
    licenseInfoInFiles          LicenseInfoInFile   licenseInfoInFile       license*        !2.2
    licenseComments             LicenseComments     licenseComments         text
    copyrightText               FileCopyrightText   copyrightText           text            !2.2
    comment                     FileComment         rdfs:comment            text
    noticeText                  FileNotice          noticeText              text
    fileContributors            FileContributor     fileContributor         text*
    attributionTexts            FileAttributionText attributionText         text*
    fileDependencies            FileDependency      -                       text*
    artifactOfs                 -                   -                       any*
    annotations                 -                   annotation              annotation*`,
  snippet: `
    SPDXID                      SnippetSPDXID       -                       id              !
    snippetFromFile             SnippetFromFileSPDXID  snippetFromFile      text            !
    ranges                      -                   -                       range*          !
    licenseConcluded            SnippetLicenseConcluded  licenseConcluded   license
    licenseInfoInSnippets       LicenseInfoInSnippet  licenseInfoInSnippet  license*
    licenseComments             SnippetLicenseComments  licenseComments     text
    copyrightText               SnippetCopyrightText  copyrightText         text
    comment                     SnippetComment      rdfs:comment            text
    name                        SnippetName         name                    text            !
    attributionTexts            SnippetAttributionText  attributionText     text*
    annotations                 -                   annotation              annotation*`,
  range: `
    startPointer                -                   -                       pointer         !
    endPointer                  -                   -                       pointer         !`,
  pointer: `
    reference                   -                   -                       text            !
    offset                      -                   -                       integer
    lineNumber                  -                   -                       integer`,
  extractedLicense: `
    licenseId                   LicenseID           licenseId               text            !
    extractedText               ExtractedText       extractedText           text            !
    name                        LicenseName         name                    text
    seeAlsos                    LicenseCrossReference  rdfs:seeAlso         text*
    crossRefs                   -                   -                       any*
    comment                     LicenseComment      rdfs:comment            text`,
  relationship: `
    spdxElementId               -                   -                       text            !
    relationshipType            -                   relationshipType        relationshipType !
    relatedSpdxElement          -                   relatedSpdxElement      text            !
    comment                     RelationshipComment rdfs:comment            text`,
  annotation: `
    annotator                   Annotator           annotator               party           !
    annotationDate              AnnotationDate      annotationDate          date            !
    annotationType              AnnotationType      annotationType          annotationType  !
    comment                     AnnotationComment   rdfs:comment            text            !`,
  review: `
    reviewer                    Reviewer            reviewer                party
    reviewDate                  ReviewDate          reviewDate              date            !
    comment                     ReviewComment       rdfs:comment            text`,
  externalRef: `
    referenceCategory           -                   referenceCategory       referenceCategory !
    referenceType               -                   referenceType           text            !
    referenceLocator            -                   referenceLocator        text            !
    comment                     ExternalRefComment  rdfs:comment            text`,
  checksum: `
    algorithm                   -                   algorithm               algorithm       !
    checksumValue               -                   checksumValue           text            !`,
  verification: `
    packageVerificationCodeValue          -         packageVerificationCodeValue         text  !
    packageVerificationCodeExcludedFiles  -         packageVerificationCodeExcludedFile  text*`,
};

export const CLASSES: ReadonlyMap<string, readonly Field[]> = new Map(
  Object.entries(ROWS).map(([name, rows]) => [name, rows.trim().split('\n').map(fieldOf)]),
);

function fieldOf(row: string): Field {
  const [json = '', tag, rdf, type = '', note] = row.trim().split(/\s+/);
  return {
    json,
    tag: tag === '-' || tag === undefined ? null : tag,
    rdf: rdf === '-' || rdf === undefined ? null : rdf,
    type: type.replace('*', ''),
    isMany: type.endsWith('*'),
    required: note === '!' ? 'always' : note === '!2.2' ? '2.2' : null,
    since: note === '+2.3' ? '2.3' : '2.2',
  };
}

export function fieldsOf(name: string): readonly Field[] {
  return CLASSES.get(name) ?? [];
}

const words = (list: string) => list.trim().split(/\s+/);

/** Lists of words, each with those that 2.3 brought. JSON spells them so, RDF in its own way. */
export const WORDS: ReadonlyMap<string, { always: readonly string[]; since23: readonly string[] }> = new Map([
  [
    'algorithm',
    {
      always: words('SHA1 SHA224 SHA256 SHA384 SHA512 MD2 MD4 MD5 MD6'),
      since23: words('SHA3-256 SHA3-384 SHA3-512 BLAKE2b-256 BLAKE2b-384 BLAKE2b-512 BLAKE3 ADLER32'),
    },
  ],
  [
    'purpose',
    {
      always: [],
      since23: words(
        'APPLICATION FRAMEWORK LIBRARY CONTAINER OPERATING_SYSTEM DEVICE FIRMWARE SOURCE ARCHIVE FILE INSTALL OTHER OPERATING-SYSTEM',
      ),
    },
  ],
  [
    'fileType',
    {
      always: words('SOURCE BINARY ARCHIVE APPLICATION AUDIO IMAGE TEXT VIDEO DOCUMENTATION SPDX OTHER'),
      since23: [],
    },
  ],
  [
    'referenceCategory',
    {
      always: words('SECURITY PACKAGE-MANAGER PACKAGE_MANAGER PERSISTENT-ID PERSISTENT_ID OTHER'),
      since23: [],
    },
  ],
  ['annotationType', { always: words('REVIEW OTHER'), since23: [] }],
  [
    'relationshipType',
    {
      always:
        words(`DESCRIBES DESCRIBED_BY CONTAINS CONTAINED_BY DEPENDS_ON DEPENDENCY_OF DEPENDENCY_MANIFEST_OF BUILD_DEPENDENCY_OF
        DEV_DEPENDENCY_OF OPTIONAL_DEPENDENCY_OF PROVIDED_DEPENDENCY_OF TEST_DEPENDENCY_OF RUNTIME_DEPENDENCY_OF EXAMPLE_OF GENERATES
        GENERATED_FROM ANCESTOR_OF DESCENDANT_OF VARIANT_OF DISTRIBUTION_ARTIFACT PATCH_FOR PATCH_APPLIED COPY_OF FILE_ADDED
        FILE_DELETED FILE_MODIFIED EXPANDED_FROM_ARCHIVE DYNAMIC_LINK STATIC_LINK DATA_FILE_OF TEST_CASE_OF BUILD_TOOL_OF DEV_TOOL_OF
        TEST_OF TEST_TOOL_OF DOCUMENTATION_OF OPTIONAL_COMPONENT_OF METAFILE_OF PACKAGE_OF AMENDS PREREQUISITE_FOR HAS_PREREQUISITE OTHER`),
      since23: words('REQUIREMENT_DESCRIPTION_FOR SPECIFICATION_FOR'),
    },
  ],
]);

/** The members of a node as its class lists them: `['packages', 0]`-like paths come from the caller. */
export function isClass(type: string): boolean {
  return CLASSES.has(type);
}
