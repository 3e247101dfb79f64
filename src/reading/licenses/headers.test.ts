import { describe, expect, it } from 'vitest';
import { headersOf } from './headers.ts';

const found = (text: string) => headersOf(text).map(({ expression, raw }) => expression ?? `? ${raw}`);

describe('tags', () => {
  it('are read in the comments of many languages', () => {
    expect(found('// SPDX-License-Identifier: MIT\n')).toEqual(['MIT']);
    expect(found('/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */')).toEqual([
      'GPL-2.0-only WITH Linux-syscall-note',
    ]);
    expect(found('<!-- SPDX-License-Identifier: (mit OR apache-2.0) -->')).toEqual(['MIT OR Apache-2.0']);
    expect(found('# spdx-license-identifier: CC0-1.0\r\n(* SPDX-License-Identifier: ISC *)')).toEqual([
      'CC0-1.0',
      'ISC',
    ]);
  });
  it('may be no expression, and are told as written', () => {
    expect(found('# SPDX-License-Identifier: My Own License')).toEqual(['? My Own License']);
    expect(found('# SPDX-License-Identifier:\n# x')).toEqual([]);
  });
  it('after words or quotation marks are a program’s own text', () => {
    expect(found('const tag = "SPDX-License-Identifier: MIT";')).toEqual([]);
    expect(found("'// SPDX-License-Identifier: MIT'")).toEqual([]);
  });
  it('say on which line they stand', () => {
    expect(headersOf('\n\n// SPDX-License-Identifier: MIT')[0]?.line).toBe(3);
  });
});
