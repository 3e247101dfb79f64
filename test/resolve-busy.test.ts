/**
 * Resolutions that would take for ever, over HTTP: who leaves ends the work; who stays is told how far it came. Pigeons and holes
 * (each pigeon in one of fewer holes, no two in one) have no solution, and no proof of it that is short enough for a search like ours.
 */
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Edge, packageRecord } from '../src/api/fixtures/edge.ts';
import puppet from '../src/ecosystems/puppet/resolution.ts';
import { createBudget } from '../src/resolving/budget.ts';
import type { Resolver } from '../src/resolving/types.ts';
import { resolution, resolve } from '../src/services/resolve/index.ts';
import { dependency, version } from './records.ts';
import { finished, openToolWorld, type ToolWorld } from './tool-world.ts';

const HOLES = 12;

/** A run of the resolver, as it is seen from within. */
interface Run {
  ended: Promise<{ error: unknown; ms: number }>;
}

let world: ToolWorld;
let edge: Edge;
let started: (run: Run) => void = () => {};
/** Milliseconds that the next runs have; null: those of their callers. */
const times: (number | null)[] = [];
let gate: Promise<void> = Promise.resolve();

const watched: Resolver = {
  ...puppet,
  async resolve(request, universe, given) {
    const time = times.shift() ?? null;
    const budget = time === null ? given : createBudget({ signal: given.signal, time });
    const since = performance.now();
    const work = gate.then(() => puppet.resolve(request, universe, budget));
    const ms = () => performance.now() - since;
    started({
      ended: work.then(
        () => ({ error: null, ms: ms() }),
        error => ({ error, ms: ms() }),
      ),
    });
    return work;
  },
};

const nextRun = () =>
  new Promise<Run>(resolve => {
    started = resolve;
  });

beforeAll(async () => {
  world = await openToolWorld([resolve, resolution]);
  edge = world.edge;
  const found = edge.directory.byName('npm');
  if (!('registry' in found!)) throw new Error('no registry npm');
  Object.assign(found.registry.definition, { resolution: { load: async () => watched } });
  const needs = (name: string, requirement: string) => dependency(name, 'runtime', { requirement });
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  const pigeons = numbers(HOLES + 1);
  await edge.write(
    'npm',
    packageRecord('loft', {
      versions: [version('1.0.0', { dependencies: pigeons.map(i => needs(`pigeon${i}`, '>=1.0.0')) })],
    }),
    ...pigeons.map(pigeon =>
      packageRecord(`pigeon${pigeon}`, {
        versions: numbers(HOLES).map(hole =>
          version(`${hole}.0.0`, { dependencies: [needs(`hole${hole}`, `${pigeon}.0.0`)] }),
        ),
      }),
    ),
    ...numbers(HOLES).map(hole =>
      packageRecord(`hole${hole}`, {
        versions: pigeons.map(pigeon => version(`${pigeon}.0.0`, { dependencies: [] })),
      }),
    ),
    packageRecord('small', { versions: [version('1.0.0', { dependencies: [] })] }),
  );
});
afterAll(() => world.close());

/** Sends it, and gives the door to leave by. */
function send(method: string, path: string, body: object | null, headers: Record<string, string> = {}) {
  const request = httpRequest(`${edge.url}${path}`, {
    method,
    headers: { ...(body === null ? {} : { 'content-type': 'application/json' }), ...headers },
  });
  const hungUp = new Promise<void>(resolve => request.once('close', resolve));
  request.on('error', () => {});
  request.end(body === null ? undefined : JSON.stringify(body));
  return {
    leave: async () => {
      request.destroy();
      await hungUp;
    },
  };
}

const LOFT = { purls: ['pkg:npm/loft'], facts: false };

it.each([
  ['POST', '/api/v1/resolve', LOFT],
  ['GET', '/api/v1/resolve?purl=pkg:npm/loft', null],
  ['GET', '/resolve?purl=pkg:npm/loft', null],
])('a client that leaves ends its work: %s %s', async (method, path, body) => {
  const run = nextRun();
  const client = send(method, path, body, { prefer: 'wait=20' });
  const { ended } = await run;
  await client.leave();
  const left = performance.now();
  const { error } = await ended;
  expect(performance.now() - left).toBeLessThan(2_000);
  expect((error as Error)?.name).toBe('AbortError');
  // Nothing goes on without it: the thread is free for the next one.
  const asked = performance.now();
  const reply = await fetch(`${edge.url}/api/v1/resolve?purl=pkg:npm/small&facts=false`);
  expect(reply.status).toBe(200);
  expect(performance.now() - asked).toBeLessThan(2_000);
  // And nobody has made a job of it.
  const { rows } = await edge.database.db.query(`select count(*)::int as jobs from tool_jobs`);
  expect(rows).toEqual([{ jobs: 0 }]);
});

it('who waits for a job leaves it behind: it is done all the same', async () => {
  let open = () => {};
  gate = new Promise(resolve => {
    open = resolve;
  });
  const run = nextRun();
  const client = send('POST', '/resolve/api/v1/jobs?registry=npm&package_name=small', null, {
    prefer: 'wait=20',
  });
  const { ended } = await run;
  await client.leave();
  open();
  expect((await ended).error).toBeNull();
  const { rows } = await edge.database.db.query<{ id: string }>('select id from tool_jobs');
  expect(rows).toHaveLength(1);
  const job = await finished(`${edge.url}/resolve/api/v1/jobs/${rows[0]!.id}`);
  expect(job).toMatchObject({ status: 'complete', results: {} });
});

it('who stays is told how far it came, within the request and by the job', async () => {
  times.push(null, 500);
  const reply = await fetch(`${edge.url}/api/v1/resolve`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', prefer: 'wait=1' },
    body: JSON.stringify(LOFT),
  });
  expect(reply.status).toBe(202);
  const { id, explanation } = (await reply.json()) as { id: string; explanation: string[] };
  expect(explanation[0]).toMatch(
    /^The search ended without an answer after [\d,]+ decisions and [\d,]+ conflicts\.$/,
  );
  expect(explanation.join('\n')).toMatch(/^Most often in conflict: .*(pigeon|hole)\d+ \([\d,]+\)/m);
  expect(explanation.join('\n')).toMatch(/^This is certain so far/m);
  const url = `${edge.url}/api/v1/resolve/jobs/${id}`;
  await expect.poll(async () => (await fetch(url)).status, { timeout: 15_000 }).toBe(200);
  const { nodes, complete, problems } = (await (await fetch(url)).json()) as {
    nodes: unknown[];
    complete: boolean;
    problems: { kind: string; severity: string; message: string; explanation: string[] }[];
  };
  expect([nodes, complete]).toEqual([[], false]);
  expect(problems).toMatchObject([{ kind: 'conflict', severity: 'error' }]);
  expect(problems[0]!.message).toBe(
    'No answer was found within the limit: the resolution took longer than 0.5 s.',
  );
  expect(problems[0]!.explanation[0]).toMatch(/^The search ended without an answer/);
  const page = await (await fetch(`${edge.url}/resolve/jobs/${id}`)).text();
  expect(page).toContain('Most often in conflict');
});
