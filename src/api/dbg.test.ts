import { test, inject } from 'vitest';
import { startEdge } from '/work/main/src/api/fixtures/edge.ts';
import { tinyService } from '/work/main/src/api/fixtures/tiny-service.ts';
test('x', async () => {
  console.log(inject('embeddedUrl'));
  const t0=performance.now();
  const edge = await startEdge({ services: [tinyService()] });
  console.log('start', performance.now()-t0);
  await fetch(edge.url + '/packages/api/v1/list');
  const t=performance.now();
  await edge.server.close(); console.log('close', performance.now()-t);
  await edge.stop();
  console.log('stop', performance.now()-t);
});
