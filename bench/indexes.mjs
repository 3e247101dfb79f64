// Whole indexes of any size, made of recorded entries again and again under other names, in the container that the registry
// serves. They are written to a folder piece by piece, so that making them takes no memory to speak of.
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliCompress, createGzip, gunzipSync, constants as zlib } from 'node:zlib';

const PACKERS = {
  plain: () => [],
  gzip: () => [createGzip({ level: 6 })],
  br: () => [createBrotliCompress({ params: { [zlib.BROTLI_PARAM_QUALITY]: 5 } })],
  xz: () => [packedBy('xz', ['-c', '-2', '-T1'])],
  zstd: () => [packedBy('zstd', ['-c', '-q', '-9'])],
};

/**
 * Makes the index of an ecosystem out of `answers`, its recordings; `load` imports a module of the program by its path below
 * `ecosystems`.
 * @returns by URL the file, what it is packed with and how many bytes it holds unpacked; null for an ecosystem without one.
 */
export async function makeIndex(id, { answers, bytes, folder, load }) {
  const made = await RECIPES[id]?.({ answers, urls: Object.keys(answers), bytes, load });
  if (made === undefined) return null;
  const files = {};
  for (const [url, { packed, pieces }] of Object.entries(made)) {
    const file = join(folder, `${id}-${Object.keys(files).length}-${bytes}`);
    let plain = 0;
    async function* counted() {
      for await (const chunk of gathered(pieces())) {
        plain += chunk.length;
        yield chunk;
      }
    }
    await pipeline(Readable.from(counted()), ...PACKERS[packed](), createWriteStream(file));
    files[url] = { file, packed, plain };
  }
  return files;
}

/** A file of an ecosystem's fixtures. */
const own = (id, path) =>
  readFileSync(fileURLToPath(new URL(`../src/ecosystems/${id}/fixtures/${path}`, import.meta.url)));

const textOf = ({ body }) =>
  body instanceof URL ? readFileSync(fileURLToPath(body), 'utf8') : body.toString();
const jsonOf = answer => JSON.parse(textOf(answer));

/** `render` of each entry and the number of the copy, until there are `bytes` of them. */
function copies(entries, bytes, render) {
  const size = entries.reduce((sum, entry) => sum + Buffer.byteLength(render(entry, 1000)), 0);
  return Math.max(1, Math.ceil(bytes / size));
}

function* joined(entries, count, render, between) {
  for (let i = 0; i < count; i++) {
    for (const [at, entry] of entries.entries()) {
      if (i + at > 0) yield between;
      yield render(entry, i);
    }
  }
}

const plain = pieces => ({ packed: 'plain', pieces });

/** A list of entries between a beginning and an end. */
function listed({ start, end, between, entries, bytes, render }) {
  return function* () {
    yield start;
    yield* joined(entries, copies(entries, bytes, render), render, between);
    yield end;
  };
}

/** A JSON document with one large member; `null`: the document itself is large. Entries of an object are pairs. */
function jsonPieces(document, member, bytes, render) {
  const content = member === null ? document : document[member];
  const isArray = Array.isArray(content);
  const { [member]: _, ...rest } = document;
  const head =
    member === null
      ? ''
      : `${JSON.stringify(rest).replace(/}$/, '')}${Object.keys(rest).length > 0 ? ',' : ''}"${member}":`;
  return listed({
    start: `${head}${isArray ? '[' : '{'}`,
    end: `${isArray ? ']' : '}'}${member === null ? '' : '}'}`,
    between: ',\n',
    entries: (isArray ? content : Object.entries(content)).filter(entry => entry !== null),
    bytes,
    render: isArray
      ? (entry, i) => JSON.stringify(render(entry, i))
      : ([key, value], i) => `${JSON.stringify(`${key}-x${i}`)}:${JSON.stringify(value)}`,
  });
}

