/** What the reading commands say to people. */
import type { TreeDiff } from '../reading/diff/index.ts';
import type { TreeLicenses } from '../reading/licenses/index.ts';
import type { Manifest } from '../reading/manifests/index.ts';
import { count, oneLine, table } from './output.ts';

export function describeManifests(manifests: readonly Manifest[]): string {
  return manifests.map(describeManifest).join('\n\n');
}

function describeManifest(manifest: Manifest): string {
  const head = `${oneLine(manifest.path)}  (${manifest.ecosystem} ${manifest.kind})`;
  if (!manifest.success) {
    const { line, column, message } = manifest.error;
    return `${head}\n  ! ${oneLine(message)}${line === null ? '' : ` at line ${line}${column === null ? '' : `, column ${column}`}`}`;
  }
  const { dependencies, project, unresolved, related_paths } = manifest;
  const lines = [head];
  if (project?.name)
    lines.push(`  ${oneLine([project.name, project.version, project.license].filter(Boolean).join(' · '))}`);
  if (related_paths.length > 0) lines.push(`  with ${related_paths.map(oneLine).join(', ')}`);
  const rows = dependencies.map(({ name, requirement, type, ...of }) => [
    `  ${name}`,
    requirement,
    type ?? '',
    [
      of.direct === false ? 'transitive' : '',
      of.optional ? 'optional' : '',
      of.local ? 'local' : '',
      of.alias ? `as ${of.alias}` : '',
      of.unresolved ? 'unresolved' : '',
      of.condition ?? '',
      of.source ?? '',
    ]
      .filter(part => part !== '')
      .join(' · '),
  ]);
  lines.push(rows.length === 0 ? '  no dependencies' : table(rows));
  for (const { what, line } of unresolved)
    lines.push(`  ? ${oneLine(what)}${line === null ? '' : ` (line ${line})`}`);
  return lines.join('\n');
}

export function describeLicenses(found: TreeLicenses): string {
  const { files, headers, metadata, agreement, incomplete } = found;
  const lines = [
    `Licences: ${agreement.outcome}`,
    ...agreement.explanation.map(text => `  ${oneLine(text)}`),
  ];
  const section = (title: string, rows: string[][]) => {
    if (rows.length > 0) lines.push('', title, table(rows.map(row => ['', ...row])));
  };
  section(
    'Texts',
    files.map(({ path, matches }) => [
      matches.length === 0 ? '?' : matches.map(({ id }) => id).join(', '),
      matches.length === 0 ? '' : `${matches[0]?.confidence} %`,
      path,
    ]),
  );
  section(
    'Declared',
    metadata.map(({ declared, expression, path }) => [expression ?? '?', declared, path]),
  );
  section(
    'Tags',
    headers.map(({ expression, files: number, examples }) => [
      expression,
      `${count(number)} ${number === 1 ? 'file' : 'files'}`,
      examples[0] ?? '',
    ]),
  );
  if (incomplete !== null) lines.push('', `Not all was read: ${incomplete}`);
  return lines.join('\n');
}

const MARKS = { added: '+', removed: '-', changed: '~', renamed: '>' } as const;

export function describeDiff(found: TreeDiff, withPatch: boolean): string {
  const { files, summary, unified_diff, unchanged, incomplete } = found;
  const { size, lines: changed } = summary;
  const lines = [
    `${count(files.length)} ${files.length === 1 ? 'file differs' : 'files differ'}, ${count(unchanged)} the same · +${count(changed.added)} -${count(changed.removed)} lines · ${count(size.before)} to ${count(size.after)} bytes`,
  ];
  for (const { weight, text } of summary.remarks)
    lines.push(`${weight === 'high' ? '!' : '·'} ${oneLine(text)}`);
  lines.push(
    '',
    table(
      files.map(({ change, path, from, lines_added, lines_removed, binary }) => [
        MARKS[change],
        binary ?? (lines_added === null ? '' : `+${lines_added} -${lines_removed}`),
        from === null ? path : `${from} > ${path}`,
      ]),
    ),
  );
  if (incomplete !== null) lines.push('', `Not all was read: ${incomplete}`);
  if (withPatch) lines.push('', unified_diff);
  return lines.join('\n');
}
