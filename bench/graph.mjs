// The graph of dependencies: `node bench/graph.mjs [nodes] [edges]` on a synthetic one (a million nodes, ten million edges by default), and
// `node bench/graph.mjs --database URL` on the index of a database, of whose registry `--registry debian-12` exact counts are made.
// Peer: `--peer` times a plain adjacency list of arrays built from the same edges, in the same run.
import { parseArgs } from 'node:util';
import { componentsOf } from '../dist/resolving/graph/components.js';
import { edgeBuilder } from '../dist/resolving/graph/edge-builder.js';
import { bytesOf, packGraph, packReverse } from '../dist/resolving/graph/packed.js';
import { degreesOf, pageRank } from '../dist/resolving/graph/pagerank.js';
import { reachCounts } from '../dist/resolving/graph/reach-counts.js';

const { values, positionals } = parseArgs({
  options: { database: { type: 'string' }, peer: { type: 'boolean' } },
  allowPositionals: true,
});

const timed = (what, work) => {
  const started = performance.now();
  const result = work();
  console.log(`${what}: ${((performance.now() - started) / 1000).toFixed(2)} s`);
  return result;
};
const mebibytes = bytes => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

const builder = edgeBuilder();
if (values.database) await readInto(values.database);
else synthetic(Number(positionals[0] ?? 1_000_000), Number(positionals[1] ?? 10_000_000));

const { edges, forward, backward } = timed('numbered and packed, both directions', () => {
  const built = builder.build();
  const { length } = built.ids;
  return { edges: built, forward: packGraph(length, built), backward: packReverse(length, built) };
});
console.log(
  `${edges.ids.length} nodes, ${edges.count} edges, ${mebibytes(bytesOf(forward) + bytesOf(backward))} packed`,
);
if (values.peer) {
  timed('peer: arrays of arrays, one direction', () => {
    const lists = Array.from({ length: edges.ids.length }, () => []);
    for (let edge = 0; edge < edges.count; edge++) lists[edges.from[edge]].push(edges.to[edge]);
    return lists;
  });
}
const rank = timed('PageRank to 1e-7', () => pageRank(backward, degreesOf(forward)));
console.log(`  ${rank.iterations} iterations`);
const components = timed('components', () => componentsOf(forward));
console.log(
  `  ${components.count} components, the largest of ${components.sizes.reduce((a, b) => Math.max(a, b), 0)}`,
);
if (values.database) {
  const counts = timed('transitive dependents of every node', () => reachCounts(forward, components));
  console.log(`  most: ${counts.reduce((a, b) => Math.max(a, b), 0)}`);
}
console.log(`peak memory of the process: ${mebibytes(process.resourceUsage().maxRSS * 1024)}`);

/** Each node depends on some of the older ones, the oldest most: the shape of registries. */
function synthetic(nodes, count) {
  let state = 12_345;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let edge = 0; edge < count; edge++) {
    const from = 1 + Math.floor(next() * (nodes - 1));
    builder.add(from, Math.floor(from * next() ** 3));
  }
}

async function readInto(url) {
  const { openDatabase } = await import('../dist/store/database.js');
  const { readEdges } = await import('../dist/store/graph.js');
  const db = openDatabase({ url, role: 'worker', max: 1 });
  const started = performance.now();
  await readEdges(db, (dependent, dependency) => builder.add(dependent, dependency));
  console.log(`read: ${((performance.now() - started) / 1000).toFixed(2)} s`);
  await db.end();
}
