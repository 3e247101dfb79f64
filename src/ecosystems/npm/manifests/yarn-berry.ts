/**
 * `yarn.lock` of yarn 2 and later, YAML as yarn writes it (https://yarnpkg.com/advanced/lexicon#descriptor): blocks by their
 * descriptors, with what they resolve to. Members of the workspace have blocks too, which say what the project requires.
 */
import { withoutCredentials } from '../../../formats/credentials.ts';
import { eachYamlKey, isKey, keyOf, scalarOf, type YamlLine } from '../../../formats/yaml-lines.ts';
import type { ManifestDependency, ManifestGraph, ParsedManifest } from '../../manifest.ts';
import { descriptorGraph, descriptorsOf, firstDescriptor, nameOfDescriptor } from './descriptors.ts';

interface Block {
  descriptors: string;
  version: string;
  /** `name@protocol:reference`. */
  resolution: string;
  checksum: string | null;
  conditions: string | null;
}

const WORKSPACE = '@workspace:';

export function readBerry(text: string): ParsedManifest {
  const blocks: Block[] = [];
  const wanted = new Set<string>();
  let block = emptyBlock('');
  eachYamlKey(text, line => {
    if (line.depth === 0) {
      if (isKey(line, '__metadata')) return true;
      block = emptyBlock(keyOf(line));
      blocks.push(block);
    } else if (line.depth === 1) {
      member(block, line);
      return !isKey(line, 'dependencies') || !isProject(block);
    } else if (line.depth === 2) wanted.add(descriptorOf(keyOf(line), scalarOf(line)));
    return undefined;
  });
  const members = blocks.filter(isProject);
  const direct = (descriptors: string) =>
    members.length === 0
      ? null
      : wanted.has(descriptors) || descriptorsOf(descriptors).some(descriptor => wanted.has(descriptor));
  const root = members.find(({ resolution }) => resolution.endsWith('@workspace:.'));
  return {
    dependencies: blocks.filter(isPackage).map(one => dependencyOf(one, direct(one.descriptors))),
    project: root ? { name: nameOfDescriptor(root.resolution), version: null, license: null } : null,
  };
}

function member(block: Block, line: YamlLine): void {
  if (isKey(line, 'version')) block.version = scalarOf(line);
  else if (isKey(line, 'resolution')) block.resolution = scalarOf(line);
  else if (isKey(line, 'checksum')) block.checksum = scalarOf(line);
  else if (isKey(line, 'conditions')) block.conditions = scalarOf(line);
}

function emptyBlock(descriptors: string): Block {
  return { descriptors, version: '', resolution: '', checksum: null, conditions: null };
}

/** A part of the project: what lies in the workspace. */
function isProject({ descriptors, resolution }: Block): boolean {
  return (resolution || descriptors).includes(WORKSPACE);
}

/** What was got from outside. A patched package has a block of its own besides that of the package without the patch. */
function isPackage(block: Block): boolean {
  if (block.version === '' || isProject(block) || block.descriptors.includes('@patch:')) return false;
  // Linked folders have no version.
  return !block.version.endsWith('-use.local') || !block.descriptors.includes('workspace');
}

function dependencyOf(block: Block, direct: boolean | null): ManifestDependency {
  const key = nameOfDescriptor(firstDescriptor(block.descriptors));
  const name = nameOfDescriptor(block.resolution) || key;
  const reference = block.resolution.slice(name.length + 1);
  const local = ['file:', 'link:', 'portal:'].some(protocol => reference.startsWith(protocol));
  return {
    name,
    requirement: block.version,
    type: null,
    direct,
    optional: null,
    local,
    alias: name === key ? null : key,
    source: sourceOfReference(reference),
    integrity: block.checksum,
    condition: block.conditions,
    unresolved: false,
  };
}

/** `npm:1.0.0` comes from the registry, unless the address of its archive is given with it. */
function sourceOfReference(reference: string): string | null {
  if (reference === '') return null;
  const archive = reference.indexOf('::__archiveUrl=');
  if (archive >= 0) return withoutCredentials(decoded(reference.slice(archive + '::__archiveUrl='.length)));
  if (reference.startsWith('npm:')) return null;
  const bindings = reference.indexOf('::');
  return withoutCredentials(bindings < 0 ? reference : reference.slice(0, bindings));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Ranges without a protocol, as yarn 2 and 3 write them, are npm's. */
function descriptorOf(name: string, range: string): string {
  const colon = range.indexOf(':');
  return colon > 0 && !range.startsWith('^') ? `${name}@${range}` : `${name}@npm:${range}`;
}

export function graphOfBerry(text: string): ManifestGraph {
  const graph = descriptorGraph();
  let block = emptyBlock('');
  eachYamlKey(text, line => {
    if (line.depth === 0) {
      if (isKey(line, '__metadata')) return true;
      block = emptyBlock(keyOf(line));
    } else if (line.depth === 1) {
      member(block, line);
      if (!isKey(line, 'resolution')) return !isKey(line, 'dependencies');
      if (isProject(block)) graph.project();
      else graph.node(descriptorsOf(block.descriptors), nameOfDescriptor(block.resolution), block.version);
    } else if (line.depth === 2) graph.requires(descriptorOf(keyOf(line), scalarOf(line)));
    return undefined;
  });
  return graph.done('of the project');
}
