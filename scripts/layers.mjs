// Checks the rooms of src/ with dependency-cruiser, and proves the check itself: every source file was read, and planted
// forbidden imports are refused. A parser that silently reads nothing would pass otherwise.
//
// dependency-cruiser's swc parser knows no JSX and does not tell type imports from others, so it is run on copies of src/:
// one with every import, where the .tsx files are reduced to theirs, for the rooms; one with value imports alone for cycles.
// The planted imports live in the first copy.
//
// Beside that: migrations are numbered one after the other. Two of a number, made at the same time, would only be seen when a database is
// opened.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseSync } from '@swc/core';
import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';

const root = process.cwd();
const options = {
  ...(await extractOptions(resolve('.dependency-cruiser.cjs'))),
  validate: true,
  outputType: 'json',
};
const copy = mkdtempSync(join(tmpdir(), 'ecosystems-layers-'));
const planted = [
  ['src/core', '../../store/database.ts'],
  ['src/ecosystems/npm', '../../../store/database.ts'],
  ['src/services/packages', '../../../api/server.ts'],
  ['src/ui', '../../store/database.ts'],
  ['src/pipeline', 'node:net'],
];

/** The import and re-export declarations of a module. */
function importsOf(file, { types }) {
  const code = readFileSync(file, 'utf8');
  const { body } = parseSync(code, { syntax: 'typescript', tsx: file.endsWith('.tsx'), target: 'es2022' });
  return body
    .filter(item => item.source && (types || !item.typeOnly))
    .map(
      item => `import ${item.typeOnly ? 'type ' : ''}* as x${item.span.start} from '${item.source.value}';\n`,
    )
    .join('');
}

async function cruiseCopy() {
  process.chdir(copy);
  const { output } = await cruise(['src'], options);
  process.chdir(root);
  return JSON.parse(output);
}

const sources = readdirSync('src', { withFileTypes: true, recursive: true })
  .filter(e => e.isFile() && /\.tsx?$/.test(e.name))
  .map(e => join(e.parentPath, e.name));

const problems = [];
try {
  cpSync('src', join(copy, 'src'), { recursive: true, filter: path => !path.endsWith('.tsx') });
  for (const file of sources.filter(name => name.endsWith('.tsx'))) {
    writeFileSync(join(copy, file), importsOf(file, { types: true }));
  }
  const plantedFiles = planted.map(([room, target]) => {
    const folder = join(room, 'planted');
    mkdirSync(join(copy, folder));
    writeFileSync(
      join(copy, folder, 'planted.ts'),
      `import * as forbidden from '${target}';\nexport default forbidden;\n`,
    );
    return join(folder, 'planted.ts');
  });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  cpSync('package.json', join(copy, 'package.json'));
  const { modules, summary } = await cruiseCopy();

  const violations = summary.violations.filter(
    v => !plantedFiles.includes(v.from) && v.rule.name !== 'no-circular',
  );
  problems.push(...violations.map(v => `${v.rule.name}: ${v.from} must not import ${v.to}`));
  const read = new Set(modules.map(m => m.source));
  problems.push(...sources.filter(file => !read.has(file)).map(file => `not read: ${file}`));
  for (const [index, file] of plantedFiles.entries()) {
    if (!summary.violations.some(v => v.from === file)) {
      problems.push(`the rules let ${planted[index][0]} import ${planted[index][1]}`);
    }
  }

  for (const file of sources) writeFileSync(join(copy, file), importsOf(file, { types: false }));
  const cycles = (await cruiseCopy()).summary.violations.filter(v => v.rule.name === 'no-circular');
  problems.push(...cycles.map(v => `cycle: ${[v.from, ...v.cycle.map(step => step.name)].join(' -> ')}`));
} finally {
  process.chdir(root);
  rmSync(copy, { recursive: true, force: true });
}

const migrations = readdirSync('src/store/migrations').filter(name => name.endsWith('.sql'));
for (const [index, name] of migrations.sort().entries()) {
  const number = String(index + 1).padStart(4, '0');
  if (!name.startsWith(`${number}-`)) problems.push(`migration ${name} should have number ${number}`);
}

for (const problem of problems) console.error(problem);
console.error(problems.length === 0 ? `layers hold: ${sources.length} files` : `${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
