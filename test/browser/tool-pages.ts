/** The tools' pages with something to show: jobs that were done, in all their states. */
import { services } from '../../src/main/services.ts';
import { record, version } from '../records.ts';
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

export interface ToolSite extends ToolWorld {
  /** `http://127.0.0.1:<port>` of the site. */
  url: string;
}

export async function startToolSite(): Promise<ToolSite> {
  const world = await openToolWorld([...services], attester);
  await world.edge.write('npm', ...ATTESTED.map(name => record(name, { versions: [version('1.0.0')] })));
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
];
