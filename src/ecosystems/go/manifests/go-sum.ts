/**
 * go.sum and go.work.sum, https://go.dev/ref/mod#go-sum-files: lines `module version hash`, where a version with `/go.mod` behind
 * it is of the module's go.mod alone. It holds the hashes of all modules that were looked at, more than are built.
 */
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

const GO_MOD = '/go.mod';

export const goSum: ManifestReader = {
  parse({ text }) {
    const dependencies: ManifestDependency[] = [];
    const seen = new Set<string>();
    let last = '';
    for (let at = 0; at < text.length; ) {
      let end = text.indexOf('\n', at);
      if (end < 0) end = text.length;
      const start = at;
      at = end + 1;
      const first = text.indexOf(' ', start);
      const second = first < 0 ? -1 : text.indexOf(' ', first + 1);
      if (second < 0) break;
      if (first === start || second > end || second === first + 1) continue;
      const versionEnd = text.startsWith(GO_MOD, second - GO_MOD.length) ? second - GO_MOD.length : second;
      // The line for the go.mod mostly follows that of the module.
      if (versionEnd - start === last.length && text.startsWith(last, start)) continue;
      last = text.slice(start, versionEnd);
      if (seen.has(last)) continue;
      seen.add(last);
      dependencies.push(
        dependency(text.slice(start, first), text.slice(first + 1, versionEnd), 'runtime', {
          integrity: hashIn(text, second + 1, end),
        }),
      );
    }
    return { dependencies, project: null };
  },
};

/** `h1:...`, without a carriage return. */
function hashIn(text: string, start: number, end: number): string | null {
  return text.slice(start, end).trim() || null;
}
