import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { gitmodules } from './gitmodules.ts';

it('submodules: the path is the name, the branch what is asked for', () => {
  const text = `[submodule "vendor/zlib"]
\tpath = vendor/zlib
\turl = https://example.com/zlib.git
\tbranch = develop
# [submodule "no"]
[submodule "fmt"]
\tpath = "third_party/fmt"
\turl = ../fmt.git
[core]
\tpath = no
`;
  const { dependencies } = gitmodules.parse(manifestInput('.gitmodules', Buffer.from(text)));
  expect(
    dependencies.map(({ name, requirement, type, source, alias }) => [
      name,
      requirement,
      type,
      source,
      alias,
    ]),
  ).toEqual([
    ['vendor/zlib', 'develop', 'submodule', 'https://example.com/zlib.git', null],
    ['third_party/fmt', '*', 'submodule', '../fmt.git', 'fmt'],
  ]);
});
