/** What runs when a package is installed or built, by the rules of the package managers: known by name, never run. */
import { isJsonObject } from '../../formats/json.ts';

export interface InstallScript {
  /** The file in which it stands. */
  path: string;
  /** What runs it: `postinstall`, `build.rs`, `preinst` ... */
  name: string;
  /** Its text, or for a whole file its hash. */
  text: string;
}

/** https://docs.npmjs.com/cli/using-npm/scripts#life-cycle-scripts, those that run for people who install. */
const NPM = [
  'preinstall',
  'install',
  'postinstall',
  'prepare',
  'prepublish',
  'preuninstall',
  'postuninstall',
];
/** https://getcomposer.org/doc/articles/scripts.md#command-events */
const COMPOSER =
  /^(?:pre|post)-(?:install|update|autoload-dump|create-project|package-install|package-update)/;

/** Files that are run as a whole. */
const FILES: readonly [RegExp, string][] = [
  [/(?:^|\/)binding\.gyp$/, 'node-gyp rebuild'],
  [/(?:^|\/)build\.rs$/, 'cargo build script'],
  [/(?:^|\/)setup\.py$/, 'setup.py'],
  [/(?:^|\/)extconf\.rb$/, 'gem native extension'],
  [
    /(?:^|\/)(?:DEBIAN|debian)\/(?:[\w.+-]+\.)?(?:preinst|postinst|prerm|postrm|config)$/,
    'maintainer script',
  ],
  [/(?:^|\/)tools\/(?:install|uninstall|init|chocolateyInstall|chocolateyUninstall)\.ps1$/i, 'NuGet script'],
  [/(?:^|\/)(?:\.INSTALL|\.(?:pre|post)-(?:install|upgrade|deinstall))$/, 'package script'],
  [/(?:^|\/)[\w.-]+\.pth$/, 'Python path file'],
  [/(?:^|\/)conda-?recipe\/(?:build\.sh|bld\.bat)$|(?:^|\/)(?:pre|post)-link\.(?:sh|bat)$/, 'conda script'],
];

/** @param sha256 of the file, in hexadecimal. */
export function installScriptsOf(path: string, text: string | null, sha256: string): InstallScript[] {
  const found: InstallScript[] = [];
  for (const [pattern, name] of FILES)
    if (pattern.test(path)) found.push({ path, name, text: `sha256 ${sha256}` });
  if (text !== null && /(?:^|\/)package\.json$/.test(path))
    found.push(...scripts(path, text, name => NPM.includes(name)));
  if (text !== null && /(?:^|\/)composer\.json$/.test(path))
    found.push(...scripts(path, text, name => COMPOSER.test(name)));
  return found;
}

function scripts(path: string, text: string, runs: (name: string) => boolean): InstallScript[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return [];
  }
  const all = isJsonObject(document) ? document.scripts : undefined;
  if (!isJsonObject(all)) return [];
  return Object.entries(all).flatMap(([name, script]) =>
    runs(name) ? [{ path, name, text: typeof script === 'string' ? script : JSON.stringify(script) }] : [],
  );
}
