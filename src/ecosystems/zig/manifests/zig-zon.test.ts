import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { zigZon } from './zig-zon.ts';

const read = (text: string) => zigZon.parse(manifestInput('build.zig.zon', Buffer.from(text)));

test('addresses, versions in hashes, commits, lazy ones and paths', () => {
  const parsed = read(`.{
    .name = .my_app,
    .version = "0.1.0",
    .fingerprint = 0x1234,
    .dependencies = .{
        // a comment with .{ and "
        .zap = .{
            .url = "https://example.com/zap.tar.gz",
            .hash = "zap-0.9.1-GoeB8xCEJABLgoiZjWZMMT5TsoZ5OO2EZe6j24RTUYEH",
        },
        .@"zig-cli" = .{ .url = "git+https://example.com/cli?ref=v1#0123abc", .hash = "1220abcd", .lazy = true },
        .near = .{ .path = "../near" },
    },
    .paths = .{ "build.zig", "src" },
}
`);
  expect(parsed.project).toEqual({ name: 'my_app', version: '0.1.0', license: null });
  expect(parsed.includes).toEqual(['../near']);
  expect(
    parsed.dependencies.map(one => [one.name, one.requirement, one.source, one.integrity, one.optional]),
  ).toEqual([
    [
      'zap',
      '0.9.1',
      'https://example.com/zap.tar.gz',
      'zap-0.9.1-GoeB8xCEJABLgoiZjWZMMT5TsoZ5OO2EZe6j24RTUYEH',
      null,
    ],
    ['zig-cli', '0123abc', 'git+https://example.com/cli?ref=v1#0123abc', '1220abcd', true],
  ]);
});

test('a name in quotes; what is cut off', () => {
  expect(read('.{ .name = "old", .dependencies = .{ .a = .{ .url = "u"').dependencies).toMatchObject([
    { name: 'a', source: 'u' },
  ]);
  expect(read('hello').dependencies).toEqual([]);
  expect(() => read('.{'.repeat(1000))).toThrowError(/braces deep/);
});