async function apk({ answers, urls, bytes, load }) {
  // Entries of a registry where the shared recordings are: those of the tests are shorter than any.
  const recorded = new URL('../../shared/fixtures/registries/adelie/APKINDEX-system.tar.gz', import.meta.url);
  const body = existsSync(recorded) ? recorded : answers[urls[0]].body;
  const archive = gunzipSync(body instanceof URL ? readFileSync(body) : body);
  const stanzas = memberOf(archive, 'APKINDEX').toString().trim().split(/\n\n+/);
  // What a copy provides and asks for is its own, as in an index where few packages provide the same.
  const tokens = (list, i) => list.replace(/(\s|^)(!?[^\s<>=~]+)/g, `$1$2-x${i}`);
  const named = (text, i) =>
    text
      .replace(/^P:(.*)$/m, `P:$1-x${i}`)
      .replace(/^([Dp]):(.*)$/gm, (_, letter, list) => `${letter}:${tokens(list, i)}`);
  const pieces = listed({
    start: '',
    end: '\n\n',
    between: '\n\n',
    entries: stanzas,
    bytes: bytes / urls.length,
    render: named,
  });
  const packed = { packed: 'gzip', pieces: await inTar(load, 'APKINDEX', pieces) };
  return Object.fromEntries(urls.map(url => [url, packed]));
}

