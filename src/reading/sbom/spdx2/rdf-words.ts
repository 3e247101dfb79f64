/** How RDF spells the words, licences and references of SPDX (https://spdx.org/rdf/terms/). */
import { WORDS } from './schema.ts';

export const TERMS = 'http://spdx.org/rdf/terms#';
export const LICENSES = 'http://spdx.org/licenses/';
export const REFERENCES = 'http://spdx.org/rdf/references/';
export const PREFIXES: Record<string, string> = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  doap: 'http://usefulinc.com/ns/doap#',
  spdx: TERMS,
  ptr: 'http://www.w3.org/2009/pointers#',
};

/** The URI of a field's property. */
export function propertyUri(rdf: string): string {
  const colon = rdf.indexOf(':');
  return colon === -1 ? `${TERMS}${rdf}` : `${PREFIXES[rdf.slice(0, colon)] ?? ''}${rdf.slice(colon + 1)}`;
}

/** What stands before a word: `relationshipType_dependsOn`, `checksumAlgorithm_sha256`. */
const STARTS: Record<string, string> = {
  algorithm: 'checksumAlgorithm_',
  purpose: 'purpose_',
  fileType: 'fileType_',
  referenceCategory: 'referenceCategory_',
  annotationType: 'annotationType_',
  relationshipType: 'relationshipType_',
};

const camel = (word: string) =>
  word.toLowerCase().replace(/[-_]([a-z])/g, (_, letter: string) => letter.toUpperCase());
const plainAlgorithm = (word: string) =>
  /^(?:SHA3|BLAKE2b)-/.test(word) ? word.toLowerCase().replace('-', '_') : word.toLowerCase();

/** Word in JSON to word in RDF, for each list. */
const toRdf = new Map<string, Map<string, string>>();
const fromRdf = new Map<string, Map<string, string>>();
for (const [list, { always, since23 }] of WORDS) {
  const there = new Map<string, string>();
  const back = new Map<string, string>();
  for (const word of [...always, ...since23]) {
    const name = list === 'algorithm' ? plainAlgorithm(word) : camel(word);
    there.set(word, name);
    // The first spelling in the list is the one that is written.
    if (!back.has(name.toLowerCase())) back.set(name.toLowerCase(), word);
  }
  toRdf.set(list, there);
  fromRdf.set(list, back);
}

export function wordToUri(list: string, word: string): string | null {
  const name = toRdf.get(list)?.get(word);
  return name === undefined ? null : `${TERMS}${STARTS[list] ?? ''}${name}`;
}

/** The word of a URI of the vocabulary; the last part of the URI where it is none of the list. */
export function wordFromUri(list: string, uri: string): string {
  const local = uri.slice(Math.max(uri.lastIndexOf('#'), uri.lastIndexOf('/')) + 1);
  const start = STARTS[list] ?? '';
  const name = local.startsWith(start) ? local.slice(start.length) : local;
  const words = fromRdf.get(list);
  return words?.get(name.toLowerCase()) ?? words?.get(name.replaceAll('-', '_').toLowerCase()) ?? name;
}

export function isWordList(type: string): boolean {
  return WORDS.has(type);
}
