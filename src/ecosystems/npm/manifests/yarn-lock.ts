/**
 * `yarn.lock`: the format of yarn 1 (https://classic.yarnpkg.com/lang/en/docs/yarn-lock/) or that of yarn 2 and later, which is
 * YAML and holds `__metadata`.
 */

import { refuseConflict } from '../../families/merge-conflict.ts';
import type { ManifestReader } from '../../manifest.ts';
import { graphOfBerry, readBerry } from './yarn-berry.ts';
import { graphOfClassic, readClassic } from './yarn-classic.ts';

export const yarnLock: ManifestReader = {
  parse(input) {
    // Lines end with \n, with \r\n or, in files of old, with \r.
    const text = input.text.includes('\r') ? input.text.replace(/\r\n?/g, '\n') : input.text;
    refuseConflict(text, 'yarn.lock');
    if (text.includes('__metadata:')) return { ...readBerry(text), graph: () => graphOfBerry(text) };
    return { dependencies: readClassic(text), project: null, graph: () => graphOfClassic(text) };
  },
};
