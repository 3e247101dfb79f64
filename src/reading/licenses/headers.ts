/** `SPDX-License-Identifier:` in the heads of files (https://spdx.github.io/spdx-spec/v2.3/using-SPDX-short-identifiers-in-source-files/). */
import { formatExpression, tryParseExpression } from '../../core/licenses/index.ts';

const TAG = 'spdx-license-identifier:';
const MAX_EXPRESSION = 500;
/** Characters before a tag on its line. */
const MAX_MARKS = 120;
/** What comments of any language begin with: no letters but BASIC's and batch files' `rem`, and no quotation marks but Python's. */
const COMMENT = /^(?:\s*(?:@?rem\s|"""|''')|[^\p{L}\p{N}"'`]*)[^\p{L}\p{N}"'`]*$/iu;

export interface LicenseHeader {
  /** As written. */
  raw: string;
  /** In SPDX' spelling; null where it is no expression. */
  expression: string | null;
  /** From 1. */
  line: number;
}

/** The tags in a text, in order. Only marks of a comment stand before a tag on its line: what follows words is a program's own text. */
export function headersOf(text: string): LicenseHeader[] {
  const found: LicenseHeader[] = [];
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(TAG); at >= 0; at = lower.indexOf(TAG, at + TAG.length)) {
    const lineStart = Math.max(text.lastIndexOf('\n', at), text.lastIndexOf('\r', at)) + 1;
    if (at - lineStart > MAX_MARKS || !COMMENT.test(text.slice(lineStart, at))) continue;
    const end = lineEnd(text, at);
    const raw = withoutEnd(text.slice(at + TAG.length, Math.min(end, at + TAG.length + MAX_EXPRESSION)));
    if (raw === '') continue;
    const parsed = tryParseExpression(raw);
    found.push({
      raw,
      expression: parsed && formatExpression(parsed),
      line: text.slice(0, at).split('\n').length,
    });
  }
  return found;
}

function lineEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) if (text[i] === '\n' || text[i] === '\r') return i;
  return text.length;
}

/** Without what ends a comment on the same line. */
function withoutEnd(text: string): string {
  let end = text.length;
  for (const mark of ['*/', '-->', '--}}', '*)', '#}', '"', "'", '`']) {
    const at = text.indexOf(mark);
    if (at >= 0 && at < end) end = at;
  }
  return text.slice(0, end).trim();
}