/** One file of a tar archive. */
function memberOf(archive, wanted) {
  for (let at = 0; at + 512 <= archive.length; ) {
    const name = archive.toString('latin1', at, at + 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(archive.toString('latin1', at + 124, at + 136), 8) || 0;
    if (name === wanted) return archive.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`no ${wanted}`);
}

/** As the one file of a tar archive, whose size stands before it. */
async function inTar(load, name, pieces) {
  const { tarHeader, TAR_END } = await load('../formats/fixtures/tar-writer.js');
  let size = 0;
  for (const piece of pieces()) size += Buffer.byteLength(piece);
  return function* () {
    yield tarHeader({ name, size });
    yield* pieces();
    yield Buffer.alloc((512 - (size % 512)) % 512);
    yield TAR_END;
  };
}

/** A tar archive of a few files again and again: `files` gives those of a copy as pairs of path and content. */
async function tarOf(load, bytes, files) {
  const { tarHeader, tarBody, TAR_END } = await load('../formats/fixtures/tar-writer.js');
  return function* () {
    let written = 0;
    for (let i = 0; written < bytes; i++) {
      for (const [name, content] of files(i)) {
        const body = tarBody(content);
        yield tarHeader({ name, size: Buffer.byteLength(content), modified: 1_709_294_400 });
        yield body;
        written += 512 + body.length;
      }
    }
    yield TAR_END;
  };
}

const RECIPES = {
  adelie: apk,
  alpine: apk,
  postmarketos: apk,
  bioconductor: ({ answers, urls: [url], bytes }) => ({
    [url]: plain(
      listed({
        start: '',
        end: '\n',
        between: '\n\n',
        entries: textOf(answers[url]).trim().split(/\n\n+/),
        bytes,
        render: (text, i) => text.replace(/^Package: (.*)$/m, `Package: $1.x${i}`),
      }),
    ),
  }),
  elpa: ({ answers, urls: [url], bytes }) => ({
    [url]: plain(
      listed({
        start: '(1\n',
        end: ')',
        between: '\n',
        entries: textOf(answers[url]).match(/^ \([a-z+-]+ \.\s+\[[\s\S]*?\]\)/gm),
        bytes,
        render: (text, i) => text.replace(/^ \((\S+)/, ` ($1-x${i}`),
      }),
    ),
  }),
  fdroid({ answers, urls: [url], bytes }) {
    const { repo, requests, apps, packages } = jsonOf(answers[url]);
    const named = apps.filter(app => Object.hasOwn(packages, app?.packageName ?? ''));
    const ofApp = (app, i) => JSON.stringify({ ...app, packageName: `${app.packageName}.x${i}` });
    const ofPackage = ({ packageName }, i) =>
      `${JSON.stringify(`${packageName}.x${i}`)}:${JSON.stringify(packages[packageName])}`;
    const count = copies(named, bytes, (app, i) => ofApp(app, i) + ofPackage(app, i));
    return {
      [url]: plain(function* () {
        yield `${JSON.stringify({ repo, requests }).replace(/}$/, '')},"apps":[`;
        yield* joined(named, count, ofApp, ',');
        yield '],"packages":{';
        yield* joined(named, count, ofPackage, ',');
        yield '}}';
      }),
    };
  },
  async freebsd({ answers, urls: [url], bytes, load }) {
    const lines = textOf(answers[url])
      .split('\n')
      .filter(line => line.startsWith('{'));
    const pieces = listed({
      start: '',
      end: '\n',
      between: '\n',
      entries: lines.map(line => JSON.parse(line)),
      bytes,
      render: (entry, i) =>
        JSON.stringify({ ...entry, name: `${entry.name}-x${i}`, origin: `${entry.origin}-x${i}` }),
    });
    return { [url]: { packed: 'zstd', pieces: await inTar(load, 'packagesite.yaml', pieces) } };
  },
  async gentoo({ urls: [url], bytes, load }) {
    const versions = ['9.1.0', '9.2_rc1', '9999'].map(version => [
      version,
      own('gentoo', `md5-cache/vim-${version}`),
    ]);
    const files = i =>
      versions.map(([version, body]) => [
        `portage/metadata/md5-cache/app-x${Math.floor(i / 100)}/demo${i}-${version}`,
        body,
      ]);
    return { [url]: { packed: 'xz', pieces: await tarOf(load, bytes, files) } };
  },
  guix: ({ answers, urls: [url], bytes }) => ({
    [url]: plain(
      jsonPieces(jsonOf(answers[url]), null, bytes, (of, i) => ({ ...of, name: `${of.name}-x${i}` })),
    ),
  }),
  homebrew({ answers, urls: [url], bytes }) {
    // A formula in full where the shared recordings are: those of the tests are cut down to what is read of them.
    const full = new URL('../../shared/fixtures/registries/homebrew/abook.json', import.meta.url);
    const formulae = existsSync(full) ? [JSON.parse(readFileSync(full, 'utf8'))] : jsonOf(answers[url]);
    const named = (of, i) => ({ ...of, name: `${of.name}-x${i}`, full_name: `${of.full_name}-x${i}` });
    return { [url]: plain(jsonPieces(formulae, null, bytes, named)) };
  },
  ips({ answers, urls, bytes }) {
    const texts = urls.map(url => textOf(answers[url]));
    const share = bytes / texts.join('').length;
    return Object.fromEntries(
      urls.map((url, at) => {
        const document = JSON.parse(texts[at]);
        const publisher = Object.keys(document).find(key => !key.startsWith('_'));
        const entries = Object.entries(document[publisher]);
        const render = ([name, versions], i) =>
          `${JSON.stringify(`${name}-x${i}`)}:${JSON.stringify(versions)}`;
        return [
          url,
          plain(function* () {
            yield `{${JSON.stringify(publisher)}:{`;
            // The same number of copies in each of the parts, which speak of the same packages.
            yield* joined(entries, Math.ceil(share * 1.3), render, ',\n');
            yield '}}';
          }),
        ];
      }),
    );
  },
  async julia({ urls, bytes, load }) {
    const url = urls.find(each => each.includes('/registry/'));
    const texts = ['Compat', 'Deps', 'Package', 'Versions'].map(name => [
      name,
      own('julia', `registry/S/Sinks/${name}.toml`).toString(),
    ]);
    const files = i =>
      texts.map(([name, text]) => [
        `S/Sinks${i}/${name}.toml`,
        text.replace('"Sinks"', `"Sinks${i}"`).replace('0a80ec47b73f', i.toString(16).padStart(12, '0')),
      ]);
    return { [url]: { packed: 'gzip', pieces: await tarOf(load, bytes, files) } };
  },
  lean: ({ answers, urls: [url], bytes }) => ({
    [url]: plain(
      jsonPieces(jsonOf(answers[url]), 'packages', bytes, (of, i) => ({
        ...of,
        name: `${of.name}-x${i}`,
        fullName: `${of.fullName}-x${i}`,
      })),
    ),
  }),
  nixpkgs: ({ answers, urls: [url], bytes }) => ({
    [url]: { packed: 'br', pieces: jsonPieces(jsonOf(answers[url]), 'packages', bytes) },
  }),
  async openbsd({ urls: [list, archive], bytes, load }) {
    const { databaseOf } = await load('openbsd/fixtures/packed.js');
    const { tarHeader, tarBody, TAR_END } = await load('../formats/fixtures/tar-writer.js');
    const [schema, rows] = own('openbsd', 'sqlports.sql')
      .toString()
      .split(/(?=^INSERT)/m, 1);
    void rows;
    // A port with its path takes about 200 bytes of a database.
    const count = Math.ceil(bytes / 400);
    const path = i => `(${i + 1}, 'devel/demo${i}')`;
    const port = i =>
      `(${i + 1}, 'demo${i}-1.${i}', 'demo${i}', NULL, 'tool number ${i} that shows what a port has', 'https://github.com/example/demo${i}', 'The Porters <ports@example.org>', 'devel net')`;
    const depend = i => `(${i + 1}, 'demo${(i * 7) % count}->=1', ${((i * 7) % count) + 1}, ${i % 3})`;
    const insert = (table, row) =>
      `INSERT INTO ${table} VALUES ${Array.from({ length: count }, (_, i) => row(i)).join(',')};`;
    const database = await databaseOf(
      `${schema}${insert('_Paths', path)}${insert('_Ports', port)}${insert('_Depends', depend)}`,
    );
    return {
      [list]: plain(function* () {
        yield '-rw-r--r--  1 1001  0  865 Apr 26 02:00:00 2026 sqlports-7.54p0.tgz\n';
        for (let i = 0; i < count; i++)
          yield `-rw-r--r--  1 1001  0  12345 Apr 25 13:27:59 2026 demo${i}-1.${i}.tgz\n`;
      }),
      [archive]: {
        packed: 'gzip',
        *pieces() {
          yield tarHeader({ name: 'share/sqlports', size: database.length });
          yield tarBody(database);
          yield TAR_END;
        },
      },
    };
  },
  pkgsrc: ({ urls: [url], bytes }) => ({
    [url]: {
      packed: 'gzip',
      pieces: listed({
        start: '',
        end: '\n\n',
        between: '\n\n',
        entries: own('pkgsrc', 'pkg_summary').toString().trim().split(/\n\n+/),
        // The entries are short: more of them are more packages than the connector holds.
        bytes: Math.min(bytes, 25e6),
        render: (text, i) =>
          text.replace(/^PKGNAME=(.*)-/m, `PKGNAME=$1-x${i}-`).replace(/^PKGPATH=(.*)$/m, `PKGPATH=$1-x${i}`),
      }),
    },
  }),
  racket: ({ urls: [url], bytes }) => ({
    [url]: { packed: 'gzip', pieces: jsonPieces(JSON.parse(own('racket', 'pkgs-all.json')), null, bytes) },
  }),
  vcpkg: ({ answers, urls: [url], bytes }) => ({
    [url]: plain(
      jsonPieces(jsonOf(answers[url]), 'Source', bytes, (of, i) => ({ ...of, Name: `${of.Name}-x${i}` })),
    ),
  }),
};

/** Small pieces joined to some of 256 kB. */
function* gathered(pieces) {
  let held = [];
  let size = 0;
  for (const piece of pieces) {
    const bytes = Buffer.from(piece);
    held.push(bytes);
    size += bytes.length;
    if (size < 262_144) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  yield Buffer.concat(held);
}

/** Through a program that packs what it reads. */
function packedBy(name, args) {
  return async function* (source) {
    const child = spawn(name, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const fed = pipeline(source, child.stdin);
    yield* child.stdout;
    await fed;
  };
}
