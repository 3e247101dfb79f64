// Bytes on disk for each dependency of each version, in both directions, after syncing npm packages live by name.
//   node bench/disk.mjs
// Counted: tables and indexes of dependency_sets, dependents, dependency_texts and package_names, whole; and, on a line of its own,
// package_usage, which holds the counters. An edge is one dependency of one version.
import { openDatabase } from '../dist/store/database.js';
import { unpackEdges } from '../dist/store/dependency-codec.js';
import { startServer, temporaryHome } from './program.mjs';
import { machine } from './report.mjs';

const NAMES =
  `ajv angular-cli ava aws-sdk axios babel-jest babel-loader bluebird body-parser bootstrap browserify chai chalk
  cheerio chokidar commander compression concurrently connect cookie-parser core-js cors cross-env css-loader cssnano cypress d3 debug
  del dotenv ejs electron ember-cli ember-data enzyme esbuild eslint eslint-config-airbnb eslint-plugin-import eslint-plugin-jest
  eslint-plugin-react eslint-plugin-vue execa express fastify file-loader firebase fs-extra gatsby glob got graphql grunt gulp
  handlebars hapi helmet html-webpack-plugin husky i18next immer inquirer ioredis jasmine jest jest-cli joi jquery js-yaml jsdom
  jsonwebtoken karma knex koa lerna less lint-staged lit lodash luxon markdown-it marked mini-css-extract-plugin mobx mocha
  moment mongodb mongoose morgan mqtt mysql2 next nodemon nuxt nx nyc ora parcel passport pg pino playwright pm2 postcss
  postcss-loader preact prettier prisma protobufjs puppeteer ramda react react-dom react-redux react-router react-scripts redis
  redux request rimraf rollup rxjs sass sass-loader semantic-release sequelize serverless sharp sinon socket.io style-loader styled-components
  stylelint supertest svelte tailwindcss tap tape terser three ts-jest ts-loader ts-node tsup typeorm typescript
  uglify-js vite vitest vue vue-router webpack webpack-cli webpack-dev-server winston ws xo yargs zod`
    .split(/\s+/)
    .slice(0, 150);

const home = temporaryHome();
const server = await startServer(home.env);
try {
  await home.command('sync', ...NAMES.map(name => `pkg:npm/${name}`)).catch(({ stdout }) => {
    console.log(
      `not synced:\n${stdout
        .split('\n')
        .filter(line => line.includes('('))
        .join('\n')}`,
    );
  });
  const { url } = JSON.parse((await home.command('--json', 'db', 'psql-url')).stdout);
  const db = openDatabase({ url, role: 'worker' });
  const { rows: sets } = await db.query(
    `select s.packed, count(*) as versions from versions v
     join dependency_sets s on s.package_id = v.package_id and s.id = v.dependency_set group by s.package_id, s.id`,
  );
  const edges = sets.reduce((sum, { packed, versions }) => sum + unpackEdges(packed).length * versions, 0);
  const { rows: totals } = await db.query(
    'select count(distinct package_id) as packages, count(*) as versions from versions',
  );
  await db.query('vacuum full dependency_sets, dependents, dependency_texts, package_names, package_usage');
  const { rows: tables } = await db.query(
    `select relname as name, pg_total_relation_size(oid) as bytes from pg_class
     where relname in ('dependency_sets', 'dependents', 'dependency_texts', 'package_names', 'package_usage') order by 2 desc`,
  );
  await db.end();
  const counted = tables.filter(t => t.name !== 'package_usage').reduce((sum, t) => sum + t.bytes, 0);
  console.log(`# bytes a dependency edge\n${machine()}`);
  console.log(
    `${totals[0].packages} packages, ${totals[0].versions} versions, ${edges} edges, ${sets.length} distinct sets`,
  );
  for (const { name, bytes } of tables)
    console.log(`${name}: ${bytes} bytes, ${(bytes / edges).toFixed(2)} an edge`);
  console.log(`both directions with names and texts: ${(counted / edges).toFixed(2)} bytes an edge`);
  const all = tables.reduce((sum, t) => sum + t.bytes, 0);
  console.log(`with the counters of package_usage: ${(all / edges).toFixed(2)} bytes an edge`);
} finally {
  await server.stop();
  home.remove();
}
