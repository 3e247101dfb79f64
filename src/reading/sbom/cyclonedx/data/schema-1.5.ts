// Written by scripts/generate-cyclonedx.mjs from the schemas of CycloneDX, copyright OWASP Foundation, Apache-2.0,
// as @cyclonedx/cyclonedx-library 10.3.0 carries them; descriptions removed. Do not edit.
export const json = `{"$schema":"http://json-schema.org/draft-07/schema#","$id":"http://cyclonedx.org/schema/bom-1.5.schema.json","type":"object","required":["bomFormat","specVersion"],"additionalProperties":false,"properties":{"$schema":{"type":"string"},"bomFormat":{"type":"string","enum":["CycloneDX"]},"specVersion":{"type":"string"},"serialNumber":{"type":"string","pattern":"^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"},"version":{"type":"integer","minimum":1,"default":1},"metadata":{"$ref":"#/definitions/metadata"},"components":{"type":"array","items":{"$ref":"#/definitions/component"},"uniqueItems":true},"services":{"type":"array","items":{"$ref":"#/definitions/service"},"uniqueItems":true},"externalReferences":{"type":"array","items":{"$ref":"#/definitions/externalReference"}},"dependencies":{"type":"array","items":{"$ref":"#/definitions/dependency"},"uniqueItems":true},"compositions":{"type":"array","items":{"$ref":"#/definitions/compositions"},"uniqueItems":true},"vulnerabilities":{"type":"array","items":{"$ref":"#/definitions/vulnerability"},"uniqueItems":true},"annotations":{"type":"array","items":{"$ref":"#/definitions/annotations"},"uniqueItems":true},"formulation":{"type":"array","items":{"$ref":"#/definitions/formula"},"uniqueItems":true},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}},"signature":{"$ref":"#/definitions/signature"}},"definitions":{"refType":{"type":"string","minLength":1},"refLinkType":{"allOf":[{"$ref":"#/definitions/refType"}]},"bomLinkDocumentType":{"type":"string","format":"iri-reference","pattern":"^urn:cdx:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/[1-9][0-9]*$"},"bomLinkElementType":{"type":"string","format":"iri-reference","pattern":"^urn:cdx:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/[1-9][0-9]*#.+$"},"bomLink":{"anyOf":[{"$ref":"#/definitions/bomLinkDocumentType"},{"$ref":"#/definitions/bomLinkElementType"}]},"metadata":{"type":"object","additionalProperties":false,"properties":{"timestamp":{"type":"string","format":"date-time"},"lifecycles":{"type":"array","items":{"type":"object","oneOf":[{"required":["phase"],"additionalProperties":false,"properties":{"phase":{"type":"string","enum":["design","pre-build","build","post-build","operations","discovery","decommission"]}}},{"required":["name"],"additionalProperties":false,"properties":{"name":{"type":"string"},"description":{"type":"string"}}}]}},"tools":{"oneOf":[{"type":"object","additionalProperties":false,"properties":{"components":{"type":"array","items":{"$ref":"#/definitions/component"},"uniqueItems":true},"services":{"type":"array","items":{"$ref":"#/definitions/service"},"uniqueItems":true}}},{"type":"array","items":{"$ref":"#/definitions/tool"}}]},"authors":{"type":"array","items":{"$ref":"#/definitions/organizationalContact"}},"component":{"$ref":"#/definitions/component"},"manufacture":{"$ref":"#/definitions/organizationalEntity"},"supplier":{"$ref":"#/definitions/organizationalEntity"},"licenses":{"$ref":"#/definitions/licenseChoice"},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"tool":{"type":"object","additionalProperties":false,"properties":{"vendor":{"type":"string"},"name":{"type":"string"},"version":{"type":"string"},"hashes":{"type":"array","items":{"$ref":"#/definitions/hash"}},"externalReferences":{"type":"array","items":{"$ref":"#/definitions/externalReference"}}}},"organizationalEntity":{"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":"#/definitions/refType"},"name":{"type":"string"},"url":{"type":"array","items":{"type":"string","format":"iri-reference"}},"contact":{"type":"array","items":{"$ref":"#/definitions/organizationalContact"}}}},"organizationalContact":{"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":"#/definitions/refType"},"name":{"type":"string"},"email":{"type":"string","format":"idn-email"},"phone":{"type":"string"}}},"component":{"type":"object","required":["type","name"],"additionalProperties":false,"properties":{"type":{"type":"string","enum":["application","framework","library","container","platform","operating-system","device","device-driver","firmware","file","machine-learning-model","data"]},"mime-type":{"type":"string","pattern":"^[-+a-z0-9.]+/[-+a-z0-9.]+$"},"bom-ref":{"$ref":"#/definitions/refType"},"supplier":{"$ref":"#/definitions/organizationalEntity"},"author":{"type":"string"},"publisher":{"type":"string"},"group":{"type":"string"},"name":{"type":"string"},"version":{"type":"string"},"description":{"type":"string"},"scope":{"type":"string","enum":["required","optional","excluded"],"default":"required"},"hashes":{"type":"array","items":{"$ref":"#/definitions/hash"}},"licenses":{"$ref":"#/definitions/licenseChoice"},"copyright":{"type":"string"},"cpe":{"type":"string"},"purl":{"type":"string"},"swid":{"$ref":"#/definitions/swid"},"modified":{"type":"boolean"},"pedigree":{"type":"object","additionalProperties":false,"properties":{"ancestors":{"type":"array","items":{"$ref":"#/definitions/component"}},"descendants":{"type":"array","items":{"$ref":"#/definitions/component"}},"variants":{"type":"array","items":{"$ref":"#/definitions/component"}},"commits":{"type":"array","items":{"$ref":"#/definitions/commit"}},"patches":{"type":"array","items":{"$ref":"#/definitions/patch"}},"notes":{"type":"string"}}},"externalReferences":{"type":"array","items":{"$ref":"#/definitions/externalReference"}},"components":{"type":"array","items":{"$ref":"#/definitions/component"},"uniqueItems":true},"evidence":{"$ref":"#/definitions/componentEvidence"},"releaseNotes":{"$ref":"#/definitions/releaseNotes"},"modelCard":{"$ref":"#/definitions/modelCard"},"data":{"type":"array","items":{"$ref":"#/definitions/componentData"}},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}},"signature":{"$ref":"#/definitions/signature"}}},"swid":{"type":"object","required":["tagId","name"],"additionalProperties":false,"properties":{"tagId":{"type":"string"},"name":{"type":"string"},"version":{"type":"string","default":"0.0"},"tagVersion":{"type":"integer","default":0},"patch":{"type":"boolean","default":false},"text":{"$ref":"#/definitions/attachment"},"url":{"type":"string","format":"iri-reference"}}},"attachment":{"type":"object","required":["content"],"additionalProperties":false,"properties":{"contentType":{"type":"string","default":"text/plain"},"encoding":{"type":"string","enum":["base64"]},"content":{"type":"string"}}},"hash":{"type":"object","required":["alg","content"],"additionalProperties":false,"properties":{"alg":{"$ref":"#/definitions/hash-alg"},"content":{"$ref":"#/definitions/hash-content"}}},"hash-alg":{"type":"string","enum":["MD5","SHA-1","SHA-256","SHA-384","SHA-512","SHA3-256","SHA3-384","SHA3-512","BLAKE2b-256","BLAKE2b-384","BLAKE2b-512","BLAKE3"]},"hash-content":{"type":"string","pattern":"^([a-fA-F0-9]{32}|[a-fA-F0-9]{40}|[a-fA-F0-9]{64}|[a-fA-F0-9]{96}|[a-fA-F0-9]{128})$"},"license":{"type":"object","oneOf":[{"required":["id"]},{"required":["name"]}],"additionalProperties":false,"properties":{"bom-ref":{"$ref":"#/definitions/refType"},"id":{"$ref":"spdx.schema.json"},"name":{"type":"string"},"text":{"$ref":"#/definitions/attachment"},"url":{"type":"string","format":"iri-reference"},"licensing":{"type":"object","additionalProperties":false,"properties":{"altIds":{"type":"array","items":{"type":"string"}},"licensor":{"type":"object","additionalProperties":false,"properties":{"organization":{"$ref":"#/definitions/organizationalEntity"},"individual":{"$ref":"#/definitions/organizationalContact"}},"oneOf":[{"required":["organization"]},{"required":["individual"]}]},"licensee":{"type":"object","additionalProperties":false,"properties":{"organization":{"$ref":"#/definitions/organizationalEntity"},"individual":{"$ref":"#/definitions/organizationalContact"}},"oneOf":[{"required":["organization"]},{"required":["individual"]}]},"purchaser":{"type":"object","additionalProperties":false,"properties":{"organization":{"$ref":"#/definitions/organizationalEntity"},"individual":{"$ref":"#/definitions/organizationalContact"}},"oneOf":[{"required":["organization"]},{"required":["individual"]}]},"purchaseOrder":{"type":"string"},"licenseTypes":{"type":"array","items":{"type":"string","enum":["academic","appliance","client-access","concurrent-user","core-points","custom-metric","device","evaluation","named-user","node-locked","oem","perpetual","processor-points","subscription","user","other"]}},"lastRenewal":{"type":"string","format":"date-time"},"expiration":{"type":"string","format":"date-time"}}},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"licenseChoice":{"type":"array","oneOf":[{"type":"array","items":{"type":"object","required":["license"],"additionalProperties":false,"properties":{"license":{"$ref":"#/definitions/license"}}}},{"type":"array","additionalItems":false,"minItems":1,"maxItems":1,"items":[{"type":"object","additionalProperties":false,"required":["expression"],"properties":{"expression":{"type":"string"},"bom-ref":{"$ref":"#/definitions/refType"}}}]}]},"commit":{"type":"object","additionalProperties":false,"properties":{"uid":{"type":"string"},"url":{"type":"string","format":"iri-reference"},"author":{"$ref":"#/definitions/identifiableAction"},"committer":{"$ref":"#/definitions/identifiableAction"},"message":{"type":"string"}}},"patch":{"type":"object","required":["type"],"additionalProperties":false,"properties":{"type":{"type":"string","enum":["unofficial","monkey","backport","cherry-pick"]},"diff":{"$ref":"#/definitions/diff"},"resolves":{"type":"array","items":{"$ref":"#/definitions/issue"}}}},"diff":{"type":"object","additionalProperties":false,"properties":{"text":{"$ref":"#/definitions/attachment"},"url":{"type":"string","format":"iri-reference"}}},"issue":{"type":"object","required":["type"],"additionalProperties":false,"properties":{"type":{"type":"string","enum":["defect","enhancement","security"]},"id":{"type":"string"},"name":{"type":"string"},"description":{"type":"string"},"source":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"url":{"type":"string","format":"iri-reference"}}},"references":{"type":"array","items":{"type":"string","format":"iri-reference"}}}},"identifiableAction":{"type":"object","additionalProperties":false,"properties":{"timestamp":{"type":"string","format":"date-time"},"name":{"type":"string"},"email":{"type":"string","format":"idn-email"}}},"externalReference":{"type":"object","required":["url","type"],"additionalProperties":false,"properties":{"url":{"anyOf":[{"type":"string","format":"iri-reference"},{"$ref":"#/definitions/bomLink"}]},"comment":{"type":"string"},"type":{"type":"string","enum":["vcs","issue-tracker","website","advisories","bom","mailing-list","social","chat","documentation","support","distribution","distribution-intake","license","build-meta","build-system","release-notes","security-contact","model-card","log","configuration","evidence","formulation","attestation","threat-model","adversary-model","risk-assessment","vulnerability-assertion","exploitability-statement","pentest-report","static-analysis-report","dynamic-analysis-report","runtime-analysis-report","component-analysis-report","maturity-report","certification-report","codified-infrastructure","quality-metrics","poam","other"]},"hashes":{"type":"array","items":{"$ref":"#/definitions/hash"}}}},"dependency":{"type":"object","required":["ref"],"additionalProperties":false,"properties":{"ref":{"$ref":"#/definitions/refLinkType"},"dependsOn":{"type":"array","uniqueItems":true,"items":{"$ref":"#/definitions/refLinkType"}}}},"service":{"type":"object","required":["name"],"additionalProperties":false,"properties":{"bom-ref":{"$ref":"#/definitions/refType"},"provider":{"$ref":"#/definitions/organizationalEntity"},"group":{"type":"string"},"name":{"type":"string"},"version":{"type":"string"},"description":{"type":"string"},"endpoints":{"type":"array","items":{"type":"string","format":"iri-reference"}},"authenticated":{"type":"boolean"},"x-trust-boundary":{"type":"boolean"},"trustZone":{"type":"string"},"data":{"type":"array","items":{"$ref":"#/definitions/serviceData"}},"licenses":{"$ref":"#/definitions/licenseChoice"},"externalReferences":{"type":"array","items":{"$ref":"#/definitions/externalReference"}},"services":{"type":"array","items":{"$ref":"#/definitions/service"},"uniqueItems":true},"releaseNotes":{"$ref":"#/definitions/releaseNotes"},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}},"signature":{"$ref":"#/definitions/signature"}}},"serviceData":{"type":"object","required":["flow","classification"],"additionalProperties":false,"properties":{"flow":{"$ref":"#/definitions/dataFlowDirection"},"classification":{"$ref":"#/definitions/dataClassification"},"name":{"type":"string"},"description":{"type":"string"},"governance":{"type":"object","$ref":"#/definitions/dataGovernance"},"source":{"type":"array","items":{"anyOf":[{"type":"string","format":"iri-reference"},{"$ref":"#/definitions/bomLinkElementType"}]}},"destination":{"type":"array","items":{"anyOf":[{"type":"string","format":"iri-reference"},{"$ref":"#/definitions/bomLinkElementType"}]}}}},"dataFlowDirection":{"type":"string","enum":["inbound","outbound","bi-directional","unknown"]},"copyright":{"type":"object","required":["text"],"additionalProperties":false,"properties":{"text":{"type":"string"}}},"componentEvidence":{"type":"object","additionalProperties":false,"properties":{"identity":{"type":"object","required":["field"],"additionalProperties":false,"properties":{"field":{"type":"string","enum":["group","name","version","purl","cpe","swid","hash"]},"confidence":{"type":"number","minimum":0,"maximum":1},"methods":{"type":"array","items":{"type":"object","required":["technique","confidence"],"additionalProperties":false,"properties":{"technique":{"type":"string","enum":["source-code-analysis","binary-analysis","manifest-analysis","ast-fingerprint","hash-comparison","instrumentation","dynamic-analysis","filename","attestation","other"]},"confidence":{"type":"number","minimum":0,"maximum":1},"value":{"type":"string"}}}},"tools":{"type":"array","uniqueItems":true,"items":{"anyOf":[{"$ref":"#/definitions/refLinkType"},{"$ref":"#/definitions/bomLinkElementType"}]}}}},"occurrences":{"type":"array","items":{"type":"object","required":["location"],"additionalProperties":false,"properties":{"bom-ref":{"$ref":"#/definitions/refType"},"location":{"type":"string"}}}},"callstack":{"type":"object","additionalProperties":false,"properties":{"frames":{"type":"array","items":{"type":"object","required":["module"],"additionalProperties":false,"properties":{"package":{"type":"string"},"module":{"type":"string"},"function":{"type":"string"},"parameters":{"type":"array","items":{"type":"string"}},"line":{"type":"integer"},"column":{"type":"integer"},"fullFilename":{"type":"string"}}}}}},"licenses":{"$ref":"#/definitions/licenseChoice"},"copyright":{"type":"array","items":{"$ref":"#/definitions/copyright"}}}},"compositions":{"type":"object","required":["aggregate"],"additionalProperties":false,"properties":{"bom-ref":{"$ref":"#/definitions/refType"},"aggregate":{"$ref":"#/definitions/aggregateType"},"assemblies":{"type":"array","uniqueItems":true,"items":{"anyOf":[{"$ref":"#/definitions/refLinkType"},{"$ref":"#/definitions/bomLinkElementType"}]}},"dependencies":{"type":"array","uniqueItems":true,"items":{"type":"string"}},"vulnerabilities":{"type":"array","uniqueItems":true,"items":{"type":"string"}},"signature":{"$ref":"#/definitions/signature"}}},"aggregateType":{"type":"string","default":"not_specified","enum":["complete","incomplete","incomplete_first_party_only","incomplete_first_party_proprietary_only","incomplete_first_party_opensource_only","incomplete_third_party_only","incomplete_third_party_proprietary_only","incomplete_third_party_opensource_only","unknown","not_specified"]},"property":{"type":"object","properties":{"name":{"type":"string"},"value":{"type":"string"}}},"localeType":{"type":"string","pattern":"^([a-z]{2})(-[A-Z]{2})?$"},"releaseType":{"type":"string"},"note":{"type":"object","required":["text"],"additionalProperties":false,"properties":{"locale":{"$ref":"#/definitions/localeType"},"text":{"$ref":"#/definitions/attachment"}}},"releaseNotes":{"type":"object","required":["type"],"additionalProperties":false,"properties":{"type":{"$ref":"#/definitions/releaseType"},"title":{"type":"string"},"featuredImage":{"type":"string","format":"iri-reference"},"socialImage":{"type":"string","format":"iri-reference"},"description":{"type":"string"},"timestamp":{"type":"string","format":"date-time"},"aliases":{"type":"array","items":{"type":"string"}},"tags":{"type":"array","items":{"type":"string"}},"resolves":{"type":"array","items":{"$ref":"#/definitions/issue"}},"notes":{"type":"array","items":{"$ref":"#/definitions/note"}},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"advisory":{"type":"object","required":["url"],"additionalProperties":false,"properties":{"title":{"type":"string"},"url":{"type":"string","format":"iri-reference"}}},"cwe":{"type":"integer","minimum":1},"severity":{"type":"string","enum":["critical","high","medium","low","info","none","unknown"]},"scoreMethod":{"type":"string","enum":["CVSSv2","CVSSv3","CVSSv31","CVSSv4","OWASP","SSVC","other"]},"impactAnalysisState":{"type":"string","enum":["resolved","resolved_with_pedigree","exploitable","in_triage","false_positive","not_affected"]},"impactAnalysisJustification":{"type":"string","enum":["code_not_present","code_not_reachable","requires_configuration","requires_dependency","requires_environment","protected_by_compiler","protected_at_runtime","protected_at_perimeter","protected_by_mitigating_control"]},"rating":{"type":"object","additionalProperties":false,"properties":{"source":{"$ref":"#/definitions/vulnerabilitySource"},"score":{"type":"number"},"severity":{"$ref":"#/definitions/severity"},"method":{"$ref":"#/definitions/scoreMethod"},"vector":{"type":"string"},"justification":{"type":"string"}}},"vulnerabilitySource":{"type":"object","additionalProperties":false,"properties":{"url":{"type":"string"},"name":{"type":"string"}}},"vulnerability":{"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":"#/definitions/refType"},"id":{"type":"string"},"source":{"$ref":"#/definitions/vulnerabilitySource"},"references":{"type":"array","items":{"type":"object","required":["id","source"],"additionalProperties":false,"properties":{"id":{"type":"string"},"source":{"$ref":"#/definitions/vulnerabilitySource"}}}},"ratings":{"type":"array","items":{"$ref":"#/definitions/rating"}},"cwes":{"type":"array","items":{"$ref":"#/definitions/cwe"}},"description":{"type":"string"},"detail":{"type":"string"},"recommendation":{"type":"string"},"workaround":{"type":"string"},"proofOfConcept":{"type":"object","properties":{"reproductionSteps":{"type":"string"},"environment":{"type":"string"},"supportingMaterial":{"type":"array","items":{"$ref":"#/definitions/attachment"}}}},"advisories":{"type":"array","items":{"$ref":"#/definitions/advisory"}},"created":{"type":"string","format":"date-time"},"published":{"type":"string","format":"date-time"},"updated":{"type":"string","format":"date-time"},"rejected":{"type":"string","format":"date-time"},"credits":{"type":"object","additionalProperties":false,"properties":{"organizations":{"type":"array","items":{"$ref":"#/definitions/organizationalEntity"}},"individuals":{"type":"array","items":{"$ref":"#/definitions/organizationalContact"}}}},"tools":{"oneOf":[{"type":"object","additionalProperties":false,"properties":{"components":{"type":"array","items":{"$ref":"#/definitions/component"},"uniqueItems":true},"services":{"type":"array","items":{"$ref":"#/definitions/service"},"uniqueItems":true}}},{"type":"array","items":{"$ref":"#/definitions/tool"}}]},"analysis":{"type":"object","additionalProperties":false,"properties":{"state":{"$ref":"#/definitions/impactAnalysisState"},"justification":{"$ref":"#/definitions/impactAnalysisJustification"},"response":{"type":"array","items":{"type":"string","enum":["can_not_fix","will_not_fix","update","rollback","workaround_available"]}},"detail":{"type":"string"},"firstIssued":{"type":"string","format":"date-time"},"lastUpdated":{"type":"string","format":"date-time"}}},"affects":{"type":"array","uniqueItems":true,"items":{"type":"object","required":["ref"],"additionalProperties":false,"properties":{"ref":{"anyOf":[{"$ref":"#/definitions/refLinkType"},{"$ref":"#/definitions/bomLinkElementType"}]},"versions":{"type":"array","items":{"type":"object","oneOf":[{"required":["version"]},{"required":["range"]}],"additionalProperties":false,"properties":{"version":{"$ref":"#/definitions/version"},"range":{"$ref":"#/definitions/range"},"status":{"$ref":"#/definitions/affectedStatus","default":"affected"}}}}}}},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"affectedStatus":{"type":"string","enum":["affected","unaffected","unknown"]},"version":{"type":"string","minLength":1,"maxLength":1024},"range":{"type":"string","minLength":1,"maxLength":1024},"annotations":{"type":"object","required":["subjects","annotator","timestamp","text"],"additionalProperties":false,"properties":{"bom-ref":{"$ref":"#/definitions/refType"},"subjects":{"type":"array","uniqueItems":true,"items":{"anyOf":[{"$ref":"#/definitions/refLinkType"},{"$ref":"#/definitions/bomLinkElementType"}]}},"annotator":{"type":"object","oneOf":[{"required":["organization"]},{"required":["individual"]},{"required":["component"]},{"required":["service"]}],"additionalProperties":false,"properties":{"organization":{"$ref":"#/definitions/organizationalEntity"},"individual":{"$ref":"#/definitions/organizationalContact"},"component":{"$ref":"#/definitions/component"},"service":{"$ref":"#/definitions/service"}}},"timestamp":{"type":"string","format":"date-time"},"text":{"type":"string"},"signature":{"$ref":"#/definitions/signature"}}},"modelCard":{"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":"#/definitions/refType"},"modelParameters":{"type":"object","additionalProperties":false,"properties":{"approach":{"type":"object","additionalProperties":false,"properties":{"type":{"type":"string","enum":["supervised","unsupervised","reinforcement-learning","semi-supervised","self-supervised"]}}},"task":{"type":"string"},"architectureFamily":{"type":"string"},"modelArchitecture":{"type":"string"},"datasets":{"type":"array","items":{"oneOf":[{"$ref":"#/definitions/componentData"},{"type":"object","additionalProperties":false,"properties":{"ref":{"anyOf":[{"$ref":"#/definitions/refLinkType"},{"$ref":"#/definitions/bomLinkElementType"}]}}}]}},"inputs":{"type":"array","items":{"$ref":"#/definitions/inputOutputMLParameters"}},"outputs":{"type":"array","items":{"$ref":"#/definitions/inputOutputMLParameters"}}}},"quantitativeAnalysis":{"type":"object","additionalProperties":false,"properties":{"performanceMetrics":{"type":"array","items":{"$ref":"#/definitions/performanceMetric"}},"graphics":{"$ref":"#/definitions/graphicsCollection"}}},"considerations":{"type":"object","additionalProperties":false,"properties":{"users":{"type":"array","items":{"type":"string"}},"useCases":{"type":"array","items":{"type":"string"}},"technicalLimitations":{"type":"array","items":{"type":"string"}},"performanceTradeoffs":{"type":"array","items":{"type":"string"}},"ethicalConsiderations":{"type":"array","items":{"$ref":"#/definitions/risk"}},"fairnessAssessments":{"type":"array","items":{"$ref":"#/definitions/fairnessAssessment"}}}},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"inputOutputMLParameters":{"type":"object","additionalProperties":false,"properties":{"format":{"type":"string"}}},"componentData":{"type":"object","additionalProperties":false,"required":["type"],"properties":{"bom-ref":{"$ref":"#/definitions/refType"},"type":{"type":"string","enum":["source-code","configuration","dataset","definition","other"]},"name":{"type":"string"},"contents":{"type":"object","additionalProperties":false,"properties":{"attachment":{"$ref":"#/definitions/attachment"},"url":{"type":"string","format":"iri-reference"},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"classification":{"$ref":"#/definitions/dataClassification"},"sensitiveData":{"type":"array","items":{"type":"string"}},"graphics":{"$ref":"#/definitions/graphicsCollection"},"description":{"type":"string"},"governance":{"type":"object","$ref":"#/definitions/dataGovernance"}}},"dataGovernance":{"type":"object","additionalProperties":false,"properties":{"custodians":{"type":"array","items":{"$ref":"#/definitions/dataGovernanceResponsibleParty"}},"stewards":{"type":"array","items":{"$ref":"#/definitions/dataGovernanceResponsibleParty"}},"owners":{"type":"array","items":{"$ref":"#/definitions/dataGovernanceResponsibleParty"}}}},"dataGovernanceResponsibleParty":{"type":"object","additionalProperties":false,"properties":{"organization":{"$ref":"#/definitions/organizationalEntity"},"contact":{"$ref":"#/definitions/organizationalContact"}},"oneOf":[{"required":["organization"]},{"required":["contact"]}]},"graphicsCollection":{"type":"object","additionalProperties":false,"properties":{"description":{"type":"string"},"collection":{"type":"array","items":{"$ref":"#/definitions/graphic"}}}},"graphic":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"image":{"$ref":"#/definitions/attachment"}}},"performanceMetric":{"type":"object","additionalProperties":false,"properties":{"type":{"type":"string"},"value":{"type":"string"},"slice":{"type":"string"},"confidenceInterval":{"type":"object","additionalProperties":false,"properties":{"lowerBound":{"type":"string"},"upperBound":{"type":"string"}}}}},"risk":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"mitigationStrategy":{"type":"string"}}},"fairnessAssessment":{"type":"object","additionalProperties":false,"properties":{"groupAtRisk":{"type":"string"},"benefits":{"type":"string"},"harms":{"type":"string"},"mitigationStrategy":{"type":"string"}}},"dataClassification":{"type":"string"},"formula":{"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":"#/definitions/refType"},"components":{"type":"array","items":{"$ref":"#/definitions/component"},"uniqueItems":true},"services":{"type":"array","items":{"$ref":"#/definitions/service"},"uniqueItems":true},"workflows":{"type":"array","items":{"$ref":"#/definitions/workflow"},"uniqueItems":true},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"workflow":{"type":"object","required":["bom-ref","uid","taskTypes"],"additionalProperties":false,"properties":{"bom-ref":{"$ref":"#/definitions/refType"},"uid":{"type":"string"},"name":{"type":"string"},"description":{"type":"string"},"resourceReferences":{"type":"array","uniqueItems":true,"items":{"$ref":"#/definitions/resourceReferenceChoice"}},"tasks":{"type":"array","uniqueItems":true,"items":{"$ref":"#/definitions/task"}},"taskDependencies":{"type":"array","uniqueItems":true,"items":{"$ref":"#/definitions/dependency"}},"taskTypes":{"type":"array","items":{"$ref":"#/definitions/taskType"}},"trigger":{"$ref":"#/definitions/trigger"},"steps":{"type":"array","items":{"$ref":"#/definitions/step"},"uniqueItems":true},"inputs":{"type":"array","items":{"$ref":"#/definitions/inputType"},"uniqueItems":true},"outputs":{"type":"array","items":{"$ref":"#/definitions/outputType"},"uniqueItems":true},"timeStart":{"type":"string","format":"date-time"},"timeEnd":{"type":"string","format":"date-time"},"workspaces":{"type":"array","uniqueItems":true,"items":{"$ref":"#/definitions/workspace"}},"runtimeTopology":{"type":"array","uniqueItems":true,"items":{"$ref":"#/definitions/dependency"}},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"task":{"type":"object","required":["bom-ref","uid","taskTypes"],"additionalProperties":false,"properties":{"bom-ref":{"$ref":"#/definitions/refType"},"uid":{"type":"string"},"name":{"type":"string"},"description":{"type":"string"},"resourceReferences":{"type":"array","uniqueItems":true,"items":{"$ref":"#/definitions/resourceReferenceChoice"}},"taskTypes":{"type":"array","items":{"$ref":"#/definitions/taskType"}},"trigger":{"$ref":"#/definitions/trigger"},"steps":{"type":"array","items":{"$ref":"#/definitions/step"},"uniqueItems":true},"inputs":{"type":"array","items":{"$ref":"#/definitions/inputType"},"uniqueItems":true},"outputs":{"type":"array","items":{"$ref":"#/definitions/outputType"},"uniqueItems":true},"timeStart":{"type":"string","format":"date-time"},"timeEnd":{"type":"string","format":"date-time"},"workspaces":{"type":"array","items":{"$ref":"#/definitions/workspace"},"uniqueItems":true},"runtimeTopology":{"type":"array","items":{"$ref":"#/definitions/dependency"},"uniqueItems":true},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"step":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"description":{"type":"string"},"commands":{"type":"array","items":{"$ref":"#/definitions/command"}},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"command":{"type":"object","additionalProperties":false,"properties":{"executed":{"type":"string"},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"workspace":{"type":"object","required":["bom-ref","uid"],"additionalProperties":false,"properties":{"bom-ref":{"$ref":"#/definitions/refType"},"uid":{"type":"string"},"name":{"type":"string"},"aliases":{"type":"array","items":{"type":"string"}},"description":{"type":"string"},"resourceReferences":{"type":"array","uniqueItems":true,"items":{"$ref":"#/definitions/resourceReferenceChoice"}},"accessMode":{"type":"string","enum":["read-only","read-write","read-write-once","write-once","write-only"]},"mountPath":{"type":"string"},"managedDataType":{"type":"string"},"volumeRequest":{"type":"string"},"volume":{"$ref":"#/definitions/volume"},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"volume":{"type":"object","additionalProperties":false,"properties":{"uid":{"type":"string"},"name":{"type":"string"},"mode":{"type":"string","enum":["filesystem","block"],"default":"filesystem"},"path":{"type":"string"},"sizeAllocated":{"type":"string"},"persistent":{"type":"boolean"},"remote":{"type":"boolean"},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"trigger":{"type":"object","additionalProperties":false,"required":["type","bom-ref","uid"],"properties":{"bom-ref":{"$ref":"#/definitions/refType"},"uid":{"type":"string"},"name":{"type":"string"},"description":{"type":"string"},"resourceReferences":{"type":"array","uniqueItems":true,"items":{"$ref":"#/definitions/resourceReferenceChoice"}},"type":{"type":"string","enum":["manual","api","webhook","scheduled"]},"event":{"$ref":"#/definitions/event"},"conditions":{"type":"array","uniqueItems":true,"items":{"$ref":"#/definitions/condition"}},"timeActivated":{"type":"string","format":"date-time"},"inputs":{"type":"array","items":{"$ref":"#/definitions/inputType"},"uniqueItems":true},"outputs":{"type":"array","items":{"$ref":"#/definitions/outputType"},"uniqueItems":true},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"event":{"type":"object","additionalProperties":false,"properties":{"uid":{"type":"string"},"description":{"type":"string"},"timeReceived":{"type":"string","format":"date-time"},"data":{"$ref":"#/definitions/attachment"},"source":{"$ref":"#/definitions/resourceReferenceChoice"},"target":{"$ref":"#/definitions/resourceReferenceChoice"},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"inputType":{"type":"object","oneOf":[{"required":["resource"]},{"required":["parameters"]},{"required":["environmentVars"]},{"required":["data"]}],"additionalProperties":false,"properties":{"source":{"$ref":"#/definitions/resourceReferenceChoice"},"target":{"$ref":"#/definitions/resourceReferenceChoice"},"resource":{"$ref":"#/definitions/resourceReferenceChoice"},"parameters":{"type":"array","uniqueItems":true,"items":{"$ref":"#/definitions/parameter"}},"environmentVars":{"type":"array","uniqueItems":true,"items":{"oneOf":[{"$ref":"#/definitions/property"},{"type":"string"}]}},"data":{"$ref":"#/definitions/attachment"},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"outputType":{"type":"object","oneOf":[{"required":["resource"]},{"required":["environmentVars"]},{"required":["data"]}],"additionalProperties":false,"properties":{"type":{"type":"string","enum":["artifact","attestation","log","evidence","metrics","other"]},"source":{"$ref":"#/definitions/resourceReferenceChoice"},"target":{"$ref":"#/definitions/resourceReferenceChoice"},"resource":{"$ref":"#/definitions/resourceReferenceChoice"},"data":{"$ref":"#/definitions/attachment"},"environmentVars":{"type":"array","items":{"oneOf":[{"$ref":"#/definitions/property"},{"type":"string"}]},"uniqueItems":true},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"resourceReferenceChoice":{"type":"object","additionalProperties":false,"properties":{"ref":{"anyOf":[{"$ref":"#/definitions/refLinkType"},{"$ref":"#/definitions/bomLinkElementType"}]},"externalReference":{"$ref":"#/definitions/externalReference"}},"oneOf":[{"required":["ref"]},{"required":["externalReference"]}]},"condition":{"type":"object","additionalProperties":false,"properties":{"description":{"type":"string"},"expression":{"type":"string"},"properties":{"type":"array","items":{"$ref":"#/definitions/property"}}}},"taskType":{"type":"string","enum":["copy","clone","lint","scan","merge","build","test","deliver","deploy","release","clean","other"]},"parameter":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"value":{"type":"string"},"dataType":{"type":"string"}}},"signature":{"$ref":"jsf-0.82.schema.json#/definitions/signature"}}}`;
export const xsd = `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning"
xmlns:bom="http://cyclonedx.org/schema/bom/1.5"
xmlns:spdx="http://cyclonedx.org/schema/spdx"
elementFormDefault="qualified"
targetNamespace="http://cyclonedx.org/schema/bom/1.5"
vc:minVersion="1.0"
vc:maxVersion="1.1"
version="1.5.1">
<xs:import namespace="http://cyclonedx.org/schema/spdx" schemaLocation="spdx.SNAPSHOT.xsd"/>
<xs:simpleType name="refType">
<xs:restriction base="xs:string">
<xs:minLength value="1"/>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="refLinkType">
<xs:restriction base="bom:refType"/>
</xs:simpleType>
<xs:simpleType name="bomLinkDocumentType">
<xs:restriction base="xs:anyURI">
<xs:pattern value="urn:cdx:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/[1-9][0-9]*"/>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="bomLinkElementType">
<xs:restriction base="xs:anyURI">
<xs:pattern value="urn:cdx:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/[1-9][0-9]*#.+"/>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="bomLinkType">
<xs:union memberTypes="bom:bomLinkDocumentType bom:bomLinkElementType"/>
</xs:simpleType>
<xs:complexType name="metadata">
<xs:sequence minOccurs="0" maxOccurs="1">
<xs:element name="timestamp" type="xs:dateTime" minOccurs="0">
</xs:element>
<xs:element name="lifecycles" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="lifecycle" minOccurs="0" maxOccurs="unbounded">
<xs:complexType>
<xs:choice>
<xs:sequence>
<xs:element name="phase" type="bom:lifecyclePhaseType" minOccurs="1" maxOccurs="1">
</xs:element>
</xs:sequence>
<xs:sequence>
<xs:element name="name" type="xs:normalizedString" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="description" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:choice>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="tools" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:choice>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="tool" minOccurs="0" type="bom:toolType">
</xs:element>
</xs:sequence>
<xs:sequence minOccurs="0" maxOccurs="1">
<xs:element name="components" type="bom:componentsType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="services" type="bom:servicesType" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:choice>
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
<xs:simpleType name="lifecyclePhaseType">
<xs:restriction base="xs:string">
<xs:enumeration value="design">
</xs:enumeration>
<xs:enumeration value="pre-build">
</xs:enumeration>
<xs:enumeration value="build">
</xs:enumeration>
<xs:enumeration value="post-build">
</xs:enumeration>
<xs:enumeration value="operations">
</xs:enumeration>
<xs:enumeration value="discovery">
</xs:enumeration>
<xs:enumeration value="decommission">
</xs:enumeration>
</xs:restriction>
</xs:simpleType>
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
<xs:attribute name="bom-ref" type="bom:refType">
</xs:attribute>
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
<xs:attribute name="bom-ref" type="bom:refType">
</xs:attribute>
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
<xs:element name="scope" type="bom:scope" minOccurs="0" maxOccurs="1" default="required">
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
<xs:element name="modelCard" type="bom:modelCardType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="data" type="bom:componentDataType" minOccurs="0" maxOccurs="1">
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
<xs:element name="licensing" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="altIds" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="altId" type="xs:normalizedString" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="licensor" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:choice>
<xs:element name="organization" type="bom:organizationalEntity" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="individual" type="bom:organizationalContact" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:choice>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="licensee" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:choice>
<xs:element name="organization" type="bom:organizationalEntity" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="individual" type="bom:organizationalContact" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:choice>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="purchaser" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:choice>
<xs:element name="organization" type="bom:organizationalEntity" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="individual" type="bom:organizationalContact" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:choice>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="purchaseOrder" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="licenseTypes" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="licenseType" type="bom:licenseTypeEnum" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="lastRenewal" type="xs:dateTime" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="expiration" type="xs:dateTime" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:attribute name="bom-ref" type="bom:refType">
</xs:attribute>
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
<xs:enumeration value="platform">
</xs:enumeration>
<xs:enumeration value="operating-system">
</xs:enumeration>
<xs:enumeration value="device">
</xs:enumeration>
<xs:enumeration value="device-driver">
</xs:enumeration>
<xs:enumeration value="firmware">
</xs:enumeration>
<xs:enumeration value="file">
</xs:enumeration>
<xs:enumeration value="machine-learning-model">
</xs:enumeration>
<xs:enumeration value="data">
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
<xs:simpleType name="licenseTypeEnum">
<xs:restriction base="xs:string">
<xs:enumeration value="academic">
</xs:enumeration>
<xs:enumeration value="appliance">
</xs:enumeration>
<xs:enumeration value="client-access">
</xs:enumeration>
<xs:enumeration value="concurrent-user">
</xs:enumeration>
<xs:enumeration value="core-points">
</xs:enumeration>
<xs:enumeration value="custom-metric">
</xs:enumeration>
<xs:enumeration value="device">
</xs:enumeration>
<xs:enumeration value="evaluation">
</xs:enumeration>
<xs:enumeration value="named-user">
</xs:enumeration>
<xs:enumeration value="node-locked">
</xs:enumeration>
<xs:enumeration value="oem">
</xs:enumeration>
<xs:enumeration value="perpetual">
</xs:enumeration>
<xs:enumeration value="processor-points">
</xs:enumeration>
<xs:enumeration value="subscription">
</xs:enumeration>
<xs:enumeration value="user">
</xs:enumeration>
<xs:enumeration value="other">
</xs:enumeration>
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
<xs:enumeration value="distribution-intake">
</xs:enumeration>
<xs:enumeration value="license">
</xs:enumeration>
<xs:enumeration value="build-meta">
</xs:enumeration>
<xs:enumeration value="build-system">
</xs:enumeration>
<xs:enumeration value="release-notes">
</xs:enumeration>
<xs:enumeration value="security-contact">
</xs:enumeration>
<xs:enumeration value="model-card">
</xs:enumeration>
<xs:enumeration value="log">
</xs:enumeration>
<xs:enumeration value="configuration">
</xs:enumeration>
<xs:enumeration value="evidence">
</xs:enumeration>
<xs:enumeration value="formulation">
</xs:enumeration>
<xs:enumeration value="attestation">
</xs:enumeration>
<xs:enumeration value="threat-model">
</xs:enumeration>
<xs:enumeration value="adversary-model">
</xs:enumeration>
<xs:enumeration value="risk-assessment">
</xs:enumeration>
<xs:enumeration value="vulnerability-assertion">
</xs:enumeration>
<xs:enumeration value="exploitability-statement">
</xs:enumeration>
<xs:enumeration value="pentest-report">
</xs:enumeration>
<xs:enumeration value="static-analysis-report">
</xs:enumeration>
<xs:enumeration value="dynamic-analysis-report">
</xs:enumeration>
<xs:enumeration value="runtime-analysis-report">
</xs:enumeration>
<xs:enumeration value="component-analysis-report">
</xs:enumeration>
<xs:enumeration value="maturity-report">
</xs:enumeration>
<xs:enumeration value="certification-report">
</xs:enumeration>
<xs:enumeration value="quality-metrics">
</xs:enumeration>
<xs:enumeration value="codified-infrastructure">
</xs:enumeration>
<xs:enumeration value="poam">
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
<xs:element name="url" minOccurs="1" maxOccurs="1">
<xs:simpleType>
<xs:union memberTypes="xs:anyURI bom:bomLinkType"/>
</xs:simpleType>
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
<xs:attribute name="ref" type="bom:refLinkType" use="required">
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
<xs:element name="trustZone" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="data" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:choice>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="classification" type="bom:dataClassificationType">
</xs:element>
</xs:sequence>
<xs:element name="dataflow" minOccurs="0" maxOccurs="unbounded">
<xs:complexType>
<xs:sequence>
<xs:element name="classification" type="bom:dataClassificationType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="governance" type="bom:dataGovernance" minOccurs="0" maxOccurs="1" />
<xs:element name="source" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="url">
<xs:simpleType>
<xs:union memberTypes="xs:anyURI bom:bomLinkElementType"/>
</xs:simpleType>
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="destination" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="url">
<xs:simpleType>
<xs:union memberTypes="xs:anyURI bom:bomLinkElementType"/>
</xs:simpleType>
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
<xs:attribute name="name" type="xs:string" use="optional">
</xs:attribute>
<xs:attribute name="description" type="xs:string" use="optional">
</xs:attribute>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
</xs:element>
</xs:choice>
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
<xs:element name="expression" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:simpleContent>
<xs:extension base="xs:normalizedString">
<xs:attribute name="bom-ref" type="bom:refType">
</xs:attribute>
</xs:extension>
</xs:simpleContent>
</xs:complexType>
</xs:element>
</xs:choice>
</xs:complexType>
<xs:complexType name="copyrightsType">
<xs:sequence>
<xs:element name="text" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
<xs:simpleType name="identityFieldType">
<xs:restriction base="xs:string">
<xs:enumeration value="group"/>
<xs:enumeration value="name"/>
<xs:enumeration value="version"/>
<xs:enumeration value="purl"/>
<xs:enumeration value="cpe"/>
<xs:enumeration value="swid"/>
<xs:enumeration value="hash"/>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="decimalPercentType">
<xs:restriction base="xs:decimal">
<xs:minInclusive value="0"/>
<xs:maxInclusive value="1"/>
</xs:restriction>
</xs:simpleType>
<xs:simpleType name="evidenceTechnique">
<xs:restriction base="xs:string">
<xs:enumeration value="source-code-analysis" />
<xs:enumeration value="binary-analysis" />
<xs:enumeration value="manifest-analysis" />
<xs:enumeration value="ast-fingerprint" />
<xs:enumeration value="hash-comparison" />
<xs:enumeration value="instrumentation" />
<xs:enumeration value="dynamic-analysis" />
<xs:enumeration value="filename" />
<xs:enumeration value="attestation" />
<xs:enumeration value="other" />
</xs:restriction>
</xs:simpleType>
<xs:complexType name="componentEvidenceType">
<xs:sequence>
<xs:element name="identity" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="field" type="bom:identityFieldType" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="confidence" type="bom:decimalPercentType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="methods" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="method" minOccurs="0" maxOccurs="unbounded">
<xs:complexType>
<xs:sequence>
<xs:element name="technique" type="bom:evidenceTechnique" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="confidence" type="bom:decimalPercentType" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="value" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="tools" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="tool" type="bom:bomReferenceType" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="occurrences" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="occurrence" minOccurs="0" maxOccurs="unbounded">
<xs:complexType>
<xs:sequence>
<xs:element name="location" minOccurs="1" maxOccurs="1">
</xs:element>
</xs:sequence>
<xs:attribute name="bom-ref" type="bom:refType">
</xs:attribute>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="callstack" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="frames" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="frame" minOccurs="0" maxOccurs="unbounded">
<xs:complexType>
<xs:sequence>
<xs:element name="package" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="module" type="xs:string" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="function" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="parameters" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="parameter" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="line" type="xs:integer" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="column" type="xs:integer" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="fullFilename" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="tools" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="tool" type="bom:bomReferenceType" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
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
<xs:element name="vulnerabilities" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="vulnerability" type="bom:bomReferenceType"/>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
<xs:attribute name="bom-ref" type="bom:refType">
</xs:attribute>
</xs:complexType>
<xs:simpleType name="aggregateType">
<xs:restriction base="xs:string">
<xs:enumeration value="complete">
</xs:enumeration>
<xs:enumeration value="incomplete">
</xs:enumeration>
<xs:enumeration value="incomplete_first_party_only">
</xs:enumeration>
<xs:enumeration value="incomplete_first_party_proprietary_only">
</xs:enumeration>
<xs:enumeration value="incomplete_first_party_opensource_only">
</xs:enumeration>
<xs:enumeration value="incomplete_third_party_only">
</xs:enumeration>
<xs:enumeration value="incomplete_third_party_proprietary_only">
</xs:enumeration>
<xs:enumeration value="incomplete_third_party_opensource_only">
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
<xs:complexType name="modelCardType">
<xs:sequence>
<xs:element name="modelParameters" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="approach" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="type" type="bom:machineLearningApproachType" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="task" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="architectureFamily" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="modelArchitecture" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="datasets" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:choice minOccurs="0" maxOccurs="unbounded">
<xs:element name="ref" minOccurs="0" maxOccurs="1">
<xs:simpleType>
<xs:union memberTypes="bom:refLinkType bom:bomLinkElementType"/>
</xs:simpleType>
</xs:element>
<xs:element name="dataset" type="bom:componentDataType" minOccurs="0" maxOccurs="1" />
</xs:choice>
</xs:complexType>
</xs:element>
<xs:element name="inputs" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="input" minOccurs="0" maxOccurs="unbounded">
<xs:complexType>
<xs:sequence>
<xs:element name="format" type="xs:string" minOccurs="1" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="outputs" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="output" minOccurs="0" maxOccurs="unbounded">
<xs:complexType>
<xs:sequence>
<xs:element name="format" type="xs:string" minOccurs="1" maxOccurs="1">
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
<xs:element name="quantitativeAnalysis" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="performanceMetrics" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="performanceMetric" minOccurs="0" maxOccurs="unbounded">
<xs:complexType>
<xs:sequence>
<xs:element name="type" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="value" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="slice" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="confidenceInterval" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="lowerBound" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="upperBound" type="xs:string" minOccurs="0" maxOccurs="1">
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
<xs:element name="graphics" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="description" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="collection" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="graphic" minOccurs="0" maxOccurs="unbounded">
<xs:complexType>
<xs:sequence>
<xs:element name="name" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="image" type="bom:attachedTextType" minOccurs="0" maxOccurs="1">
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
<xs:element name="considerations" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="users" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="user" type="xs:string" minOccurs="0" maxOccurs="unbounded" />
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="useCases" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="useCase" type="xs:string" minOccurs="0" maxOccurs="unbounded" />
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="technicalLimitations" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="technicalLimitation" type="xs:string" minOccurs="0" maxOccurs="unbounded" />
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="performanceTradeoffs" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="performanceTradeoff" type="xs:string" minOccurs="0" maxOccurs="unbounded" />
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="ethicalConsiderations" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="ethicalConsideration" minOccurs="0" maxOccurs="unbounded">
<xs:complexType>
<xs:sequence>
<xs:element name="name" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="mitigationStrategy" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="fairnessAssessments" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="fairnessAssessment" minOccurs="0" maxOccurs="unbounded">
<xs:complexType>
<xs:sequence>
<xs:element name="groupAtRisk" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="benefits" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="harms" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="mitigationStrategy" type="xs:string" minOccurs="0" maxOccurs="1">
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
<xs:simpleType name="machineLearningApproachType">
<xs:restriction base="xs:string">
<xs:enumeration value="supervised">
</xs:enumeration>
<xs:enumeration value="unsupervised">
</xs:enumeration>
<xs:enumeration value="reinforcement-learning">
</xs:enumeration>
<xs:enumeration value="semi-supervised">
</xs:enumeration>
<xs:enumeration value="self-supervised">
</xs:enumeration>
</xs:restriction>
</xs:simpleType>
<xs:complexType name="componentDataType">
<xs:sequence>
<xs:element name="type" type="bom:componentDataTypeEnumeration" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="name" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="contents" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="attachment" type="bom:attachedTextType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="url" type="xs:anyURI" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="classification" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="sensitiveData" minOccurs="0" maxOccurs="unbounded">
</xs:element>
<xs:element name="graphics" type="bom:graphicsCollectionType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="description" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="governance" type="bom:dataGovernance" minOccurs="0" maxOccurs="1" />
</xs:sequence>
<xs:attribute name="bom-ref" type="bom:refType">
</xs:attribute>
</xs:complexType>
<xs:complexType name="dataGovernance">
<xs:sequence>
<xs:element name="custodians" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="custodian" type="bom:organizationOrIndividualType" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="stewards" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="steward" type="bom:organizationOrIndividualType" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="owners" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="owner" type="bom:organizationOrIndividualType" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
<xs:complexType name="organizationOrIndividualType">
<xs:choice>
<xs:element name="organization" type="bom:organizationalEntity" minOccurs="0" maxOccurs="1" />
<xs:element name="individual" type="bom:organizationalContact" minOccurs="0" maxOccurs="1" />
</xs:choice>
</xs:complexType>
<xs:complexType name="graphicsCollectionType">
<xs:sequence>
<xs:element name="description" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="collection" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="graphic" minOccurs="0" maxOccurs="unbounded">
<xs:complexType>
<xs:sequence>
<xs:element name="name" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="image" type="bom:attachedTextType" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
<xs:simpleType name="componentDataTypeEnumeration">
<xs:restriction base="xs:string">
<xs:enumeration value="source-code">
</xs:enumeration>
<xs:enumeration value="configuration">
</xs:enumeration>
<xs:enumeration value="dataset">
</xs:enumeration>
<xs:enumeration value="definition">
</xs:enumeration>
<xs:enumeration value="other">
</xs:enumeration>
</xs:restriction>
</xs:simpleType>
<xs:complexType name="bomReferenceType">
<xs:attribute name="ref" use="required">
<xs:simpleType>
<xs:union memberTypes="bom:refLinkType bom:bomLinkType"/>
</xs:simpleType>
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
<xs:element name="id" type="xs:normalizedString" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="source" type="bom:vulnerabilitySourceType" minOccurs="1" maxOccurs="1">
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
<xs:element name="workaround" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="proofOfConcept" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="reproductionSteps" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="environment" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="supportingMaterial" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="attachment" type="bom:attachedTextType" minOccurs="0" maxOccurs="unbounded" />
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
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
<xs:element name="rejected" type="xs:dateTime" minOccurs="0" maxOccurs="1">
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
<xs:choice>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="tool" minOccurs="0" type="bom:toolType">
</xs:element>
</xs:sequence>
<xs:sequence minOccurs="0" maxOccurs="1">
<xs:element name="components" type="bom:componentsType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="services" type="bom:servicesType" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:choice>
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
<xs:element name="firstIssued" type="xs:dateTime" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="lastUpdated" type="xs:dateTime" minOccurs="0" maxOccurs="1">
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
<xs:element name="ref" minOccurs="1" maxOccurs="1">
<xs:simpleType>
<xs:union memberTypes="bom:refLinkType bom:bomLinkElementType"/>
</xs:simpleType>
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
<xs:complexType name="annotationsType">
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="annotation" type="bom:annotationType"/>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="annotatorChoiceType">
<xs:choice>
<xs:element name="organization" type="bom:organizationalEntity" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="individual" type="bom:organizationalContact" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="component" type="bom:component" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="service" type="bom:service" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:choice>
</xs:complexType>
<xs:complexType name="annotationType">
<xs:sequence>
<xs:element name="subjects" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="subject" type="bom:bomReferenceType"/>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="annotator" type="bom:annotatorChoiceType" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="timestamp" type="xs:dateTime" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="text" type="xs:string" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:attribute name="bom-ref" type="bom:refType">
</xs:attribute>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
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
<xs:enumeration value="CVSSv4">
</xs:enumeration>
<xs:enumeration value="OWASP">
</xs:enumeration>
<xs:enumeration value="SSVC">
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
<xs:complexType name="formulationType">
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="formula" type="bom:formulaType"/>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="formulaType">
<xs:sequence>
<xs:element name="components" type="bom:componentsType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="services" type="bom:servicesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="workflows" type="bom:workflowsType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:sequence>
<xs:attribute name="bom-ref" type="bom:refType">
</xs:attribute>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="workflowsType">
<xs:sequence>
<xs:element name="workflow" type="bom:workflowType" minOccurs="0" maxOccurs="unbounded"/>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="workflowType">
<xs:sequence>
<xs:element name="uid" type="xs:string" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="name" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="description" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="resourceReferences" type="bom:resourceReferencesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="tasks" type="bom:tasksType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="taskDependencies" type="bom:dependenciesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="taskTypes" minOccurs="1" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="taskType" type="bom:taskTypeEnum" minOccurs="0" maxOccurs="unbounded" />
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="trigger" type="bom:triggerType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="steps" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="step" type="bom:stepType" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="inputs" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="input" type="bom:inputType" minOccurs="0" maxOccurs="unbounded" />
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="outputs" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="output" type="bom:outputType" minOccurs="0" maxOccurs="unbounded" />
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="timeStart" type="xs:dateTime" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="timeEnd" type="xs:dateTime" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="workspaces" type="bom:workspacesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="runtimeTopology" type="bom:dependenciesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:attribute name="bom-ref" type="bom:refType" use="required">
</xs:attribute>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="resourceReferencesType">
<xs:sequence>
<xs:element name="resourceReference" type="bom:resourceReferenceType" minOccurs="0" maxOccurs="unbounded" />
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="resourceReferenceType">
<xs:sequence>
<xs:choice>
<xs:element name="ref" minOccurs="1" maxOccurs="1">
<xs:simpleType>
<xs:union memberTypes="bom:refLinkType bom:bomLinkElementType"/>
</xs:simpleType>
</xs:element>
<xs:element name="externalReference" type="bom:externalReference" minOccurs="1" maxOccurs="1">
</xs:element>
</xs:choice>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="tasksType">
<xs:sequence>
<xs:element name="task" type="bom:taskType" minOccurs="0" maxOccurs="unbounded" />
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="taskType">
<xs:sequence>
<xs:element name="uid" type="xs:string" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="name" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="description" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="resourceReferences" type="bom:resourceReferencesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="taskTypes" minOccurs="1" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="taskType" type="bom:taskTypeEnum" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="trigger" type="bom:triggerType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="steps" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="step" type="bom:stepType" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="inputs" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="input" type="bom:inputType" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="outputs" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="output" type="bom:outputType" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="timeStart" type="xs:dateTime" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="timeEnd" type="xs:dateTime" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="workspaces" type="bom:workspacesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="runtimeTopology" type="bom:dependenciesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:attribute name="bom-ref" type="bom:refType" use="required">
</xs:attribute>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:simpleType name="taskTypeEnum">
<xs:restriction base="xs:string">
<xs:enumeration value="copy"/>
<xs:enumeration value="clone"/>
<xs:enumeration value="lint"/>
<xs:enumeration value="scan"/>
<xs:enumeration value="merge"/>
<xs:enumeration value="build"/>
<xs:enumeration value="test"/>
<xs:enumeration value="deliver"/>
<xs:enumeration value="deploy"/>
<xs:enumeration value="release"/>
<xs:enumeration value="clean"/>
<xs:enumeration value="other"/>
</xs:restriction>
</xs:simpleType>
<xs:complexType name="workspacesType">
<xs:sequence>
<xs:element name="workspace" type="bom:workspaceType" minOccurs="0" maxOccurs="unbounded"/>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="workspaceType">
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:element name="uid" type="xs:string" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="name" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="aliases" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="alias" type="xs:string" minOccurs="0" maxOccurs="unbounded" />
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="description" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="resourceReferences" type="bom:resourceReferencesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="accessMode" type="bom:accessModeEnum" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="mountPath" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="managedDataType" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="volumeRequest" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="volume" type="bom:volumeType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:attribute name="bom-ref" type="bom:refType" use="required">
</xs:attribute>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:simpleType name="accessModeEnum">
<xs:restriction base="xs:string">
<xs:enumeration value="read-only"/>
<xs:enumeration value="read-write"/>
<xs:enumeration value="read-write-once"/>
<xs:enumeration value="write-once"/>
<xs:enumeration value="write-only"/>
</xs:restriction>
</xs:simpleType>
<xs:complexType name="volumeType">
<xs:sequence>
<xs:element name="uid" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="name" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="mode" type="bom:volumeModeEnum" minOccurs="0" maxOccurs="1" default="filesystem">
</xs:element>
<xs:element name="path" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="sizeAllocated" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="persistent" type="xs:boolean" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="remote" type="xs:boolean" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:complexType>
<xs:simpleType name="volumeModeEnum">
<xs:restriction base="xs:string">
<xs:enumeration value="filesystem"/>
<xs:enumeration value="block"/>
</xs:restriction>
</xs:simpleType>
<xs:complexType name="stepType">
<xs:sequence>
<xs:element name="name" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="description" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="commands" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="command" minOccurs="0" maxOccurs="unbounded">
<xs:complexType>
<xs:sequence>
<xs:element name="executed" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
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
<xs:complexType name="triggerType">
<xs:sequence>
<xs:element name="uid" type="xs:string" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="name" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="description" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="resourceReferences" type="bom:resourceReferencesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="type" type="bom:triggerTypeType" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="event" type="bom:eventType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="conditions" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="condition" minOccurs="0" maxOccurs="unbounded">
<xs:complexType>
<xs:sequence>
<xs:element name="description" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="expression" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="timeActivated" type="xs:dateTime" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="inputs" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="input" type="bom:inputType" minOccurs="0" maxOccurs="unbounded" />
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="outputs" minOccurs="0" maxOccurs="1">
<xs:complexType>
<xs:sequence>
<xs:element name="output" type="bom:outputType" minOccurs="0" maxOccurs="unbounded" />
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:attribute name="bom-ref" type="bom:refType" use="required">
</xs:attribute>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:simpleType name="triggerTypeType">
<xs:restriction base="xs:string">
<xs:enumeration value="manual"/>
<xs:enumeration value="api"/>
<xs:enumeration value="webhook"/>
<xs:enumeration value="scheduled"/>
</xs:restriction>
</xs:simpleType>
<xs:complexType name="eventType">
<xs:sequence>
<xs:element name="uid" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="description" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="timeReceived" type="xs:dateTime" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="data" type="bom:attachedTextType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="source" type="bom:resourceReferenceType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="target" type="bom:resourceReferenceType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="inputType">
<xs:sequence>
<xs:choice>
<xs:element name="resource" type="bom:resourceReferenceType" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="parameters" type="bom:parametersType" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="environmentVars" minOccurs="1" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:choice>
<xs:element name="environmentVar" type="bom:propertyType" minOccurs="0" maxOccurs="1"/>
<xs:element name="value" type="xs:string" minOccurs="0" maxOccurs="1"/>
</xs:choice>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="data" type="bom:attachedTextType" minOccurs="1" maxOccurs="1">
</xs:element>
</xs:choice>
<xs:element name="source" type="bom:resourceReferenceType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="target" type="bom:resourceReferenceType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:complexType name="outputType">
<xs:sequence>
<xs:choice>
<xs:element name="resource" type="bom:resourceReferenceType" minOccurs="1" maxOccurs="1">
</xs:element>
<xs:element name="environmentVars" minOccurs="1" maxOccurs="1">
<xs:complexType>
<xs:sequence minOccurs="0" maxOccurs="unbounded">
<xs:choice>
<xs:element name="environmentVar" type="bom:propertyType" minOccurs="0" maxOccurs="1"/>
<xs:element name="value" type="xs:string" minOccurs="0" maxOccurs="1"/>
</xs:choice>
</xs:sequence>
</xs:complexType>
</xs:element>
<xs:element name="data" type="bom:attachedTextType" minOccurs="1" maxOccurs="1">
</xs:element>
</xs:choice>
<xs:element name="type" type="bom:outputTypeEnum" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="source" type="bom:resourceReferenceType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="target" type="bom:resourceReferenceType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="properties" type="bom:propertiesType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
<xs:simpleType name="outputTypeEnum">
<xs:restriction base="xs:string">
<xs:enumeration value="artifact"/>
<xs:enumeration value="attestation"/>
<xs:enumeration value="log"/>
<xs:enumeration value="evidence"/>
<xs:enumeration value="metrics"/>
<xs:enumeration value="other"/>
</xs:restriction>
</xs:simpleType>
<xs:complexType name="parametersType">
<xs:sequence>
<xs:element name="parameter" type="bom:parameterType" minOccurs="0" maxOccurs="unbounded" />
</xs:sequence>
</xs:complexType>
<xs:complexType name="parameterType">
<xs:sequence>
<xs:element name="name" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="value" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="dataType" type="xs:string" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:anyAttribute namespace="##any" processContents="lax">
</xs:anyAttribute>
</xs:complexType>
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
<xs:element name="annotations" type="bom:annotationsType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:element name="formulation" type="bom:formulationType" minOccurs="0" maxOccurs="1">
</xs:element>
<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded">
</xs:any>
</xs:sequence>
<xs:attribute name="version" type="xs:positiveInteger" default="1">
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
