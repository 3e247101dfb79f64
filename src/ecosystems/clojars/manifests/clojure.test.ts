import { expect, it } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { depsEdn } from './deps-edn.ts';
import { projectClj } from './project-clj.ts';

const read = (reader: ManifestReader, text: string) => reader.parse(manifestInput('x', Buffer.from(text)));
const shown = (reader: ManifestReader, text: string) =>
  read(reader, text).dependencies.map(({ name, requirement, type, condition }) => [
    name,
    requirement,
    type,
    condition,
  ]);

it('project.clj: dependencies with options, managed versions and profiles', () => {
  const text = `(def v "9")
(defproject org.example/app "1.0"
  :license {:name "MIT" :url "https://example.com"}
  :managed-dependencies [[managed "3.0"]]
  :dependencies [[org.clojure/clojure "1.11.1"]
                 [ring/ring-core "1.9" :exclusions [commons-io [x/y]]]
                 #_[no "1"]
                 [managed]
                 [junit "4" :scope "test"]
                 [computed ~v]]
  :plugins [[lein-ring "0.12"]]
  :profiles {:dev {:dependencies [[dev-tool "2"]]} :uberjar {:aot :all}})
`;
  expect(shown(projectClj, text)).toEqual([
    ['org.clojure/clojure', '1.11.1', 'runtime', null],
    ['ring/ring-core', '1.9', 'runtime', null],
    ['managed', '3.0', 'runtime', null],
    ['junit', '4', 'test', null],
    ['computed', '*', 'runtime', null],
    ['dev-tool', '2', 'development', 'profile :dev'],
  ]);
  const parsed = read(projectClj, text);
  expect(parsed.project).toEqual({ name: 'org.example/app', version: '1.0', license: 'MIT' });
  expect(parsed.dependencies.filter(({ unresolved }) => unresolved).map(({ name }) => name)).toEqual([
    'computed',
  ]);
  expect(() => read(projectClj, '(ns x)')).toThrow('no defproject');
});

it('deps.edn: Maven, git, folders and aliases', () => {
  const text = `{:paths ["src"]
 :deps {org.clojure/clojure {:mvn/version "1.11.1"}
        io.github.owner/name {:git/tag "v1" :git/sha "0123"}
        other/lib {:git/url "https://example.com/lib.git" :sha "4567"}
        own/core {:local/root "../core"}}
 :aliases {:test {:extra-deps {runner/runner {:mvn/version "2.0"}}}
           :outdated {:replace-deps {tool/tool {:mvn/version "RELEASE"}}}}}
`;
  expect(shown(depsEdn, text)).toEqual([
    ['org.clojure/clojure', '1.11.1', 'runtime', null],
    ['io.github.owner/name', 'v1', 'runtime', null],
    ['other/lib', '4567', 'runtime', null],
    ['own/core', '*', 'runtime', null],
    ['runner/runner', '2.0', 'test', 'alias :test'],
    ['tool/tool', 'RELEASE', 'runtime', 'alias :outdated'],
  ]);
  expect(read(depsEdn, text).dependencies.map(({ source, local }) => [source, local])).toEqual([
    [null, null],
    ['https://github.com/owner/name', null],
    ['https://example.com/lib.git', null],
    ['../core', true],
    [null, null],
    [null, null],
  ]);
});
