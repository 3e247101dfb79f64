// A repository archive of 100,000 files: listed, and read file by file, from a file and from a stream. The archive is built here,
// of texts that compress as sources do. Each measure runs in a process of its own, so that its memory is its own.
//
//   node bench/archives.mjs [files] [runs]      (after npm run build)
import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { repeat } from './report.mjs';

if (process.argv[2] === '--measure') await measure(process.argv[3], process.argv[4]);
else await main(Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 5));

async function main(files, runs) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-archives-'));
  const path = join(folder, 'repository.tar.gz');
  try {
    await pipeline(Readable.from(tar(files)), createGzip({ level: 6 }), createWriteStream(path));
    console.log(`${files} files in a tar.gz of ${(statSync(path).size / 1e6).toFixed(1)} MB`);
    for (const what of ['nothing', 'list', 'list-stream', 'strip', 'read']) {
      await repeat(what, runs, () =>
        JSON.parse(
          execFileSync(process.execPath, [process.argv[1], '--measure', what, path], { encoding: 'utf8' }),
        ),
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(what, path) {
  const { openArchive, stripTopFolder } = await import('../dist/io/archives/index.js');
  const archive = openArchive(what === 'list-stream' ? createReadStream(path) : path);
  const start = performance.now();
  let files = 0;
  let bytes = 0;
  if (what !== 'nothing') {
    for await (const file of what === 'strip' ? stripTopFolder(archive) : archive) {
      if (file.kind === 'file') files++;
      bytes += what === 'read' ? (await file.read(10_000_000)).length : file.size;
    }
  }
  const seconds = (performance.now() - start) / 1000;
  const rss = process.resourceUsage().maxRSS / 1024;
  console.log(
    JSON.stringify({
      'files/s': files / seconds,
      'MB/s of bodies': bytes / 1e6 / seconds,
      'peak RSS MiB': rss,
      files,
    }),
  );
}

/** 100 files a folder, of 0.2 to 8 kB, of words that a generator with a fixed seed chooses. */
function* tar(files) {
  let seed = 1;
  const random = below => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed >>> 8) % below;
  };
  const words = Array.from({ length: 4096 }, () =>
    random(2 ** 32)
      .toString(36)
      .slice(0, 2 + random(6)),
  );
  for (let i = 0; i < files; i++) {
    const size = 200 + (random(100) < 90 ? random(3000) : random(8000));
    let text = '';
    while (text.length < size) text += `${words[random(4096)]}${random(8) === 0 ? '\n' : ' '}`;
    const body = Buffer.from(text);
    yield header(`repository-1.0/src/folder-${Math.floor(i / 100)}/file-${i}.js`, body.length);
    yield body;
    yield Buffer.alloc((512 - (body.length % 512)) % 512);
  }
  yield Buffer.alloc(1024);
}

function header(name, size) {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100);
  block.write('0000644\x000000000\x000000000\0', 100);
  block.write(`${size.toString(8).padStart(11, '0')}\x0000000000000\0        0`, 124);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
