// Written by scripts/generate-cyclonedx.mjs from the schemas of CycloneDX, copyright OWASP Foundation, Apache-2.0,
// as @cyclonedx/cyclonedx-library 10.3.0 carries them; descriptions removed. Do not edit.
export const json = `{"$schema":"http://json-schema.org/draft-07/schema#","$id":"http://cyclonedx.org/schema/bom-1.2b.schema.json","type":"object","required":["bomFormat","specVersion"],"additionalProperties":false,"properties":{"$schema":{"type":"string"},"bomFormat":{"$id":"#/properties/bomFormat","type":"string","enum":["CycloneDX"]},"specVersion":{"$id":"#/properties/specVersion","type":"string"},"serialNumber":{"$id":"#/properties/serialNumber","type":"string","default":"","pattern":"^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"},"version":{"$id":"#/properties/version","type":"integer","default":1},"metadata":{"$id":"#/properties/metadata","$ref":"#/definitions/metadata"},"components":{"$id":"#/properties/components","type":"array","items":{"$ref":"#/definitions/component"},"uniqueItems":true},"services":{"$id":"#/properties/services","type":"array","items":{"$ref":"#/definitions/service"},"uniqueItems":true},"externalReferences":{"$id":"#/properties/externalReferences","type":"array","items":{"$ref":"#/definitions/externalReference"}},"dependencies":{"$id":"#/properties/dependencies","type":"array","items":{"$ref":"#/definitions/dependency"},"uniqueItems":true}},"definitions":{"refType":{"type":"string"},"metadata":{"type":"object","additionalProperties":false,"properties":{"timestamp":{"type":"string","format":"date-time"},"tools":{"type":"array","items":{"$ref":"#/definitions/tool"}},"authors":{"type":"array","items":{"$ref":"#/definitions/organizationalContact"}},"component":{"$ref":"#/definitions/component"},"manufacture":{"$ref":"#/definitions/organizationalEntity"},"supplier":{"$ref":"#/definitions/organizationalEntity"}}},"tool":{"type":"object","additionalProperties":false,"properties":{"vendor":{"type":"string"},"name":{"type":"string"},"version":{"type":"string"},"hashes":{"$id":"#/definitions/tool/properties/hashes","type":"array","items":{"$ref":"#/definitions/hash"}}}},"organizationalEntity":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string","default":"","pattern":"^(.*)$"},"url":{"type":"array","default":"","pattern":"^(.*)$"},"contact":{"type":"array","items":{"$ref":"#/definitions/organizationalContact"}}}},"organizationalContact":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string","default":"","pattern":"^(.*)$"},"email":{"type":"string","default":"","pattern":"^(.*)$"},"phone":{"type":"string","default":"","pattern":"^(.*)$"}}},"component":{"type":"object","required":["type","name","version"],"additionalProperties":false,"properties":{"type":{"type":"string","enum":["application","framework","library","container","operating-system","device","firmware","file"],"default":"","pattern":"^(.*)$"},"mime-type":{"type":"string","default":"","pattern":"^[-+a-z0-9.]+/[-+a-z0-9.]+$"},"bom-ref":{"$ref":"#/definitions/refType","default":"","pattern":"^(.*)$"},"supplier":{"$ref":"#/definitions/organizationalEntity"},"author":{"type":"string","default":"","pattern":"^(.*)$"},"publisher":{"type":"string","default":"","pattern":"^(.*)$"},"group":{"type":"string","default":"","pattern":"^(.*)$"},"name":{"type":"string","default":"","pattern":"^(.*)$"},"version":{"type":"string","default":"","pattern":"^(.*)$"},"description":{"type":"string","default":"","pattern":"^(.*)$"},"scope":{"type":"string","enum":["required","optional","excluded"],"default":"required","pattern":"^(.*)$"},"hashes":{"type":"array","items":{"$ref":"#/definitions/hash"}},"licenses":{"type":"array","items":{"additionalProperties":false,"properties":{"license":{"$ref":"#/definitions/license"},"expression":{"type":"string","pattern":"^(.*)$"}},"oneOf":[{"required":["license"]},{"required":["expression"]}]}},"copyright":{"type":"string","pattern":"^(.*)$"},"cpe":{"type":"string","pattern":"^(.*)$"},"purl":{"type":"string","default":"","pattern":"^(.*)$"},"swid":{"$ref":"#/definitions/swid"},"modified":{"type":"boolean"},"pedigree":{"type":"object","additionalProperties":false,"properties":{"ancestors":{"type":"array","items":{"$ref":"#/definitions/component"}},"descendants":{"type":"array","items":{"$ref":"#/definitions/component"}},"variants":{"type":"array","items":{"$ref":"#/definitions/component"}},"commits":{"type":"array","items":{"$ref":"#/definitions/commit"}},"patches":{"type":"array","items":{"$ref":"#/definitions/patch"}},"notes":{"type":"string","pattern":"^(.*)$"}}},"externalReferences":{"type":"array","items":{"$ref":"#/definitions/externalReference"}},"components":{"$id":"#/definitions/component/properties/components","type":"array","items":{"$ref":"#/definitions/component"},"uniqueItems":true}}},"swid":{"type":"object","required":["tagId","name"],"additionalProperties":false,"properties":{"tagId":{"type":"string"},"name":{"type":"string"},"version":{"type":"string","default":"0.0"},"tagVersion":{"type":"integer","default":0},"patch":{"type":"boolean","default":false},"text":{"$ref":"#/definitions/attachment"},"url":{"type":"string","default":"The URL to the SWID file.","pattern":"^(.*)$"}}},"attachment":{"type":"object","required":["content"],"additionalProperties":false,"properties":{"contentType":{"type":"string","default":"text/plain"},"encoding":{"type":"string","enum":["base64"],"default":"","pattern":"^(.*)$"},"content":{"type":"string"}}},"hash":{"type":"object","required":["alg","content"],"additionalProperties":false,"properties":{"alg":{"$ref":"#/definitions/hash-alg"},"content":{"$ref":"#/definitions/hash-content"}}},"hash-alg":{"type":"string","enum":["MD5","SHA-1","SHA-256","SHA-384","SHA-512","SHA3-256","SHA3-384","SHA3-512","BLAKE2b-256","BLAKE2b-384","BLAKE2b-512","BLAKE3"],"default":"","pattern":"^(.*)$"},"hash-content":{"type":"string","default":"","pattern":"^([a-fA-F0-9]{32}|[a-fA-F0-9]{40}|[a-fA-F0-9]{64}|[a-fA-F0-9]{96}|[a-fA-F0-9]{128})$"},"license":{"type":"object","oneOf":[{"required":["id"]},{"required":["name"]}],"additionalProperties":false,"properties":{"id":{"$ref":"spdx.schema.json"},"name":{"type":"string","default":"","pattern":"^(.*)$"},"text":{"$ref":"#/definitions/attachment"},"url":{"type":"string","pattern":"^(.*)$"}}},"commit":{"type":"object","additionalProperties":false,"properties":{"uid":{"type":"string","pattern":"^(.*)$"},"url":{"type":"string","format":"iri-reference"},"author":{"$ref":"#/definitions/identifiableAction"},"committer":{"$ref":"#/definitions/identifiableAction"},"message":{"type":"string","pattern":"^(.*)$"}}},"patch":{"type":"object","required":["type"],"additionalProperties":false,"properties":{"type":{"type":"string","enum":["unofficial","monkey","backport","cherry-pick"]},"diff":{"$ref":"#/definitions/diff"},"resolves":{"type":"array","items":{"$ref":"#/definitions/issue"}}}},"diff":{"type":"object","additionalProperties":false,"properties":{"text":{"$ref":"#/definitions/attachment"},"url":{"type":"string","pattern":"^(.*)$"}}},"issue":{"type":"object","required":["type"],"additionalProperties":false,"properties":{"type":{"type":"string","enum":["defect","enhancement","security"]},"id":{"type":"string","pattern":"^(.*)$"},"name":{"type":"string","pattern":"^(.*)$"},"description":{"type":"string","pattern":"^(.*)$"},"source":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string","pattern":"^(.*)$"},"url":{"type":"string","pattern":"^(.*)$"}}},"references":{"type":"array","default":"","pattern":"^(.*)$"}}},"identifiableAction":{"type":"object","additionalProperties":false,"properties":{"timestamp":{"type":"string","format":"date-time"},"name":{"type":"string","pattern":"^(.*)$"},"email":{"type":"string","format":"idn-email"}}},"externalReference":{"type":"object","required":["url","type"],"additionalProperties":false,"properties":{"url":{"type":"string","pattern":"^(.*)$"},"comment":{"type":"string","pattern":"^(.*)$"},"type":{"type":"string","enum":["vcs","issue-tracker","website","advisories","bom","mailing-list","social","chat","documentation","support","distribution","license","build-meta","build-system","other"]}}},"dependency":{"type":"object","required":["ref"],"additionalProperties":false,"properties":{"ref":{"$ref":"#/definitions/refType"},"dependsOn":{"type":"array","uniqueItems":true,"items":{"$ref":"#/definitions/refType"}}}},"service":{"type":"object","required":["name"],"additionalProperties":false,"properties":{"bom-ref":{"$ref":"#/definitions/refType","default":"","pattern":"^(.*)$"},"provider":{"$ref":"#/definitions/organizationalEntity"},"group":{"type":"string","default":"","pattern":"^(.*)$"},"name":{"type":"string","default":"","pattern":"^(.*)$"},"version":{"type":"string","default":"","pattern":"^(.*)$"},"description":{"type":"string","default":"","pattern":"^(.*)$"},"endpoints":{"type":"array","default":"","pattern":"^(.*)$"},"authenticated":{"type":"boolean"},"x-trust-boundary":{"type":"boolean"},"data":{"type":"array","items":{"$ref":"#/definitions/dataClassification"}},"licenses":{"type":"array","items":{"additionalProperties":false,"properties":{"license":{"$ref":"#/definitions/license"},"expression":{"type":"string","pattern":"^(.*)$"}},"oneOf":[{"required":["license"]},{"required":["expression"]}]}},"externalReferences":{"type":"array","items":{"$ref":"#/definitions/externalReference"}},"services":{"$id":"#/definitions/service/properties/services","type":"array","items":{"$ref":"#/definitions/service"},"uniqueItems":true}}},"dataClassification":{"type":"object","required":["flow","classification"],"additionalProperties":false,"properties":{"flow":{"$ref":"#/definitions/dataFlow"},"classification":{"type":"string"}}},"dataFlow":{"type":"string","enum":["inbound","outbound","bi-directional","unknown"],"default":"","pattern":"^(.*)$"}}}`;
export const xsd = `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning"
xmlns:bom="http://cyclonedx.org/schema/bom/1.2"
xmlns:spdx="http://cyclonedx.org/schema/spdx"
elementFormDefault="qualified"
targetNamespace="http://cyclonedx.org/schema/bom/1.2"
vc:minVersion="1.0"
vc:maxVersion="1.1"
version="1.2.1">
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
<xs:element name="manufacture" type="bom:organizationalEntity" minOccurs="0" maxOccurs="unbounded">
</xs:element>
<xs:element name="supplier" type="bom:organizationalEntity" minOccurs="0" maxOccurs="unbounded">
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
<xs:element name="email" type="xs:normalizedString" minOccurs="0" maxOccurs="unbounded">
</xs:element>
<xs:element name="phone" type="xs:normalizedString" minOccurs="0" maxOccurs="unbounded">
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
<xs:element name="version" type="xs:normalizedString" minOccurs="1" maxOccurs="1">
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
<xs:element name="licenses" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:choice>
<xs:element name="license" type="bom:licenseType" minOccurs="0" maxOccurs="unbounded"/>
<xs:element name="expression" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:choice>
</xs:complexType>
</xs:element>
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
<xs:element name="components" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="component" type="bom:component"/>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
</xs:complexType>
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
<xs:element name="licenses" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:choice>
<xs:element name="license" type="bom:licenseType" minOccurs="0" maxOccurs="unbounded"/>
<xs:element name="expression" type="xs:normalizedString" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:choice>
</xs:complexType>
</xs:element>
<xs:element name="externalReferences" type="bom:externalReferences" minOccurs="0" maxOccurs="1">
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
