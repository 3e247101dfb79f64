/**
 * `Dockerfile`, https://docs.docker.com/reference/dockerfile/: the images of FROM, and those that COPY and RUN take files of. Stages of the
 * file itself and `scratch` are no images. Build arguments have their defaults.
 */
import type { ManifestDependency, ManifestReader, Unresolved } from '../../manifest.ts';
import { imageDependency } from './image.ts';
import { instructionsOf } from './instructions.ts';
import { type Expanded, expand } from './variables.ts';

export const dockerfile: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    const stages = new Set<string>();
    // Arguments before the first FROM are what FROM may use.
    const values = new Map<string, string>();
    let isGlobal = true;
    const add = (image: Expanded, condition: string | null, line: number) => {
      const { text, isKnown } = image;
      if (text === 'scratch' || stages.has(text.toLowerCase()) || /^\d+$/.test(text)) return;
      const found = imageDependency(image, 'build', { condition });
      if (found === null) return;
      dependencies.push(found);
      if (!isKnown) unresolved.push({ what: 'the image is a build argument without a default', line });
    };
    for (const { keyword, rest, line } of instructionsOf(input.text)) {
      if (keyword === 'ARG' && isGlobal) define(values, rest);
      else if (keyword === 'FROM') {
        isGlobal = false;
        const { flags, words } = wordsOf(rest);
        const [image, as, stage] = words;
        if (image !== undefined) add(expand(image, values), platformOf(flags), line);
        if (as?.toUpperCase() === 'AS' && stage !== undefined) stages.add(stage.toLowerCase());
      } else if (keyword === 'COPY' || keyword === 'ADD' || keyword === 'RUN')
        for (const image of imagesOf(wordsOf(rest).flags)) add(expand(image, values), null, line);
    }
    return { dependencies, project: null, unresolved };
  },
};

/** `NAME=default` pairs; names without a default are not known. */
function define(values: Map<string, string>, rest: string): void {
  for (const pair of rest.split(/\s+/)) {
    const equals = pair.indexOf('=');
    if (equals <= 0) continue;
    const { text, isKnown } = expand(withoutQuotes(pair.slice(equals + 1)), values);
    if (isKnown) values.set(pair.slice(0, equals), text);
  }
}

/** Options (`--name=value`) that stand first, and the words after them. Only the first words are of interest. */
function wordsOf(rest: string): { flags: string[]; words: string[] } {
  const all = rest.slice(0, 8192).split(/\s+/);
  const first = all.findIndex(word => !word.startsWith('--'));
  const words = first < 0 ? [] : all.slice(first).map(withoutQuotes);
  return { flags: first < 0 ? all : all.slice(0, first), words };
}

function platformOf(flags: readonly string[]): string | null {
  const flag = flags.find(text => text.startsWith('--platform='));
  return flag === undefined ? null : flag.slice('--platform='.length) || null;
}

/** `--from=image` of COPY, `--mount=type=bind,from=image` of RUN. */
function imagesOf(flags: readonly string[]): string[] {
  return flags.flatMap(flag => {
    if (flag.startsWith('--from=')) return flag.slice('--from='.length) || [];
    if (!flag.startsWith('--mount=')) return [];
    return flag
      .slice('--mount='.length)
      .split(',')
      .flatMap(option => (option.startsWith('from=') ? option.slice('from='.length) || [] : []));
  });
}

function withoutQuotes(text: string): string {
  const quote = text.charAt(0);
  return (quote === '"' || quote === "'") && text.length > 1 && text.endsWith(quote)
    ? text.slice(1, -1)
    : text;
}
