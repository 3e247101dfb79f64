/**
 * `*.nimble`, https://nim-lang.github.io/nimble/nimble-reference.html: a NimScript whose `requires` take texts (it is not run), or in its old form an INI
 * file with `Requires:`.
 */
import { isSign, sourceOf } from '../../../formats/source-calls.ts';
import type { SourceSyntax, SourceToken } from '../../../formats/source-tokens.ts';
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';

const NIM: SourceSyntax = { lineComments: ['#'], quotes: '"', longQuotes: '"' };

export const nimbleFile: ManifestReader = {
  parse(input) {
    const { tokens } = sourceOf(input.text, NIM, '.nimble');
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    const about = new Map<string, string>();
    /** Lines that open a block by a colon at their end, with what stands before it. */
    const blocks: { column: number; condition: string }[] = [];
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at] as SourceToken;
      if (!token.first) continue;
      while (blocks.length > 0 && (blocks[blocks.length - 1] as { column: number }).column >= token.column)
        blocks.pop();
      const word = token.kind === 'word' ? token.value.toLowerCase() : '';
      if (word === 'requires' || word === 'taskrequires') {
        const type = word === 'requires' ? 'runtime' : null;
        read(at + 1, type, blocks.map(({ condition }) => condition).join(' and ') || null, token.line);
      } else if (
        word === 'when' ||
        word === 'if' ||
        word === 'elif' ||
        word === 'else' ||
        word === 'feature'
      ) {
        const end = lineEnd(at);
        let colon = at + 1;
        while (colon <= end && !isSign(tokens[colon], ':')) colon++;
        const last = tokens[Math.min(colon - 1, end)] as SourceToken;
        if (blocks.length < 50)
          blocks.push({
            column: token.column,
            condition: input.text.slice(token.at, last.end).slice(0, 500),
          });
        const inner = tokens[colon + 1];
        if (colon <= end && inner?.kind === 'word' && inner.value === 'requires' && !inner.first)
          read(colon + 2, 'runtime', blocks.map(({ condition }) => condition).join(' and '), token.line);
      } else if (isSign(tokens[at + 1], '=') && tokens[at + 2]?.kind === 'text' && !about.has(word))
        about.set(word, (tokens[at + 2] as SourceToken).value);
    }
    const text = (key: string) => about.get(key) || null;
    return {
      dependencies,
      project: {
        name: text('packagename') ?? text('name'),
        version: text('version'),
        license: text('license'),
      },
      unresolved,
    };

    /** The texts behind `requires`, also in lines below where a comma goes on. For a task its name comes first. */
    function read(from: number, type: string | null, condition: string | null, line: number): void {
      let task = type;
      for (let at = from; at < tokens.length; at++) {
        const token = tokens[at] as SourceToken;
        if (token.first && at > from && !isSign(tokens[at - 1], ',') && !isSign(tokens[at - 1], '(')) return;
        if (token.kind === 'text') {
          if (task === null) task = token.value;
          else for (const item of token.value.split(',')) add(item.trim(), task, condition);
        } else if (token.kind === 'word') {
          unresolved.push({ what: 'a requirement is computed', line });
          const last = dependencies[dependencies.length - 1];
          if (last && at > from) last.unresolved = true;
          return;
        }
      }
    }

    function add(item: string, type: string, condition: string | null): void {
      const one = requiredOf(item, type);
      if (one === null) return;
      one.condition = condition;
      dependencies.push(one);
    }

    function lineEnd(from: number): number {
      let at = from;
      while (at + 1 < tokens.length && !(tokens[at + 1] as SourceToken).first) at++;
      return at;
    }
  },
};

/** `name`, `name >= 1.0 & < 2`, `name#head`, or the URL of a repository in place of the name. */
function requiredOf(item: string, type: string): ManifestDependency | null {
  if (item.includes('://')) {
    const end = item.search(/[ #@<>=^~]/);
    const url = end < 0 ? item : item.slice(0, end);
    const path = (url.split('?', 1)[0] as string).replace(/\/$/, '');
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.git$/, '');
    if (name === '') return null;
    const rest = end < 0 ? '' : item.slice(end).trim();
    return dependency(name, rest || null, type, { direct: true, source: url });
  }
  let end = 0;
  while (end < item.length && /\w/.test(item[end] as string)) end++;
  const name = item.slice(0, end);
  return name === '' ? null : dependency(name, item.slice(end).trim() || null, type, { direct: true });
}
