/**
 * go.mod, https://go.dev/ref/mod#go-mod-file, and go.work, https://go.dev/ref/mod#workspaces. `exclude`, `retract`, `tool` and
 * `godebug` add nothing to what a module depends on.
 */
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { eachDirective, isPath, type Replacement, replacementOf } from './mod-lines.ts';

export const goMod: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const replacements = new Map<string, Replacement>();
    let module: string | null = null;
    eachDirective(input.text, (verb, words, comment) => {
      if (verb === 'require') {
        const name = words[0];
        const version = words[1];
        if (name && version)
          dependencies.push(dependency(name, version, 'runtime', { direct: !isIndirect(comment) }));
      } else if (verb === 'replace') note(replacements, words);
      else if (verb === 'module') module ??= words[0] || null;
    });
    return {
      dependencies:
        replacements.size === 0 ? dependencies : dependencies.map(one => replaced(one, replacements)),
      project: module === null ? null : { name: module, version: null, license: null },
    };
  },
};

/** The modules of a workspace are named, not read; its replacements hold for all of them. */
export const goWork: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const includes: string[] = [];
    eachDirective(input.text, (verb, words) => {
      if (verb === 'use' && words[0]) includes.push(words[0]);
      if (verb !== 'replace') return;
      const replacement = replacementOf(words);
      if (!replacement) return;
      const one = dependency(replacement.path, replacement.version, 'replace');
      dependencies.push(substitute(one, replacement));
    });
    return { dependencies, project: null, includes };
  },
};

/** `// indirect`, alone or before `;`. */
function isIndirect(comment: string): boolean {
  return comment.startsWith('indirect') && (comment.length === 8 || comment.charCodeAt(8) === 0x3b);
}

function note(replacements: Map<string, Replacement>, words: readonly string[]): void {
  const replacement = replacementOf(words);
  if (!replacement) return;
  const key = keyOf(replacement.path, replacement.version);
  // Go refuses a second one for the same module; the first stands here.
  if (!replacements.has(key)) replacements.set(key, replacement);
}

/** A replacement of this very version goes before one of all versions. */
function replaced(
  one: ManifestDependency,
  replacements: ReadonlyMap<string, Replacement>,
): ManifestDependency {
  const replacement =
    replacements.get(keyOf(one.name, one.requirement)) ?? replacements.get(keyOf(one.name, null));
  return replacement ? substitute(one, replacement) : one;
}

/** Another module stands in under its own name; a folder gives the code of the module that is required. */
function substitute(one: ManifestDependency, { target, targetVersion }: Replacement): ManifestDependency {
  if (isPath(target)) return { ...one, local: true, source: target };
  return { ...one, name: target, requirement: targetVersion ?? '*', alias: one.name };
}

function keyOf(path: string, version: string | null): string {
  return version === null ? path : `${path} ${version}`;
}
