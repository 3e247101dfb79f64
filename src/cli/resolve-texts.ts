/** Resolutions in words, for terminals. */
import { count, oneLine, table } from './output.ts';

export interface Resolved {
  registry: string;
  resolver: { id: string; description: string };
  request: { before: string | null };
  subject: { name: string; version: string | null };
  nodes: {
    id: number;
    name: string;
    version: string;
    depth: number | null;
    path: number[];
    licenses: string | null;
    status: string | null;
    deprecated: string | null;
    optional: boolean;
    marker?: string;
    advisories: { uuid: string; severity: string | null }[] | null;
  }[];
  edges: { from: number | null; to: number | null; name: string; requirement: string; satisfied: boolean }[];
  problems: {
    kind?: string;
    severity: 'error' | 'warning';
    message: string;
    name?: string | null;
    from?: number | null;
    explanation: string[];
  }[];
  pending: string[];
  undated: string[];
  difference?: {
    against: { before: string | null };
    added: { name: string; versions: string[] }[];
    removed: { name: string; versions: string[] }[];
    changed: { name: string; from: string[]; to: string[] }[];
  };
}

const MOST_NAMES = 10;

/** A line a package, then what is in the way. */
export function describeResolution(of: Resolved, { explain }: { explain: boolean }): string {
  const rows = of.nodes.map(node => [
    node.name,
    node.version,
    node.licenses ?? '-',
    standingOf(node),
    ...(explain ? [wayOf(of, node.path)] : []),
  ]);
  const parts = [rows.length === 0 ? 'nothing would be installed' : table(rows), ...notesOf(of, explain)];
  return parts.join('\n');
}

/** Each package once with what it requires, where it is met first from the top. */
export function describeTree(of: Resolved): string {
  const lines: string[] = [];
  const next = of.nodes.map(() => new Map<number, string>());
  const roots = new Map<number, string>();
  for (const { from, to, requirement } of of.edges)
    if (to !== null) (from === null ? roots : (next[from] as Map<number, string>)).set(to, requirement);
  const seen = new Set<number>();
  // A stack in place of recursion: trees may be as deep as there are packages.
  const stack = [...roots]
    .reverse()
    .map(([id, requirement]) => ({ id, requirement, indent: '', isLast: true, isRoot: true }));
  for (let at = stack.pop(); at; at = stack.pop()) {
    const { id, requirement, indent, isLast, isRoot } = at;
    const node = of.nodes[id] as Resolved['nodes'][number];
    const children = [...(next[id] as Map<number, string>)];
    const isAgain = seen.has(id) && children.length > 0;
    seen.add(id);
    const branch = isRoot ? '' : `${indent}${isLast ? '└── ' : '├── '}`;
    const notes = [standingOf(node) === '-' ? '' : ` (${standingOf(node)})`, isAgain ? ' …' : ''].join('');
    lines.push(
      `${branch}${oneLine(`${node.name} ${node.version}`)}${isRoot ? '' : oneLine(`  ${requirement}`)}${notes}`,
    );
    if (isAgain) continue;
    const below = isRoot ? '' : `${indent}${isLast ? '    ' : '│   '}`;
    for (const [i, [child, asked]] of [...children.entries()].reverse())
      stack.push({
        id: child,
        requirement: asked,
        indent: below,
        isLast: i === children.length - 1,
        isRoot: false,
      });
  }
  return [lines.length === 0 ? 'nothing would be installed' : lines.join('\n'), ...notesOf(of, false)].join(
    '\n',
  );
}

function standingOf({ advisories, status, deprecated, optional, marker }: Resolved['nodes'][number]): string {
  const parts = [
    advisories !== null && advisories.length > 0
      ? `${advisories.length} ${advisories.length === 1 ? 'advisory' : 'advisories'}`
      : '',
    status ?? (deprecated === null ? '' : 'deprecated'),
    optional ? 'optional' : '',
    marker === undefined ? '' : `where ${marker}`,
  ].filter(part => part !== '');
  return parts.length === 0 ? '-' : parts.join(', ');
}

function wayOf({ nodes }: Resolved, path: readonly number[]): string {
  return path.length <= 1
    ? 'asked for'
    : path
        .slice(0, -1)
        .map(id => nodes[id]?.name ?? '')
        .join(' > ');
}

function notesOf(of: Resolved, explain: boolean): string[] {
  const lines: string[] = [];
  const told = new Set<string>();
  for (const problem of of.problems) {
    const { severity, message, explanation } = problem;
    // The same may be said of several who ask.
    const line = oneLine(`${severity}: ${message}${askerOf(of, problem)}`);
    if (told.has(line) && explanation.length === 0) continue;
    told.add(line);
    lines.push(line);
    if (explain) lines.push(...explanation.map(line => oneLine(`  ${line}`)));
  }
  if (of.pending.length > 0) lines.push(oneLine(`still being read, ask again: ${some(of.pending)}`));
  if (of.undated.length > 0)
    lines.push(oneLine(`versions without a date count as published: ${some(of.undated)}`));
  const { difference } = of;
  if (difference) {
    const { changed, added, removed } = difference;
    if (changed.length + added.length + removed.length === 0)
      lines.push(
        `nothing is different${difference.against.before === null ? '' : ` from ${difference.against.before.slice(0, 10)}`}`,
      );
    for (const { name, from, to } of changed)
      lines.push(oneLine(`~ ${name}  ${from.join(', ')} -> ${to.join(', ')}`));
    for (const { name, versions } of added) lines.push(oneLine(`+ ${name}  ${versions.join(', ')}`));
    for (const { name, versions } of removed) lines.push(oneLine(`- ${name}  ${versions.join(', ')}`));
  }
  const { resolver, registry, nodes, request } = of;
  const when = request.before === null ? '' : `, as of ${request.before.slice(0, 10)}`;
  lines.push(`${count(nodes.length)} packages of ${registry}${when}, by ${resolver.id}`);
  return lines;
}

/** What is not there is asked for by somebody, who is the one to look at. */
function askerOf({ nodes }: Resolved, { kind, from }: Resolved['problems'][number]): string {
  const asker = from === null || from === undefined ? undefined : nodes[from];
  const isAbsent = kind === 'missing-package' || kind === 'no-matching-version';
  return isAbsent && asker ? `, asked by ${asker.name} ${asker.version}` : '';
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${shown} and ${count(names.length - MOST_NAMES)} more` : shown;
}
