/** The tools of the site: what each is called and what it answers. Each is a page of its own at `/<id>`. */

export type ToolId = 'parser' | 'sbom' | 'licenses' | 'diff' | 'archives' | 'digest' | 'attest' | 'resolve';

export interface Tool {
  id: ToolId;
  title: string;
  /** The question, as somebody would ask it. */
  question: string;
  /** What it does, in a sentence. */
  lead: string;
}

export const TOOLS: readonly Tool[] = [
  {
    id: 'parser',
    title: 'Dependencies',
    question: 'What does this project depend on?',
    lead: 'Reads manifests and lockfiles, one by one or out of a whole archive, and shows what they ask for, what is locked, and who requires whom.',
  },
  {
    id: 'resolve',
    title: 'Resolve',
    question: 'What would be installed?',
    lead: 'Resolves packages or a manifest as their own package manager would, today or on an earlier day, and shows the whole tree with what is known of it.',
  },
  {
    id: 'sbom',
    title: 'SBOM',
    question: 'What does this bill of materials say, and is it valid?',
    lead: 'Reads a software bill of materials in CycloneDX or SPDX, checks it, converts it into every other notation, and says what that loses.',
  },
  {
    id: 'licenses',
    title: 'Licences',
    question: 'Which licences does this archive hold?',
    lead: 'Recognises licences by their texts, by tags in source files and by what manifests declare, and says whether these agree.',
  },
  {
    id: 'diff',
    title: 'Differences',
    question: 'What changed between these two releases?',
    lead: 'Compares two archives, files or releases line by line, and says first what a reviewer should look at.',
  },
  {
    id: 'archives',
    title: 'Archives',
    question: 'What is in this archive?',
    lead: 'Looks into a package without unpacking it here: its files, its readme, its changelog by version.',
  },
  {
    id: 'digest',
    title: 'Digests',
    question: 'What is the digest of this file?',
    lead: 'Calculates the digest of a file with any usual algorithm, in the notations that lockfiles and browsers use.',
  },
  {
    id: 'attest',
    title: 'Authenticity',
    question: 'Is this release intact and authentic?',
    lead: 'Fetches a release from its registry, holds it against every digest, signature and attestation that the registry offers, and shows the evidence.',
  },
];

export function toolOf(id: ToolId): Tool {
  return TOOLS.find(tool => tool.id === id) as Tool;
}
