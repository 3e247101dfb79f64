import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { mixExs } from './mix-exs.ts';
import { mixLock } from './mix-lock.ts';

const input = (text: string) => manifestInput('file', Buffer.from(text));

test('mix.exs: tuples with requirements, sources and options', () => {
  const parsed = mixExs.parse(
    input(`
defmodule App.MixProject do
  use Mix.Project
  @version "1.2.3"
  @phoenix "~> 1.7"
  def project do
    [app: :app, version: @version, deps: deps(), package: [licenses: ["Apache-2.0"]]]
  end
  # {:commented, "~> 1.0"}
  defp deps do
    [
      {:plug, "~> 1.0"},
      {:phoenix, @phoenix},
      {:ex_doc, ">= 0.0.0", only: [:dev, :test], runtime: false},
      {:jason, "~> 1.0", optional: true},
      {:renamed, "~> 2.0", hex: :real},
      {:forked, git: "https://example.com/forked.git", tag: "v1"},
      {:hub, "~> 0.1", [github: "owner/hub"]},
      {:near, path: "../near"},
      {:sibling, in_umbrella: true},
      {:made, "~> " <> version()},
      {:other, "~> #{@version}"}
    ]
  end
end
`),
  );
  expect(parsed.project).toEqual({ name: 'app', version: '1.2.3', license: 'Apache-2.0' });
  expect(
    parsed.dependencies.map(one => [one.name, one.requirement, one.source, one.condition, one.unresolved]),
  ).toEqual([
    ['plug', '~> 1.0', null, null, false],
    ['phoenix', '~> 1.7', null, null, false],
    ['ex_doc', '>= 0.0.0', null, 'dev, test', false],
    ['jason', '~> 1.0', null, null, false],
    ['real', '~> 2.0', null, null, false],
    ['forked', 'v1', 'https://example.com/forked.git', null, false],
    ['hub', '~> 0.1', 'https://github.com/owner/hub.git', null, false],
    ['made', '*', null, null, true],
    ['other', '*', null, null, true],
  ]);
  expect(parsed.dependencies[3]?.optional).toBe(true);
  expect(parsed.dependencies[4]?.alias).toBe('renamed');
  expect(parsed.includes).toEqual(['../near']);
  expect(parsed.unresolved).toEqual([
    { what: 'the requirement of "made" is computed', line: 21 },
    { what: 'the requirement of "other" is computed', line: 22 },
  ]);
});

test('mix.lock: packages of Hex and of git, the inner hash, and the graph', () => {
  const parsed = mixLock.parse(
    input(`%{
  "cowboy": {:hex, :cowboy, "2.9.0", "aaaa", [:make, :rebar3], [{:cowlib, "2.11.0", [hex: :cowlib, repo: "hexpm", optional: false]}, {:gone, "1.0", [optional: true]}], "hexpm", "bbbb"},
  "cowlib" => {:hex, :cowlib, "2.11.0", "cccc", [:make, :rebar3], [], "hexpm", "dddd"},
  "key": {:hex, :"real-name", "1.0.0", "eeee", [:mix], [], "company", "ffff"},
  "tool": {:git, "https://example.com/tool.git", "0123abc", [branch: "main"]},
  "old": {:hex, :old, "0.1.0"},
}
`),
  );
  expect(
    parsed.dependencies.map(one => [one.name, one.requirement, one.integrity, one.source, one.alias]),
  ).toEqual([
    ['cowboy', '2.9.0', 'sha256=aaaa', null, null],
    ['cowlib', '2.11.0', 'sha256=cccc', null, null],
    ['real-name', '1.0.0', 'sha256=eeee', 'company', 'key'],
    ['tool', '0123abc', null, 'https://example.com/tool.git', null],
    ['old', '0.1.0', null, null, null],
  ]);
  const graph = parsed.graph?.();
  expect(graph?.nodes.map(({ name, version }) => [name, version])).toEqual([
    ['cowboy', '2.9.0'],
    ['cowlib', '2.11.0'],
    ['real-name', '1.0.0'],
    ['tool', '0123abc'],
    ['old', '0.1.0'],
  ]);
  expect(graph?.edges).toEqual([[0, 1]]);
  expect(graph?.roots).toBeNull();
});

test('a lock that is cut off is read as far as it goes', () => {
  expect(mixLock.parse(input('')).dependencies).toEqual([]);
  expect(mixLock.parse(input('%{"a": {:hex, :a, "1.0", "ha')).dependencies).toMatchObject([
    { name: 'a', requirement: '1.0', integrity: null },
  ]);
});
