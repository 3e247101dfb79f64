/**
 * `MODULE.bazel`: https://bazel.build/rules/lib/globals/module. What `bazel_dep` asks for, with where an override takes it from; and
 * `WORKSPACE` (https://bazel.build/rules/lib/globals/workspace), which names archives and repositories of git instead of modules.
 */
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';
import { type StarlarkCall, starlarkCalls } from '../starlark.ts';

interface Override {
  source: string | null;
  integrity: string | null;
  local: boolean;
}

export const moduleBazel: ManifestReader = {
  parse(input) {
    const calls = starlarkCalls(input.text, 'MODULE.bazel');
    const overrides = new Map<string, Override>();
    for (const call of calls) {
      const name = call.text('module_name');
      const override = name === null ? null : overrideOf(call);
      if (name !== null && override !== null) overrides.set(name, override);
    }
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    for (const call of calls) {
      if (call.name !== 'bazel_dep') continue;
      const name = call.text('name');
      if (name === null || name === '') {
        if (call.has('name')) unresolved.push({ what: 'the name of a module is computed', line: call.line });
        continue;
      }
      const override = overrides.get(name);
      const version = call.text('version');
      const repository = call.text('repo_name');
      dependencies.push(
        dependency(name, version || null, call.isTrue('dev_dependency') ? 'development' : 'runtime', {
          direct: true,
          local: override?.local || null,
          alias: repository === name ? null : repository,
          source: override?.source ?? null,
          integrity: override?.integrity ?? null,
          unresolved: version === null && call.has('version'),
        }),
      );
    }
    const module = calls.find(({ name }) => name === 'module');
    const project = module && { name: module.text('name'), version: module.text('version'), license: null };
    return { dependencies, project: project ?? null, unresolved };
  },
};

function overrideOf(call: StarlarkCall): Override | null {
  switch (call.name) {
    case 'git_override':
      return { source: gitSource(call), integrity: null, local: false };
    case 'archive_override':
      return { source: call.texts('urls')[0] ?? null, integrity: integrityOf(call), local: false };
    case 'local_path_override':
      return { source: call.text('path'), integrity: null, local: true };
    case 'single_version_override':
      return { source: call.text('registry'), integrity: null, local: false };
    default:
      return null;
  }
}

export const bazelWorkspace: ManifestReader = {
  parse(input) {
    const calls = starlarkCalls(input.text, 'WORKSPACE');
    const dependencies: ManifestDependency[] = [];
    for (const call of calls) {
      const name = call.text('name');
      if (name === null || name === '') continue;
      const more = { direct: true, unresolved: false };
      if (call.name === 'http_archive' || call.name === 'http_file' || call.name === 'http_jar') {
        const source = call.text('url') ?? call.texts('urls')[0] ?? null;
        const isComputed = source === null && (call.has('url') || call.has('urls'));
        dependencies.push(
          dependency(name, null, 'runtime', {
            ...more,
            source,
            integrity: integrityOf(call),
            unresolved: isComputed,
          }),
        );
      } else if (call.name === 'git_repository' || call.name === 'new_git_repository') {
        const version = call.text('tag') ?? call.text('commit') ?? call.text('branch');
        dependencies.push(dependency(name, version, 'runtime', { ...more, source: call.text('remote') }));
      } else if (call.name === 'local_repository' || call.name === 'new_local_repository')
        dependencies.push(
          dependency(name, null, 'runtime', { ...more, local: true, source: call.text('path') }),
        );
    }
    const workspace = calls.find(call => call.name === 'workspace')?.text('name') ?? null;
    return {
      dependencies,
      project: workspace === null ? null : { name: workspace, version: null, license: null },
    };
  },
};

/** `https://h/r.git#commit`, as git's own URLs have it elsewhere. */
function gitSource(call: StarlarkCall): string | null {
  const remote = call.text('remote');
  const revision = call.text('commit') ?? call.text('tag') ?? call.text('branch');
  return remote === null || revision === null ? remote : `${remote}#${revision}`;
}

/** `integrity` is of the form of the web's Subresource Integrity already. */
function integrityOf(call: StarlarkCall): string | null {
  const sha = call.text('sha256');
  return call.text('integrity') || (sha ? `sha256:${sha}` : null);
}
