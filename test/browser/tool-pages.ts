/** The tools' pages with something to show: jobs that were done, in all their states. */
import { services } from '../../src/main/services.ts';
import { dependency, record, version } from '../records.ts';
import type { ToolWorld } from '../tool-world.ts';
import { openToolWorld } from '../tool-world.ts';
import { ATTESTED, attester } from './attester.ts';
import {
  BAD_SBOM,
  HOSTILE_JSON,
  LARGE_JSON,
  NEW,
  OLD,
  PACKAGE_JSON,
  PACKAGE_LOCK,
  SBOM,
} from './tool-files.ts';

const needs = (name: string, requirement = '*') => dependency(name, 'runtime', { requirement });
const day = { publishedAt: '2024-01-02T03:04:05.000Z' };

/** A package with three below it, one with six hundred, and one that does not work out. */
const RESOLVED = [
  record('resolve-small', {
    versions: [
      version('1.0.0', { ...day, dependencies: [needs('resolve-1'), needs('resolve-2', '^9.0.0')] }),
    ],
  }),
  record('resolve-large', {
    versions: [version('1.0.0', { ...day, dependencies: [1, 2, 3, 4, 5].map(n => needs(`resolve-${n}`)) })],
  }),
  ...Array.from({ length: 600 }, (_, i) => i + 1).map(n =>
    record(`resolve-${n}`, {
      versions: [
        version('1.0.0', {
          ...day,
          status: n % 50 === 0 ? 'deprecated' : null,
          dependencies: [2 * n + 4, 2 * n + 5, n + 1].filter(m => m <= 600).map(m => needs(`resolve-${m}`)),
        }),
      ],
    }),
  ),
];

export interface ToolSite extends ToolWorld {
  /** `http://127.0.0.1:<port>` of the site. */
  url: string;
}

export async function startToolSite(): Promise<ToolSite> {
  const world = await openToolWorld([...services], attester);
  await world.edge.write('npm', ...ATTESTED.map(name => record(name, { versions: [version('1.0.0')] })));
  await world.edge.write('npm', ...RESOLVED);
  const files: Record<string, string | Buffer> = {
    '/package.json': PACKAGE_JSON,
    '/package-lock.json': PACKAGE_LOCK,
    '/large/package.json': LARGE_JSON,
    '/hostile/package.json': HOSTILE_JSON,
    '/old.tgz': OLD,
    '/new.tgz': NEW,
    '/bom.json': SBOM,
    '/bad/bom.json': BAD_SBOM,
    '/broken/package.json': '{"dependencies": ',
  };
  for (const [path, body] of Object.entries(files)) world.serve.set(path, Buffer.from(body));
  return { ...world, url: world.edge.url };
}

/** Sends a form of fields, as a browser would. @returns the path that it leads to. */
export async function send(site: ToolSite, path: string, fields: Record<string, string>): Promise<string> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const reply = await fetch(site.url + path, { method: 'POST', body, redirect: 'manual' });
  if (reply.status !== 303) throw new Error(`${path}: ${reply.status}: ${await reply.text()}`);
  const to = new URL(reply.headers.get('location') ?? '', site.url);
  return to.pathname + to.search;
}

/** Paths of pages that show results, by what they show. */
export async function resultPaths(site: ToolSite): Promise<Record<string, string>> {
  const at = (path: string) => `${site.files}${path}`;
  const encoded = (path: string) => encodeURIComponent(at(path));
  const parser = await send(site, '/parser', { url: `${at('/package.json')} ${at('/package-lock.json')}` });
  const large = await send(site, '/parser', { url: at('/large/package.json') });
  return {
    parser,
    'parser-lock': `${parser}?manifest=1`,
    'parser-node': `${parser}?manifest=1&node=0`,
    'parser-large': large,
    'parser-last-page': `${large}?manifest=0&page=50`,
    'parser-hostile': await send(site, '/parser', { url: at('/hostile/package.json') }),
    'parser-broken': await send(site, '/parser', { url: at('/broken/package.json') }),
    'parser-error': await send(site, '/parser', { url: at('/none/package.json') }),
    licenses: await send(site, '/licenses', { url: at('/old.tgz') }),
    'licenses-conflict': await send(site, '/licenses', { url: at('/new.tgz') }),
    diff: await send(site, '/diff', { url_1: at('/old.tgz'), url_2: at('/new.tgz') }),
    'diff-same': await send(site, '/diff', { url_1: at('/old.tgz'), url_2: at('/old.tgz') }),
    archives: `/archives?url=${encoded('/old.tgz')}`,
    'archives-folder': `/archives?url=${encoded('/old.tgz')}&path=src`,
    'archives-file': `/archives?url=${encoded('/old.tgz')}&path=package.json`,
    'archives-readme': `/archives?url=${encoded('/old.tgz')}&view=readme`,
    'archives-changelog': `/archives?url=${encoded('/old.tgz')}&view=changelog`,
    'archives-none': `/archives?url=${encoded('/new.tgz')}&view=changelog`,
    'archives-error': `/archives?url=${encoded('/none.tgz')}`,
    digest: `/digest?url=${encoded('/old.tgz')}&algorithm=sha512`,
    'digest-error': `/digest?url=${encoded('/old.tgz')}&algorithm=none`,
    ...Object.fromEntries(ATTESTED.map(name => [`attest-${name}`, `/attest?purl=pkg:npm/${name}`])),
    'attest-none': '/attest?purl=pkg:npm/nowhere@1',
    resolve: '/resolve?purl=pkg:npm/resolve-600&before=2024-06-01&against=2023-01-01',
    'resolve-large': '/resolve?purl=pkg:npm/resolve-large',
    'resolve-tree': '/resolve?purl=pkg:npm/resolve-large&view=tree',
    'resolve-picture': '/resolve?purl=pkg:npm/resolve-large&view=picture',
    'resolve-packages': '/resolve?purl=pkg:npm/resolve-large&view=packages&page=2',
    'resolve-conflict': '/resolve?purl=pkg:npm/resolve-small',
    'resolve-none': '/resolve?purl=pkg:npm/nowhere',
    sbom: await send(site, '/sbom', { url: at('/bom.json') }),
    'sbom-bad': await send(site, '/sbom', { url: at('/bad/bom.json') }),
  };
}

export const FORM_PATHS = [
  '/tools',
  '/parser',
  '/sbom',
  '/licenses',
  '/diff',
  '/archives',
  '/digest',
  '/attest',
  '/resolve',
];
