/** The commands that need no index, as users run them: the compiled program, with arguments and as a filter. */
import { beforeAll, describe, expect, test } from 'vitest';
import { buildProgram, run } from './program.ts';

// No database is there to be opened.
const env = { DATABASE_URL: 'postgres://127.0.0.1:1/none', ECOSYSTEMS_HOME: '/nonexistent' };
const ecosystems = (args: string[], stdin?: string) => run(args, env, stdin);

beforeAll(buildProgram, 120_000);

describe('with arguments', () => {
  test.each<[string[], string]>([
    [['version', 'compare', '--type', 'npm', '1.0.0', '2.0.0'], '-1\n'],
    [['version', 'sort', '--type', 'npm', '1.10.0', '1.9.0'], '1.9.0\n1.10.0\n'],
    [['--json', 'version', 'sort', '--type', 'npm', '1.10.0', '1.9.0'], '["1.9.0","1.10.0"]\n'],
    [['version', 'latest', '--type', 'npm', '--include-prerelease', '1.0.0', '2.0.0-a'], '2.0.0-a\n'],
    [['version', 'satisfies', '--type', 'npm', '1.2.3', '^1.0.0'], 'true\n'],
    [['vers', 'contains', 'vers:npm/>=1.0.0|<2.0.0', '1.5.0'], 'true\n'],
    [['vers', 'from-native', '--type', 'npm', '^1.2.0'], 'vers:npm/>=1.2.0|<2.0.0\n'],
    [['purl', 'build', '--type', 'npm', '--namespace', '@a', 'b', '1.0.0'], 'pkg:npm/%40a/b@1.0.0\n'],
    [['purl', 'parse', 'pkg:npm/a@1'], 'type:     npm\nname:     a\nversion:  1\n'],
    [['license', 'normalise', 'MIT'], 'MIT\n'],
    [['cvss', 'score', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'], '9.8 critical\n'],
    [['--json', 'cvss', 'score', 'AV:N/AC:L/Au:N/C:N/I:N/A:C'], '{"score":7.8,"rating":"high"}\n'],
  ])('%j', async (args, stdout) => {
    expect(await ecosystems(args)).toEqual({ code: 0, stdout, stderr: '' });
  });

  test('what is invalid is exit code 1, wrong usage 2', async () => {
    const invalid = await ecosystems(['version', 'compare', '--type', 'npm', 'abc', '1.0.0']);
    expect(invalid).toEqual({ code: 1, stdout: '', stderr: 'ecosystems: a: "abc" is no npm version\n' });
    const noType = await ecosystems(['version', 'compare', '1.0.0', '1.0.0']);
    expect(noType).toEqual({ code: 2, stdout: '', stderr: 'ecosystems: missing option --type <type>\n' });
    const oneOnly = await ecosystems(['version', 'compare', '--type', 'npm', '1.0.0']);
    expect(oneOnly).toMatchObject({ code: 2, stderr: 'ecosystems: missing argument <b>\n' });
    const noSuch = await ecosystems(['version', 'nonsense']);
    expect(noSuch).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('as a filter', () => {
  test('answers each line in order, wrong ones too, and ends with 0', async () => {
    const rows = [
      { type: 'npm', a: '1.0.0', b: '2.0.0', id: 1 },
      { a: '2.0.0', b: '1.0.0' },
      { type: 'npm', a: 'abc', b: '1.0.0' },
    ];
    const input = `${rows.map(row => JSON.stringify(row)).join('\n')}\nnonsense\n`;
    const ran = await ecosystems(['version', 'compare', '--type', 'npm'], input);
    expect(ran.code).toBe(0);
    expect(
      ran.stdout
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line)),
    ).toEqual([
      { ...rows[0], result: -1 },
      { ...rows[1], result: 1 },
      { ...rows[2], error: 'a: "abc" is no npm version' },
      { error: expect.stringMatching(/^line 4: not JSON/) },
    ]);
  });

  test('a hundred thousand lines keep their order', async () => {
    const input = Array.from({ length: 100_000 }, (_, i) => `{"purl":"pkg:npm/a${i}@1.0.0"}`).join('\n');
    const { code, stdout } = await ecosystems(['purl', 'parse'], input);
    const names = stdout
      .trimEnd()
      .split('\n')
      .map(line => (JSON.parse(line) as { result: { name: string } }).result.name);
    expect(code).toBe(0);
    expect(names).toHaveLength(100_000);
    expect(names.every((name, i) => name === `a${i}`)).toBe(true);
  });

  test('the help shows the shapes', async () => {
    const { stdout } = await ecosystems(['version', 'compare', '--help']);
    expect(stdout).toContain('{"type":"maven","a":"1.0","b":"1.0.1","result":-1}');
    expect(stdout).toContain('The exit code is 0');
  });
});
