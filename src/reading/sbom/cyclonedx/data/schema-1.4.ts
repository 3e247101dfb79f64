// Written by scripts/generate-cyclonedx.mjs from the schemas of CycloneDX, copyright OWASP Foundation, Apache-2.0,
// as @cyclonedx/cyclonedx-library 10.3.0 carries them; descriptions removed. Do not edit.
export const json = `{"$schema":"http://json-schema.org/draft-07/schema#","$id":"http://cyclonedx.org/schema/bom-1.4.schema.json","type":"object","required":["bomFormat","specVersion"],"additionalProperties":false,"properties":{"$schema":{"type":"string"},"bomFormat":{"type":"string","enum":["CycloneDX"]},"specVersion":{"type":"string"},"serialNumber":{"type":"string","pattern":"^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"},"version":{"type":"integer","default":1},"metadata":{"$ref":"#/definitions/metadata"},"components":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/component"},"uniqueItems":true},"services":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/service"},"uniqueItems":true},"externalReferences":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/externalReference"}},"dependencies":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/dependency"},"uniqueItems":true},"compositions":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/compositions"},"uniqueItems":true},"vulnerabilities":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/vulnerability"},"uniqueItems":true},"signature":{"$ref":"#/definitions/signature"}},"definitions":{"refType":{"type":"string"},"metadata":{"type":"object","additionalProperties":false,"properties":{"timestamp":{"type":"string","format":"date-time"},"tools":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/tool"}},"authors":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/organizationalContact"}},"component":{"$ref":"#/definitions/component"},"manufacture":{"$ref":"#/definitions/organizationalEntity"},"supplier":{"$ref":"#/definitions/organizationalEntity"},"licenses":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/licenseChoice"}},"properties":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/property"}}}},"tool":{"type":"object","additionalProperties":false,"properties":{"vendor":{"type":"string"},"name":{"type":"string"},"version":{"type":"string"},"hashes":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/hash"}},"externalReferences":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/externalReference"}}}},"organizationalEntity":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"url":{"type":"array","items":{"type":"string","format":"iri-reference"}},"contact":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/organizationalContact"}}}},"organizationalContact":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"email":{"type":"string","format":"idn-email"},"phone":{"type":"string"}}},"component":{"type":"object","required":["type","name"],"additionalProperties":false,"properties":{"type":{"type":"string","enum":["application","framework","library","container","operating-system","device","firmware","file"]},"mime-type":{"type":"string","pattern":"^[-+a-z0-9.]+/[-+a-z0-9.]+$"},"bom-ref":{"$ref":"#/definitions/refType"},"supplier":{"$ref":"#/definitions/organizationalEntity"},"author":{"type":"string"},"publisher":{"type":"string"},"group":{"type":"string"},"name":{"type":"string"},"version":{"type":"string"},"description":{"type":"string"},"scope":{"type":"string","enum":["required","optional","excluded"],"default":"required"},"hashes":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/hash"}},"licenses":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/licenseChoice"}},"copyright":{"type":"string"},"cpe":{"type":"string"},"purl":{"type":"string"},"swid":{"$ref":"#/definitions/swid"},"modified":{"type":"boolean"},"pedigree":{"type":"object","additionalProperties":false,"properties":{"ancestors":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/component"}},"descendants":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/component"}},"variants":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/component"}},"commits":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/commit"}},"patches":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/patch"}},"notes":{"type":"string"}}},"externalReferences":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/externalReference"}},"components":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/component"},"uniqueItems":true},"evidence":{"$ref":"#/definitions/componentEvidence"},"releaseNotes":{"$ref":"#/definitions/releaseNotes"},"properties":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/property"}},"signature":{"$ref":"#/definitions/signature"}}},"swid":{"type":"object","required":["tagId","name"],"additionalProperties":false,"properties":{"tagId":{"type":"string"},"name":{"type":"string"},"version":{"type":"string","default":"0.0"},"tagVersion":{"type":"integer","default":0},"patch":{"type":"boolean","default":false},"text":{"$ref":"#/definitions/attachment"},"url":{"type":"string","format":"iri-reference"}}},"attachment":{"type":"object","required":["content"],"additionalProperties":false,"properties":{"contentType":{"type":"string","default":"text/plain"},"encoding":{"type":"string","enum":["base64"]},"content":{"type":"string"}}},"hash":{"type":"object","required":["alg","content"],"additionalProperties":false,"properties":{"alg":{"$ref":"#/definitions/hash-alg"},"content":{"$ref":"#/definitions/hash-content"}}},"hash-alg":{"type":"string","enum":["MD5","SHA-1","SHA-256","SHA-384","SHA-512","SHA3-256","SHA3-384","SHA3-512","BLAKE2b-256","BLAKE2b-384","BLAKE2b-512","BLAKE3"]},"hash-content":{"type":"string","pattern":"^([a-fA-F0-9]{32}|[a-fA-F0-9]{40}|[a-fA-F0-9]{64}|[a-fA-F0-9]{96}|[a-fA-F0-9]{128})$"},"license":{"type":"object","oneOf":[{"required":["id"]},{"required":["name"]}],"additionalProperties":false,"properties":{"id":{"$ref":"spdx.schema.json"},"name":{"type":"string"},"text":{"$ref":"#/definitions/attachment"},"url":{"type":"string","format":"iri-reference"}}},"licenseChoice":{"type":"object","additionalProperties":false,"properties":{"license":{"$ref":"#/definitions/license"},"expression":{"type":"string"}},"oneOf":[{"required":["license"]},{"required":["expression"]}]},"commit":{"type":"object","additionalProperties":false,"properties":{"uid":{"type":"string"},"url":{"type":"string","format":"iri-reference"},"author":{"$ref":"#/definitions/identifiableAction"},"committer":{"$ref":"#/definitions/identifiableAction"},"message":{"type":"string"}}},"patch":{"type":"object","required":["type"],"additionalProperties":false,"properties":{"type":{"type":"string","enum":["unofficial","monkey","backport","cherry-pick"]},"diff":{"$ref":"#/definitions/diff"},"resolves":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/issue"}}}},"diff":{"type":"object","additionalProperties":false,"properties":{"text":{"$ref":"#/definitions/attachment"},"url":{"type":"string","format":"iri-reference"}}},"issue":{"type":"object","required":["type"],"additionalProperties":false,"properties":{"type":{"type":"string","enum":["defect","enhancement","security"]},"id":{"type":"string"},"name":{"type":"string"},"description":{"type":"string"},"source":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"url":{"type":"string","format":"iri-reference"}}},"references":{"type":"array","items":{"type":"string","format":"iri-reference"}}}},"identifiableAction":{"type":"object","additionalProperties":false,"properties":{"timestamp":{"type":"string","format":"date-time"},"name":{"type":"string"},"email":{"type":"string","format":"idn-email"}}},"externalReference":{"type":"object","required":["url","type"],"additionalProperties":false,"properties":{"url":{"type":"string","format":"iri-reference"},"comment":{"type":"string"},"type":{"type":"string","enum":["vcs","issue-tracker","website","advisories","bom","mailing-list","social","chat","documentation","support","distribution","license","build-meta","build-system","release-notes","other"]},"hashes":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/hash"}}}},"dependency":{"type":"object","required":["ref"],"additionalProperties":false,"properties":{"ref":{"$ref":"#/definitions/refType"},"dependsOn":{"type":"array","uniqueItems":true,"additionalItems":false,"items":{"$ref":"#/definitions/refType"}}}},"service":{"type":"object","required":["name"],"additionalProperties":false,"properties":{"bom-ref":{"$ref":"#/definitions/refType"},"provider":{"$ref":"#/definitions/organizationalEntity"},"group":{"type":"string"},"name":{"type":"string"},"version":{"type":"string"},"description":{"type":"string"},"endpoints":{"type":"array","items":{"type":"string","format":"iri-reference"}},"authenticated":{"type":"boolean"},"x-trust-boundary":{"type":"boolean"},"data":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/dataClassification"}},"licenses":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/licenseChoice"}},"externalReferences":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/externalReference"}},"services":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/service"},"uniqueItems":true},"releaseNotes":{"$ref":"#/definitions/releaseNotes"},"properties":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/property"}},"signature":{"$ref":"#/definitions/signature"}}},"dataClassification":{"type":"object","required":["flow","classification"],"additionalProperties":false,"properties":{"flow":{"$ref":"#/definitions/dataFlow"},"classification":{"type":"string"}}},"dataFlow":{"type":"string","enum":["inbound","outbound","bi-directional","unknown"]},"copyright":{"type":"object","required":["text"],"additionalProperties":false,"properties":{"text":{"type":"string"}}},"componentEvidence":{"type":"object","additionalProperties":false,"properties":{"licenses":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/licenseChoice"}},"copyright":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/copyright"}}}},"compositions":{"type":"object","required":["aggregate"],"additionalProperties":false,"properties":{"aggregate":{"$ref":"#/definitions/aggregateType"},"assemblies":{"type":"array","uniqueItems":true,"items":{"type":"string"}},"dependencies":{"type":"array","uniqueItems":true,"items":{"type":"string"}},"signature":{"$ref":"#/definitions/signature"}}},"aggregateType":{"type":"string","default":"not_specified","enum":["complete","incomplete","incomplete_first_party_only","incomplete_third_party_only","unknown","not_specified"]},"property":{"type":"object","properties":{"name":{"type":"string"},"value":{"type":"string"}}},"localeType":{"type":"string","pattern":"^([a-z]{2})(-[A-Z]{2})?$"},"releaseType":{"type":"string"},"note":{"type":"object","required":["text"],"additionalProperties":false,"properties":{"locale":{"$ref":"#/definitions/localeType"},"text":{"$ref":"#/definitions/attachment"}}},"releaseNotes":{"type":"object","required":["type"],"additionalProperties":false,"properties":{"type":{"$ref":"#/definitions/releaseType"},"title":{"type":"string"},"featuredImage":{"type":"string","format":"iri-reference"},"socialImage":{"type":"string","format":"iri-reference"},"description":{"type":"string"},"timestamp":{"type":"string","format":"date-time"},"aliases":{"type":"array","items":{"type":"string"}},"tags":{"type":"array","items":{"type":"string"}},"resolves":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/issue"}},"notes":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/note"}},"properties":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/property"}}}},"advisory":{"type":"object","required":["url"],"additionalProperties":false,"properties":{"title":{"type":"string"},"url":{"type":"string","format":"iri-reference"}}},"cwe":{"type":"integer","minimum":1},"severity":{"type":"string","enum":["critical","high","medium","low","info","none","unknown"]},"scoreMethod":{"type":"string","enum":["CVSSv2","CVSSv3","CVSSv31","OWASP","other"]},"impactAnalysisState":{"type":"string","enum":["resolved","resolved_with_pedigree","exploitable","in_triage","false_positive","not_affected"]},"impactAnalysisJustification":{"type":"string","enum":["code_not_present","code_not_reachable","requires_configuration","requires_dependency","requires_environment","protected_by_compiler","protected_at_runtime","protected_at_perimeter","protected_by_mitigating_control"]},"rating":{"type":"object","additionalProperties":false,"properties":{"source":{"$ref":"#/definitions/vulnerabilitySource"},"score":{"type":"number"},"severity":{"$ref":"#/definitions/severity"},"method":{"$ref":"#/definitions/scoreMethod"},"vector":{"type":"string"},"justification":{"type":"string"}}},"vulnerabilitySource":{"type":"object","additionalProperties":false,"properties":{"url":{"type":"string"},"name":{"type":"string"}}},"vulnerability":{"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":"#/definitions/refType"},"id":{"type":"string"},"source":{"$ref":"#/definitions/vulnerabilitySource"},"references":{"type":"array","additionalItems":false,"items":{"required":["id","source"],"additionalProperties":false,"properties":{"id":{"type":"string"},"source":{"$ref":"#/definitions/vulnerabilitySource"}}}},"ratings":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/rating"}},"cwes":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/cwe"}},"description":{"type":"string"},"detail":{"type":"string"},"recommendation":{"type":"string"},"advisories":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/advisory"}},"created":{"type":"string","format":"date-time"},"published":{"type":"string","format":"date-time"},"updated":{"type":"string","format":"date-time"},"credits":{"type":"object","additionalProperties":false,"properties":{"organizations":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/organizationalEntity"}},"individuals":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/organizationalContact"}}}},"tools":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/tool"}},"analysis":{"type":"object","additionalProperties":false,"properties":{"state":{"$ref":"#/definitions/impactAnalysisState"},"justification":{"$ref":"#/definitions/impactAnalysisJustification"},"response":{"type":"array","additionalItems":false,"items":{"type":"string","enum":["can_not_fix","will_not_fix","update","rollback","workaround_available"]}},"detail":{"type":"string"}}},"affects":{"type":"array","uniqueItems":true,"additionalItems":false,"items":{"required":["ref"],"additionalProperties":false,"properties":{"ref":{"$ref":"#/definitions/refType"},"versions":{"type":"array","additionalItems":false,"items":{"oneOf":[{"required":["version"]},{"required":["range"]}],"additionalProperties":false,"properties":{"version":{"$ref":"#/definitions/version"},"range":{"$ref":"#/definitions/range"},"status":{"$ref":"#/definitions/affectedStatus","default":"affected"}}}}}}},"properties":{"type":"array","additionalItems":false,"items":{"$ref":"#/definitions/property"}}}},"affectedStatus":{"type":"string","enum":["affected","unaffected","unknown"]},"version":{"type":"string","minLength":1,"maxLength":1024},"range":{"type":"string","minLength":1,"maxLength":1024},"signature":{"$ref":"jsf-0.82.schema.json#/definitions/signature"}}}`;
export const xsd = `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning"
xmlns:bom="http://cyclonedx.org/schema/bom/1.4"
xmlns:spdx="http://cyclonedx.org/schema/spdx"
elementFormDefault="qualified"
targetNamespace="http://cyclonedx.org/schema/bom/1.4"
vc:minVersion="1.0"
vc:maxVersion="1.1"
version="1.4.2">
<xs:import namespace="http://cyclonedx.org/schema/spdx" schemaLocation="spdx.SNAPSHOT.xsd"/>
<xs:simpleType name="refType">
<xs:restriction base="xs:string" />
</xs:simpleType>
<xs:complexType name="metadata">
<xs:sequence minOccurs="0" maxOccurs="1">
<xs:element name="timestamp" type="xs:dateTime" minOccurs="0">
</xs:element>
<xs:element name="tools" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="tool" minOccurs="0" type="bom:toolType"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="authors" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="author" type="bom:organizationalContact"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="component" type="bom:component" minOccurs="0">
</xs:element>
<xs:element name="manufacture" type="bom:organizationalEntity" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="supplier" type="bom:organizationalEntity" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="licenses" type="bom:licenseChoiceType" minOccurs="0" maxOccurs="1"/>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##other" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="organizationalEntity">
<xs:sequence minOccurs="0" maxOccurs="1">
<xs:element name="name" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="url" type="xs:anyURI" minOccurs="0" maxOccurs="unbounded">
</xs:element>
<xs:element name="contact" type="bom:organizationalContact" minOccurs="0" maxOccurs="unbounded">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##other" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="toolType">
<xs:sequence minOccurs="0" maxOccurs="1">
<xs:element name="vendor" minOccurs="0" maxOccurs="1" type="xs:normalizedString">
</xs:element>
<xs:element name="name" minOccurs="0" maxOccurs="1" type="xs:normalizedString">
</xs:element>
<xs:element name="version" minOccurs="0" maxOccurs="1" type="xs:normalizedString">
</xs:element>
<xs:element name="hashes" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="hash" type="bom:hashType"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="externalReferences" type="bom:externalReferences" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##other" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="organizationalContact">
<xs:sequence minOccurs="0" maxOccurs="1">
<xs:element name="name" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="email" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="phone" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##other" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="componentsType">
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="component" type="bom:component"/>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="component">
<xs:sequence>
<xs:element name="supplier" type="bom:organizationalEntity" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="author" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="publisher" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="group" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="name" type="xs:normalizedString" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="version" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="description" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="scope" type="bom:scope" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="hashes" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="hash" type="bom:hashType"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="licenses" type="bom:licenseChoiceType" minOccurs="0" maxOccurs="1"/>
<xs:element name="copyright" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="cpe" type="bom:cpe" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="purl" type="xs:anyURI" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="swid" type="bom:swidType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="modified" type="xs:boolean" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="pedigree" type="bom:pedigreeType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="externalReferences" type="bom:externalReferences" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="components" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="component" type="bom:component"/>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="evidence" type="bom:componentEvidenceType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="releaseNotes" type="bom:releaseNotesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:attribute name="type" type="bom:classification" use="required">
</xs:attribute>
<xs:attribute name="mime-type" type="bom:mimeType">
</xs:attribute>
<xs:attribute name="bom-ref" type="bom:refType">
</xs:attribute>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="licenseType">
<xs:sequence>
<xs:choice>
<xs:element name="id" type="spdx:licenseId" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="name" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:choice>
<xs:element name="text" type="bom:attachedTextType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="url" type="xs:anyURI" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
</xs:complexType>
<xs:complexType name="attachedTextType">
<xs:simpleContent>
<xs:extension base="xs:string">
<xs:attribute name="content-type" type="xs:normalizedString" default="text/plain">
</xs:attribute>
<xs:attribute name="encoding" type="bom:encoding">
</xs:attribute>
</xs:extension>
</xs:simpleContent>
</xs:complexType>
<xs:complexType name="hashType">
<xs:simpleContent>
<xs:extension base="bom:hashValue">
<xs:attribute name="alg" type="bom:hashAlg" use="required">
</xs:attribute>
</xs:extension>
</xs:simpleContent>
</xs:complexType>
<xs:simpleType name="scope">
<xs:restriction base="xs:string">
<xs:enumeration value="required">
</xs:enumeration>
<xs:enumeration value="optional">
</xs:enumeration>
<xs:enumeration value="excluded">
</xs:enumeration>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="classification">
<xs:restriction base="xs:string">
<xs:enumeration value="application">
</xs:enumeration>
<xs:enumeration value="framework">
</xs:enumeration>
<xs:enumeration value="library">
</xs:enumeration>
<xs:enumeration value="container">
</xs:enumeration>
<xs:enumeration value="operating-system">
</xs:enumeration>
<xs:enumeration value="device">
</xs:enumeration>
<xs:enumeration value="firmware">
</xs:enumeration>
<xs:enumeration value="file">
</xs:enumeration>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="hashAlg">
<xs:restriction base="xs:string">
<xs:enumeration value="MD5"/>
<xs:enumeration value="SHA-1"/>
<xs:enumeration value="SHA-256"/>
<xs:enumeration value="SHA-384"/>
<xs:enumeration value="SHA-512"/>
<xs:enumeration value="SHA3-256"/>
<xs:enumeration value="SHA3-384"/>
<xs:enumeration value="SHA3-512"/>
<xs:enumeration value="BLAKE2b-256"/>
<xs:enumeration value="BLAKE2b-384"/>
<xs:enumeration value="BLAKE2b-512"/>
<xs:enumeration value="BLAKE3"/>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="hashValue">
<xs:restriction base="xs:token">
<xs:pattern value="([a-fA-F0-9]{32})|([a-fA-F0-9]{40})|([a-fA-F0-9]{64})|([a-fA-F0-9]{96})|([a-fA-F0-9]{128})"/>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="mimeType">
<xs:restriction base="xs:token">
<xs:pattern value="[-+a-z0-9.]+/[-+a-z0-9.]+"/>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="encoding">
<xs:restriction base="xs:string">
<xs:enumeration value="base64"/>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="cpe">
<xs:restriction base="xs:string">
<xs:pattern value="([c][pP][eE]:/[AHOaho]?(:[A-Za-z0-9\\._\\-~%]*){0,6})|(cpe:2\\.3:[aho\\*\\-](:(((\\?*|\\*?)([a-zA-Z0-9\\-\\._]|(\\\\[\\\\\\*\\?!&quot;#$$%&amp;'\\(\\)\\+,/:;&lt;=&gt;@\\[\\]\\^\`\\{\\|}~]))+(\\?*|\\*?))|[\\*\\-])){5}(:(([a-zA-Z]{2,3}(-([a-zA-Z]{2}|[0-9]{3}))?)|[\\*\\-]))(:(((\\?*|\\*?)([a-zA-Z0-9\\-\\._]|(\\\\[\\\\\\*\\?!&quot;#$$%&amp;'\\(\\)\\+,/:;&lt;=&gt;@\\[\\]\\^\`\\{\\|}~]))+(\\?*|\\*?))|[\\*\\-])){4})"/>
</xs:restriction>
</xs:simpleType>
<xs:complexType name="swidType">
<xs:sequence>
<xs:element name="text" type="bom:attachedTextType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="url" type="xs:anyURI" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:attribute name="tagId" type="xs:string" use="required">
</xs:attribute>
<xs:attribute name="name" type="xs:string" use="required">
</xs:attribute>
<xs:attribute name="version" type="xs:string" use="optional" default="0.0">
</xs:attribute>
<xs:attribute name="tagVersion" type="xs:integer" use="optional" default="0">
</xs:attribute>
<xs:attribute name="patch" type="xs:boolean" use="optional" default="false">
</xs:attribute>
</xs:complexType>
<xs:simpleType name="urnUuid">
<xs:restriction base="xs:string">
<xs:pattern value="urn:uuid:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})|(\\{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\})"/>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="externalReferenceType">
<xs:restriction base="xs:string">
<xs:enumeration value="vcs">
</xs:enumeration>
<xs:enumeration value="issue-tracker">
</xs:enumeration>
<xs:enumeration value="website">
</xs:enumeration>
<xs:enumeration value="advisories">
</xs:enumeration>
<xs:enumeration value="bom">
</xs:enumeration>
<xs:enumeration value="mailing-list">
</xs:enumeration>
<xs:enumeration value="social">
</xs:enumeration>
<xs:enumeration value="chat">
</xs:enumeration>
<xs:enumeration value="documentation">
</xs:enumeration>
<xs:enumeration value="support">
</xs:enumeration>
<xs:enumeration value="distribution">
</xs:enumeration>
<xs:enumeration value="license">
</xs:enumeration>
<xs:enumeration value="build-meta">
</xs:enumeration>
<xs:enumeration value="build-system">
</xs:enumeration>
<xs:enumeration value="release-notes">
</xs:enumeration>
<xs:enumeration value="other">
</xs:enumeration>
</xs:restriction>
</xs:simpleType>
<xs:complexType name="externalReferences">
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="reference" type="bom:externalReference">
</xs:element>
</xs:sequence>
</xs:complexType>
<xs:complexType name="externalReference">
<xs:sequence>
<xs:element name="url" type="xs:anyURI" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="comment" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="hashes" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="hash" type="bom:hashType"/>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
<xs:attribute name="type" type="bom:externalReferenceType" use="required">
</xs:attribute>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="commitsType">
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="commit" type="bom:commitType">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
</xs:complexType>
<xs:complexType name="commitType">
<xs:sequence>
<xs:element name="uid" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="url" type="xs:anyURI" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="author" type="bom:identifiableActionType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="committer" type="bom:identifiableActionType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="message" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
</xs:complexType>
<xs:complexType name="patchesType">
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="patch" type="bom:patchType">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
</xs:complexType>
<xs:complexType name="patchType">
<xs:sequence>
<xs:element name="diff" type="bom:diffType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="resolves" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="issue" type="bom:issueType"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:attribute name="type" type="bom:patchClassification" use="required">
</xs:attribute>
</xs:complexType>
<xs:simpleType name="patchClassification">
<xs:restriction base="xs:string">
<xs:enumeration value="unofficial">
</xs:enumeration>
<xs:enumeration value="monkey">
</xs:enumeration>
<xs:enumeration value="backport">
</xs:enumeration>
<xs:enumeration value="cherry-pick">
</xs:enumeration>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="issueClassification">
<xs:restriction base="xs:string">
<xs:enumeration value="defect">
</xs:enumeration>
<xs:enumeration value="enhancement">
</xs:enumeration>
<xs:enumeration value="security">
</xs:enumeration>
</xs:restriction>
</xs:simpleType>
<xs:complexType name="diffType">
<xs:sequence>
<xs:element name="text" type="bom:attachedTextType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="url" type="xs:anyURI" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
</xs:complexType>
<xs:complexType name="issueType">
<xs:sequence>
<xs:element name="id" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="name" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="description" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="source" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="name" minOccurs="0" type="xs:normalizedString" maxOccurs="1">
</xs:element>
<xs:element name="url" minOccurs="0" type="xs:anyURI" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="references" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="url" type="xs:anyURI"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:attribute name="type" type="bom:issueClassification" use="required">
</xs:attribute>
</xs:complexType>
<xs:complexType name="identifiableActionType">
<xs:sequence>
<xs:element name="timestamp" type="xs:dateTime" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="name" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="email" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
</xs:complexType>
<xs:complexType name="pedigreeType">
<xs:sequence>
<xs:element name="ancestors" type="bom:componentsType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="descendants" type="bom:componentsType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="variants" type="bom:componentsType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="commits" type="bom:commitsType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="patches" type="bom:patchesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="notes" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
</xs:complexType>
<xs:complexType name="dependencyType">
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="dependency" type="bom:dependencyType"/>
</xs:sequence>
<xs:attribute name="ref" type="bom:refType" use="required">
</xs:attribute>
<xs:anyAttribute namespace="##other" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="dependenciesType">
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="dependency" type="bom:dependencyType">
</xs:element>
</xs:sequence>
</xs:complexType>
<xs:complexType name="servicesType">
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="service" type="bom:service"/>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="service">
<xs:sequence>
<xs:element name="provider" type="bom:organizationalEntity" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="group" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="name" type="xs:normalizedString" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="version" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="description" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="endpoints" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="endpoint" type="xs:anyURI" minOccurs="1">
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="authenticated" type="xs:boolean" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="x-trust-boundary" type="xs:boolean" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="data" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="classification" type="bom:dataClassificationType">
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="licenses" type="bom:licenseChoiceType" minOccurs="0" maxOccurs="1"/>
<xs:element name="externalReferences" type="bom:externalReferences" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="services" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="service" type="bom:service"/>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="releaseNotes" type="bom:releaseNotesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:attribute name="bom-ref" type="bom:refType">
</xs:attribute>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="dataClassificationType">
<xs:simpleContent>
<xs:extension base="xs:normalizedString">
<xs:attribute name="flow" type="bom:dataFlowType" use="required">
</xs:attribute>
</xs:extension>
</xs:simpleContent>
</xs:complexType>
<xs:simpleType name="dataFlowType">
<xs:restriction base="xs:string">
<xs:enumeration value="inbound"/>
<xs:enumeration value="outbound"/>
<xs:enumeration value="bi-directional"/>
<xs:enumeration value="unknown"/>
</xs:restriction>
</xs:simpleType>
<xs:complexType name="licenseChoiceType">
<xs:choice>
<xs:element name="license" type="bom:licenseType" minOccurs="0" maxOccurs="unbounded"/>
<xs:element name="expression" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:choice>
</xs:complexType>
<xs:complexType name="copyrightsType">
<xs:sequence>
<xs:element name="text" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
<xs:complexType name="componentEvidenceType">
<xs:sequence>
<xs:element name="licenses" type="bom:licenseChoiceType" minOccurs="0" maxOccurs="1"/>
<xs:element name="copyright" type="bom:copyrightsType" minOccurs="0" maxOccurs="1"/>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="compositionsType">
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="composition" type="bom:compositionType"/>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="compositionType">
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="aggregate" type="bom:aggregateType" default="not_specified">
</xs:element>
<xs:element name="assemblies" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="assembly" type="bom:bomReferenceType"/>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="dependencies" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="dependency" type="bom:bomReferenceType"/>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
<xs:simpleType name="aggregateType">
<xs:restriction base="xs:string">
<xs:enumeration value="complete">
</xs:enumeration>
<xs:enumeration value="incomplete">
</xs:enumeration>
<xs:enumeration value="incomplete_first_party_only">
</xs:enumeration>
<xs:enumeration value="incomplete_third_party_only">
</xs:enumeration>
<xs:enumeration value="unknown">
</xs:enumeration>
<xs:enumeration value="not_specified">
</xs:enumeration>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="localeType">
<xs:restriction base="xs:string">
<xs:pattern value="([a-z]{2})(-[A-Z]{2})?"/>
</xs:restriction>
</xs:simpleType>
<xs:complexType name="releaseNotesType">
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="type" type="xs:normalizedString" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="title" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="featuredImage" type="xs:anyURI" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="socialImage" type="xs:anyURI" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="description" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="timestamp" type="xs:dateTime" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="aliases" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="alias" type="xs:normalizedString">
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="tags" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="tag" type="xs:normalizedString">
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="resolves" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="issue" type="bom:issueType"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="notes" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="note">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="locale" type="bom:localeType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="text" type="bom:attachedTextType" minOccurs="1" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="bomReferenceType">
<xs:attribute name="ref" type="bom:refType" use="required">
</xs:attribute>
<xs:anyAttribute namespace="##other" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="propertiesType">
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="property" type="bom:propertyType"/>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="propertyType">
<xs:simpleContent>
<xs:extension base="xs:normalizedString">
<xs:attribute name="name" type="xs:string" use="required">
</xs:attribute>
</xs:extension>
</xs:simpleContent>
</xs:complexType>
<xs:complexType name="vulnerabilitiesType">
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="vulnerability" type="bom:vulnerabilityType">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="vulnerabilityType">
<xs:sequence minOccurs="0" maxOccurs="1">
<xs:element name="id" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="source" type="bom:vulnerabilitySourceType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="references" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="reference">
<xs:complexType>
<xs:sequence minOccurs="1" maxOccurs="1">
<xs:element name="id" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="source" type="bom:vulnerabilitySourceType" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="ratings" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="rating" type="bom:ratingType" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="cwes" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="cwe" type="xs:integer" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="description" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="detail" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="recommendation" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="advisories" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="advisory" type="bom:advisoryType" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="created" type="xs:dateTime" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="published" type="xs:dateTime" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="updated" type="xs:dateTime" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="credits" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="organizations" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="organization" type="bom:organizationalEntity"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="individuals" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="individual" type="bom:organizationalContact"/>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="tools" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="tool" minOccurs="0" type="bom:toolType"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="analysis" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="1">
<xs:element name="state" type="bom:impactAnalysisStateType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="justification" type="bom:impactAnalysisJustificationType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="responses" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="response" type="bom:impactAnalysisResponsesType"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="detail" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="affects" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="target">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="1">
<xs:element name="ref" type="bom:refType" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="versions" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="version">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="1">
<xs:choice>
<xs:element name="version" type="xs:normalizedString" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="range" type="xs:normalizedString" minOccurs="1" maxOccurs="1">
</xs:element>
</xs:choice>
<xs:element name="status" type="bom:impactAnalysisAffectedStatusType" minOccurs="0" maxOccurs="1" default="affected">
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:sequence>
<xs:attribute name="bom-ref" type="bom:refType">
</xs:attribute>
</xs:complexType>
<xs:complexType name="vulnerabilitySourceType">
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="name" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="url" type="xs:anyURI" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:complexType>
<xs:complexType name="ratingType">
<xs:sequence>
<xs:element name="source" type="bom:vulnerabilitySourceType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="score" type="xs:decimal" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="severity" type="bom:severityType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="method" type="bom:scoreSourceType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="vector" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="justification" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:complexType>
<xs:complexType name="advisoryType">
<xs:sequence>
<xs:element name="title" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="url" type="xs:anyURI" minOccurs="1" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:complexType>
<xs:simpleType name="severityType" final="restriction">
<xs:restriction base="xs:string">
<xs:enumeration value="critical"/>
<xs:enumeration value="high"/>
<xs:enumeration value="medium"/>
<xs:enumeration value="low"/>
<xs:enumeration value="info"/>
<xs:enumeration value="none"/>
<xs:enumeration value="unknown"/>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="impactAnalysisStateType" final="restriction">
<xs:restriction base="xs:string">
<xs:enumeration value="resolved">
</xs:enumeration>
<xs:enumeration value="resolved_with_pedigree">
</xs:enumeration>
<xs:enumeration value="exploitable">
</xs:enumeration>
<xs:enumeration value="in_triage">
</xs:enumeration>
<xs:enumeration value="false_positive">
</xs:enumeration>
<xs:enumeration value="not_affected">
</xs:enumeration>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="impactAnalysisJustificationType" final="restriction">
<xs:restriction base="xs:string">
<xs:enumeration value="code_not_present">
</xs:enumeration>
<xs:enumeration value="code_not_reachable">
</xs:enumeration>
<xs:enumeration value="requires_configuration">
</xs:enumeration>
<xs:enumeration value="requires_dependency">
</xs:enumeration>
<xs:enumeration value="requires_environment">
</xs:enumeration>
<xs:enumeration value="protected_by_compiler">
</xs:enumeration>
<xs:enumeration value="protected_at_runtime">
</xs:enumeration>
<xs:enumeration value="protected_at_perimeter">
</xs:enumeration>
<xs:enumeration value="protected_by_mitigating_control">
</xs:enumeration>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="scoreSourceType" final="restriction">
<xs:restriction base="xs:string">
<xs:enumeration value="CVSSv2">
</xs:enumeration>
<xs:enumeration value="CVSSv3">
</xs:enumeration>
<xs:enumeration value="CVSSv31">
</xs:enumeration>
<xs:enumeration value="OWASP">
</xs:enumeration>
<xs:enumeration value="other">
</xs:enumeration>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="impactAnalysisResponsesType" final="restriction">
<xs:restriction base="xs:string">
<xs:enumeration value="can_not_fix"/>
<xs:enumeration value="will_not_fix"/>
<xs:enumeration value="update"/>
<xs:enumeration value="rollback"/>
<xs:enumeration value="workaround_available"/>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="impactAnalysisAffectedStatusType" final="restriction">
<xs:restriction base="xs:string">
<xs:enumeration value="affected"/>
<xs:enumeration value="unaffected"/>
<xs:enumeration value="unknown"/>
</xs:restriction>
</xs:simpleType>
<xs:element name="bom">
<xs:complexType>
<xs:sequence>
<xs:element name="metadata" type="bom:metadata" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="components" type="bom:componentsType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="services" type="bom:servicesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="externalReferences" type="bom:externalReferences" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="dependencies" type="bom:dependenciesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="compositions" type="bom:compositionsType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="vulnerabilities" type="bom:vulnerabilitiesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:attribute name="version" type="xs:integer" default="1">
</xs:attribute>
<xs:attribute name="serialNumber" type="bom:urnUuid">
</xs:attribute>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:unique name="bom-ref">
<xs:selector xpath=".//*"/>
<xs:field xpath="@bom-ref"/>
</xs:unique>
</xs:element>
</xs:schema>
`;
