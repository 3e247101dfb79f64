import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseJsonObject } from '../../formats/json.ts';
import { candidate, chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { licensesOf } from './licenses.ts';
import { mapDownloads, mapProject } from './map.ts';
import { mapVersion } from './map-version.ts';
import { projectUrls } from './project-urls.ts';

const recorded = (file: string) => parseJsonObject(readFileSync(shared(`pypi/${file}`)), file);
const own = (file: string) =>
  parseJsonObject(readFileSync(new URL(`fixtures/${file}`, import.meta.url)), file);
if (!hasSharedRecordings) console.warn('pypi: the shared recordings are absent, tests of them are skipped');

describe.skipIf(!hasSharedRecordings)('recorded projects', () => {
  it('flask: many releases', () => {
    const record = mapProject({
      name: 'flask',
      project: recorded('flask/flask.json'),
      simple: null,
      releases: [],
    });
    expect({ ...record, versions: record.versions.length, metadata: {} }).toEqual({
      name: 'flask',
      namespace: null,
      description: 'A simple framework for building complex web applications.',
      homepage: null,
      repositoryUrl: 'https://github.com/pallets/flask',
      repositoryCandidates: [
        chosen(
          'project_urls.Source',
          'https://github.com/pallets/flask',
          'https://github.com/pallets/flask/',
        ),
      ],
      licenses: 'BSD-3-Clause',
      keywords: [],
      status: null,
      downloads: null,
      fundingLinks: ['https://palletsprojects.com/donate'],
      metadata: {},
      latestVersion: '3.1.2',
      versions: 63,
      versionsComplete: true,
      maintainers: null,
    });
    expect(record.metadata).toMatchObject({
      published_name: 'Flask',
      documentation: 'https://flask.palletsprojects.com/',
    });
    expect(record.versions.find(({ number }) => number === '0.1')).toEqual({
      number: '0.1',
      publishedAt: '2010-04-16T14:29:37.458Z',
      licenses: null,
      integrity: 'sha256-9da884457e910bf0847d396cb4b778ad9f3c3d17db1c5997cb861937bd284237',
      status: null,
      metadata: {
        download_url:
          'https://files.pythonhosted.org/packages/6e/49/43b514bfdaf4af12e6ef1f17aa25447157bcbb864c07775dacd72e8c8e02/Flask-0.1.tar.gz',
        packagetype: 'sdist',
        python_version: 'source',
        sdist: true,
        size: 9168,
      },
      dependencies: null,
    });
    const latest = record.versions.find(({ number }) => number === '3.1.2');
    expect(latest).toMatchObject({
      licenses: 'BSD-3-Clause',
      metadata: { requires_python: '>=3.9', sdist: true, wheels: { 'py3-none': 'any' } },
    });
    expect(latest?.dependencies?.map(({ name, requirement, kind }) => [name, requirement, kind])).toEqual([
      ['blinker', '>=1.9.0', 'runtime'],
      ['click', '>=8.1.3', 'runtime'],
      ['importlib-metadata', '>=3.6.0', 'runtime'],
      ['itsdangerous', '>=2.2.0', 'runtime'],
      ['jinja2', '>=3.1.2', 'runtime'],
      ['markupsafe', '>=2.1.1', 'runtime'],
      ['werkzeug', '>=3.1.0', 'runtime'],
      ['asgiref', '>=3.2', 'extra'],
      ['python-dotenv', null, 'extra'],
    ]);
  });

  it('yiban: owner, status, and a latest release that is not among the others', () => {
    const project = recorded('yiban.json');
    const releases = [recorded('0.1.2.32.json')];
    const record = mapProject({ name: 'yiban', project, simple: null, releases });
    expect(record).toMatchObject({
      description: 'Yiban Api',
      homepage: 'https://github.com/DukeBode/Yiban',
      repositoryUrl: 'https://github.com/DukeBode/Yiban',
      licenses: 'BSD 3-Clause',
      keywords: ['Yiban'],
      status: null,
      latestVersion: '0.7.0.1',
      maintainers: [{ uuid: 'DukeBode', login: 'DukeBode', role: 'Owner' }],
    });
    expect(record.versions.map(({ number, publishedAt }) => [number, publishedAt])).toEqual([
      ['0.1.2.32', '2019-11-05T15:06:04.826Z'],
      ['0.7.0.1', '2020-04-25T02:34:14.436Z'],
    ]);
    expect(record.versions[0]?.dependencies).toEqual([
      { name: 'openpyxl', requirement: null, kind: 'runtime', optional: false },
    ]);
  });

  it('setuptools: extras and several maintainers', () => {
    const record = mapProject({
      name: 'setuptools',
      project: recorded('setuptools.json'),
      simple: null,
      releases: [],
    });
    expect(record.maintainers?.map(({ uuid, role }) => [uuid, role])).toEqual([
      ['jaraco', 'Owner'],
      ['abravalheri', 'Maintainer'],
      ['dstufft', 'Maintainer'],
    ]);
    // The recording has no whole digest.
    expect(record.versions[0]).toMatchObject({ number: '78.1.0', integrity: null, licenses: 'MIT' });
    expect(
      record.versions[0]?.dependencies?.every(({ kind, optional }) => kind === 'extra' && optional),
    ).toBe(true);
    expect(record.versions[0]?.dependencies?.[5]).toEqual({
      name: 'jaraco-envs',
      requirement: '>=2.2',
      kind: 'extra',
      optional: true,
      qualifiers: { marker: 'extra == "test"' },
    });
  });

  it('mkdocstrings and easybuild-easyconfigs: labels, funding, no wheel', () => {
    const docs = mapProject({
      name: 'mkdocstrings',
      project: recorded('mkdocstrings.json'),
      simple: null,
      releases: [],
    });
    expect(docs).toMatchObject({
      homepage: 'https://mkdocstrings.github.io',
      repositoryUrl: 'https://github.com/mkdocstrings/mkdocstrings',
      licenses: 'ISC',
      keywords: ['mkdocs', 'mkdocs-plugin', 'docstrings', 'autodoc', 'documentation'],
      fundingLinks: ['https://github.com/sponsors/pawamoy'],
      latestVersion: '0.30.1',
    });
    const name = 'easybuild-easyconfigs';
    const easy = mapProject({ name, project: recorded(`${name}.json`), simple: null, releases: [] });
    expect(easy).toMatchObject({ licenses: 'GPLv2', repositoryUrl: null, homepage: 'https://easybuild.io' });
    expect(easy.versions).toHaveLength(100);
    // A source distribution alone does not say that it needs nothing.
    expect(easy.versions.find(({ number }) => number === '4.9.0')).toMatchObject({ dependencies: null });
  });

  it('reads downloads', () => {
    expect(mapDownloads(readFileSync(shared('pypi/flask/recent.json')))).toEqual({
      count: 157_236_987,
      period: 'last-month',
    });
  });
});

it('maps an archived project, its yanked release, extras and markers', () => {
  const record = mapProject({
    name: 'example-thing',
    project: own('project.json'),
    simple: null,
    releases: [],
  });
  expect(record.metadata).toEqual({
    published_name: 'Example.Thing',
    documentation: 'https://pythonhosted.org/Example.Thing/',
    classifiers: [
      'Development Status :: 7 - Inactive',
      'License :: OSI Approved',
      'License :: OSI Approved :: MIT License',
      'License :: OSI Approved :: Apache Software License',
    ],
    organization: 'example-org',
    status_reason: 'It is done.',
  });
  expect(record.maintainers?.map(({ uuid, role }) => [uuid, role])).toEqual([
    ['someone', 'Owner'],
    ['other', 'Maintainer'],
  ]);
  const [empty, first, latest, yanked] = record.versions;
  expect(empty).toEqual({
    number: '0.1',
    publishedAt: null,
    licenses: null,
    integrity: null,
    status: null,
    metadata: {},
    dependencies: null,
  });
  expect(first).toMatchObject({
    publishedAt: '2020-01-01T00:00:00.000Z',
    integrity: `sha256-${'00112233445566778899aabbccddeeff'.repeat(2)}`,
    // One file of it still stands.
    status: null,
    metadata: { has_sig: true, requires_python: '>=3.6' },
  });
  expect(yanked).toMatchObject({
    status: 'yanked',
    metadata: { yanked: true, yanked_reason: 'deletes files' },
  });
  expect(latest?.integrity).toBeNull();
  expect(latest?.dependencies).toEqual([
    { name: 'jinja2', requirement: '>=2.11.1,<4', kind: 'runtime', optional: false },
    {
      name: 'zope-interface',
      requirement: '>=5',
      kind: 'runtime',
      optional: false,
      qualifiers: { extras: 'test,docs', marker: "python_version < '3.9'" },
    },
    {
      name: 'colorama',
      requirement: null,
      kind: 'runtime',
      optional: false,
      qualifiers: { marker: 'sys_platform == "win32"' },
    },
    {
      name: 'pytest',
      requirement: '>=7',
      kind: 'extra',
      optional: true,
      qualifiers: { marker: 'extra == "test" and python_version > "3"' },
    },
    {
      name: 'direct',
      requirement: '@ https://example.org/direct-1.0.zip',
      kind: 'extra',
      optional: true,
      qualifiers: { marker: "extra == 'direct'" },
    },
    {
      name: 'legacy',
      requirement: '>=1.0.*',
      kind: 'runtime',
      optional: false,
      qualifiers: { marker: 'nonsense here' },
    },
  ]);
});

it('takes the status from the simple index where the JSON has none', () => {
  const { 'project-status': _, ...project } = own('project.json');
  const simple = { 'project-status': { status: 'Deprecated', reason: null } };
  const mapped = (page: typeof simple | null) =>
    mapProject({ name: 'example-thing', project, simple: page, releases: [] });
  expect(mapped(simple).status).toBe('deprecated');
  expect(mapped(null).status).toBeNull();
});

it('chooses among the ways to state a licence', () => {
  const classifiers = ['License :: OSI Approved :: MIT License', 'License :: Public Domain'];
  expect(licensesOf({ license_expression: 'MIT OR 0BSD', license: 'x', classifiers })).toBe('MIT OR 0BSD');
  expect(licensesOf({ license: 'Apache 2', classifiers })).toBe('Apache 2');
  expect(licensesOf({ license: 'UNKNOWN', classifiers })).toBe('MIT License,Public Domain');
  expect(licensesOf({ license: 'line\nline', classifiers: [] })).toBe('line\nline');
  expect(licensesOf({ license: '', classifiers: ['License :: OSI Approved'] })).toBeNull();
});

it('prefers labelled repositories, and takes no sponsor for one', () => {
  const project_urls = {
    Sponsor: 'https://github.com/sponsors/a',
    Docs: 'https://a.example/docs',
    Changes: 'https://gitlab.com/a/changes/-/blob/main/x',
  };
  expect(projectUrls({ project_urls, home_page: '' })).toEqual({
    homepage: null,
    repository: {
      repositoryUrl: 'https://gitlab.com/a/changes',
      repositoryCandidates: [
        chosen(
          'project_urls.Changes',
          'https://gitlab.com/a/changes',
          'https://gitlab.com/a/changes/-/blob/main/x',
        ),
      ],
    },
    documentation: 'https://a.example/docs',
    funding: ['https://github.com/sponsors/a'],
  });
  const labelled = {
    ...project_urls,
    'source-code': 'https://codeberg.org/a/b',
    Source: 'https://svn.example.org/a',
  };
  const svn = 'https://svn.example.org/a';
  expect(projectUrls({ project_urls: labelled, home_page: 'https://github.com/a/site' }).repository).toEqual({
    repositoryUrl: 'https://codeberg.org/a/b',
    // Two other forges are named, too: whoever reads it sees that they disagree.
    repositoryCandidates: [
      candidate('project_urls.Source', svn, svn, { kind: 'declared' }),
      chosen('project_urls.source-code', 'https://codeberg.org/a/b'),
      candidate('home_page', 'https://github.com/a/site'),
      candidate(
        'project_urls.Changes',
        'https://gitlab.com/a/changes',
        'https://gitlab.com/a/changes/-/blob/main/x',
      ),
    ],
  });
  expect(projectUrls({ project_urls: { Source: svn } }).repository).toEqual({
    repositoryUrl: svn,
    repositoryCandidates: [candidate('project_urls.Source', svn, svn, { kind: 'declared', chosen: true })],
  });
});

it('wheels are kept by the tags of Python and ABI, without files that are yanked alone', () => {
  const file = (filename: string, more = {}) => ({
    filename,
    packagetype: 'bdist_wheel',
    yanked: false,
    ...more,
  });
  const wheelsOf = (files: object[]) => {
    const { sdist, wheels } = mapVersion('1.0', files, null).metadata;
    return { sdist, wheels };
  };
  expect(
    wheelsOf([
      file('a-1.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl'),
      file('a-1.0-1-cp312-cp312-win_amd64.whl'),
      file('a-1.0-cp313-cp313-win_amd64.whl', { yanked: true }),
      file('a-1.0-py2.py3-none-any.whl'),
      file('a-1.0.tar.gz', { packagetype: 'sdist' }),
    ]),
  ).toEqual({
    sdist: true,
    wheels: {
      'cp312-cp312': 'manylinux_2_17_x86_64.manylinux2014_x86_64 win_amd64',
      'py2.py3-none': 'any',
    },
  });
  expect(wheelsOf([file('a-1.0.exe', { packagetype: 'bdist_wininst' })])).toEqual({
    sdist: false,
    wheels: {},
  });
  // Nothing is said of the files of a release that lists none.
  expect(wheelsOf([])).toEqual({ sdist: undefined, wheels: undefined });
  // __proto__ is a tag as any other; too many are none.
  expect(wheelsOf([file('a-1.0-__proto__-none-any.whl')])).toMatchObject({ sdist: false });
  const many = Array.from({ length: 1_000 }, (_, i) => file(`a-1.0-cp${i}-abi3-manylinux_2_17_x86_64.whl`));
  expect(wheelsOf([...many, file('a-1.0.tar.gz', { packagetype: 'sdist' })])).toEqual({
    sdist: true,
    wheels: undefined,
  });
});
