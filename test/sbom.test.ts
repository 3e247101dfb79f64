/** The sbom service over HTTP. */
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import parser from '../src/services/parser/index.ts';
import sbom from '../src/services/sbom/index.ts';
import { openContract } from './openapi-contract.ts';
import { openToolWorld, type ToolWorld } from './tool-world.ts';

const BOM = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: { component: { type: 'application', 'bom-ref': 'app', name: 'app', version: '1' } },
  components: [
    { type: 'library', 'bom-ref': 'a', name: 'a', version: '1.0.0', purl: 'pkg:npm/a@1.0.0' },
    { type: 'library', 'bom-ref': 'b', name: 'b', version: '2.0.0', purl: 'pkg:npm/b@2.0.0' },
  ],
  dependencies: [
    { ref: 'app', dependsOn: ['a'] },
    { ref: 'a', dependsOn: ['b'] },
    { ref: 'b', dependsOn: [] },
  ],
});

let world: ToolWorld;
beforeAll(async () => {
  world = await openToolWorld([sbom, parser]);
  world.serve.set('/bom.json', Buffer.from(BOM));
});
afterAll(() => world.close());

const at = (path: string) => `${world.edge.url}/sbom/api/v1${path}`;
const send = async (path: string, body: BodyInit, headers: Record<string, string> = {}) => {
  const reply = await fetch(at(path), { method: 'POST', body, headers });
  const text = await reply.text();
  return { status: reply.status, headers: reply.headers, text, body: tryJson(text) };
};
function tryJson(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

describe('sbom', () => {
  it('reads one as a job, as the contract says', async () => {
    const url = encodeURIComponent(`${world.files}/bom.json`);
    const reply = await fetch(at(`/jobs?url=${url}`), { method: 'POST', headers: { prefer: 'wait=20' } });
    const job = await reply.json();
    expect(job.status).toBe('complete');
    expect(job.results.packages.map((of: { purl: string | null }) => of.purl)).toEqual(
      expect.arrayContaining(['pkg:npm/a@1.0.0', 'pkg:npm/b@2.0.0']),
    );
    expect(job.results.dependencies).toMatchObject([
      { name: 'a', requirement: '1.0.0', direct: true },
      { name: 'b', requirement: '2.0.0', direct: false },
    ]);
    expect(job.results.validation).toMatchObject({ valid: true, by: 'schema' });
    const contract = openContract('sbom');
    if (!contract.present) {
      console.warn('no contracts beside the project (../shared/openapi)');
      return;
    }
    const check = addFormats
      .default(new Ajv({ strict: false }))
      .compile(contract.answerOf(contract.paths['/jobs/{jobID}']?.get));
    expect(check(job), JSON.stringify(check.errors)).toBe(true);
  });

  it('converts, and says what is lost', async () => {
    const { body } = await send('/convert?to=spdx-json&filename=bom.json', BOM);
    expect(body).toMatchObject({
      notation: 'spdx-json',
      version: '2.3',
      from: { notation: 'cyclonedx-json' },
    });
    const document = JSON.parse(body.text);
    expect(document.spdxVersion).toBe('SPDX-2.3');
    expect(document.packages.map((of: { name: string }) => of.name).sort()).toEqual(['a', 'app', 'b']);
    expect(Array.isArray(body.losses)).toBe(true);
  });

  it('gives a document alone, under its own media type', async () => {
    const { headers, text } = await send('/convert?to=spdx-tag-value&raw=true', BOM);
    expect(headers.get('content-type')).toContain('text/spdx');
    expect(headers.get('content-disposition')).toContain('sbom.spdx');
    expect(text).toMatch(/^SPDXVersion: SPDX-2\.3$/m);
  });

  it('validates, with the place of what is wrong', async () => {
    expect((await send('/validate', BOM)).body).toMatchObject({ isValid: true, by: 'schema' });
    const bad = BOM.replace('"type":"library"', '"type":"thing"');
    const { body } = await send('/validate', bad);
    expect(body.isValid).toBe(false);
    expect(JSON.stringify(body.problems)).toContain('/components/0/type');
  });

  it('makes one of a manifest and its lockfile, and of a job of the parser', async () => {
    const form = () => {
      const data = new FormData();
      data.append(
        'file',
        new Blob(['{"name":"app","version":"1.0.0","dependencies":{"a":"^1"}}']),
        'package.json',
      );
      const lock = {
        lockfileVersion: 3,
        packages: { '': { dependencies: { a: '^1' } }, 'node_modules/a': { version: '1.2.0' } },
      };
      data.append('file', new Blob([JSON.stringify(lock)]), 'package-lock.json');
      return data;
    };
    const { body } = await send('/make', form());
    const document = JSON.parse(body.text);
    expect(document.metadata.component).toMatchObject({
      name: 'app',
      version: '1.0.0',
      purl: 'pkg:npm/app@1.0.0',
    });
    expect(document.components).toMatchObject([{ name: 'a', version: '1.2.0', purl: 'pkg:npm/a@1.2.0' }]);
    const checked = await send('/validate', body.text);
    expect(checked.body, JSON.stringify(checked.body.problems)).toMatchObject({ isValid: true });

    const submitted = await fetch(`${world.edge.url}/parser/api/v1/jobs`, {
      method: 'POST',
      body: form(),
      headers: { prefer: 'wait=20' },
    });
    const { id } = await submitted.json();
    const made = await (await fetch(at(`/make?job=${id}&to=spdx-json`))).json();
    expect(
      JSON.parse(made.text)
        .packages.map((of: { name: string }) => of.name)
        .sort(),
    ).toEqual(['a', 'app']);
  });

  it('adds what the index knows, and counts what it does not', async () => {
    const { body } = await send('/enrich', BOM);
    expect(body).toMatchObject({ known: 0, unknown: 2 });
  });

  it('refuses what is no SBOM, and names what is wrong', async () => {
    for (const path of ['/convert', '/validate', '/enrich'])
      for (const text of ['{"a": 1}', 'roses are red']) {
        const { status, body } = await send(path, text);
        expect([path, status, body.parameter], JSON.stringify(body)).toEqual([path, 422, 'file']);
        expect(body.error).not.toContain('internal');
      }
    expect((await send('/convert?to=word', BOM)).body).toMatchObject({ parameter: 'to' });
    expect((await fetch(at('/validate'))).status).toBe(400);
  });
});
