// Compiles src/ to dist/ and copies what the compiler leaves behind (SQL migrations, styles, browser scripts).
// With --if-stale it does nothing while dist/ is newer than every file of src/.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const src = join(root, 'src');
const dist = join(root, 'dist');
// Built aside and then put in place: a program that runs, or an error of the compiler, never meets half of it.
const fresh = join(root, `.dist-${process.pid}`);
const stamp = join(dist, '.built');

const files = dir =>
  readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter(e => e.isFile())
    .map(e => join(e.parentPath, e.name));

const stale = () => {
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  return files(src).some(f => statSync(f).mtimeMs > built);
};

if (process.argv.includes('--if-stale') && !stale()) process.exit(0);

const started = new Date();
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const result = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', fresh], {
  cwd: root,
  stdio: 'inherit',
});
if (result.status !== 0) {
  rmSync(fresh, { recursive: true, force: true });
  process.exit(result.status ?? 1);
}
for (const file of files(src)) {
  if (!/\.(sql|css|client\.js|svg|tsv)$/.test(file) || file.includes('/fixtures/')) continue;
  cpSync(file, join(fresh, file.slice(src.length + 1)));
}
writeFileSync(join(fresh, basename(stamp)), '');
utimesSync(join(fresh, basename(stamp)), started, started);
const old = join(root, `.dist-old-${process.pid}`);
if (existsSync(dist)) renameSync(dist, old);
renameSync(fresh, dist);
rmSync(old, { recursive: true, force: true });
