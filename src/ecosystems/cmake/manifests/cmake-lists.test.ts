import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { cmakeLists } from './cmake-lists.ts';
import { cmakeCommands } from './syntax.ts';

const read = (text: string) => cmakeLists.parse(manifestInput('CMakeLists.txt', Buffer.from(text)));

it('commands have words, texts and brackets as arguments; comments are passed over', () => {
  const text = 'Set(a "b \\"c\\"" [=[d ]] e]=] f;g)\n#[[ no(x)\n]] if((h) AND i) # no(y)\nmessage(j';
  expect(cmakeCommands(text)).toEqual([
    { name: 'set', args: ['a', 'b "c"', 'd ]] e', 'f', 'g'], line: 1 },
    { name: 'if', args: ['h', 'AND', 'i'], line: 3 },
    { name: 'message', args: ['j'], line: 4 },
  ]);
});

it('FetchContent: repositories and archives', () => {
  const text = `project(App VERSION 1.2 LANGUAGES CXX)
FetchContent_Declare(googletest
  GIT_REPOSITORY https://github.com/google/googletest.git
  GIT_TAG        v1.14.0 # release
)
FetchContent_Declare(zlib URL https://example.com/zlib.tgz URL_HASH SHA256=AA)
FetchContent_Declare(own SOURCE_DIR \${CMAKE_SOURCE_DIR}/own)
ExternalProject_Add(x GIT_REPOSITORY https://example.com/x GIT_TAG \${X_TAG})
`;
  const { dependencies, project } = read(text);
  expect(project).toEqual({ name: 'App', version: '1.2', license: null });
  expect(dependencies).toMatchObject([
    {
      name: 'googletest',
      requirement: 'v1.14.0',
      type: 'build',
      source: 'https://github.com/google/googletest.git',
    },
    { name: 'zlib', requirement: '*', source: 'https://example.com/zlib.tgz', integrity: 'sha256:AA' },
    { name: 'own', local: true },
    { name: 'x', requirement: `\${X_TAG}`, unresolved: true },
  ]);
});

it('CPM: short and long forms', () => {
  const text = `CPMAddPackage("gh:fmtlib/fmt#7.1.3")
CPMAddPackage("gh:nlohmann/json@3.10.5")
CPMAddPackage("https://example.com/a/b.git@1.0")
CPMAddPackage(NAME spdlog GITHUB_REPOSITORY gabime/spdlog VERSION 1.9.2 OPTIONS "SPDLOG_FMT_EXTERNAL ON")
CPMAddPackage(GITHUB_REPOSITORY catchorg/Catch2 GIT_TAG v3.0.1)
`;
  expect(read(text).dependencies.map(({ name, requirement, source }) => [name, requirement, source])).toEqual(
    [
      ['fmt', '7.1.3', 'https://github.com/fmtlib/fmt'],
      ['json', '3.10.5', 'https://github.com/nlohmann/json'],
      ['b', '1.0', 'https://example.com/a/b.git'],
      ['spdlog', '1.9.2', 'https://github.com/gabime/spdlog'],
      ['Catch2', 'v3.0.1', 'https://github.com/catchorg/Catch2'],
    ],
  );
});
