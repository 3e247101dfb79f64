/**
 * Target frameworks: which of a package's groups of dependencies a project gets.
 * https://learn.microsoft.com/nuget/reference/target-frameworks, https://learn.microsoft.com/dotnet/standard/net-standard
 */

export interface Framework {
  /** In lower case: `netcoreapp` (also .NET 5 and later), `netframework`, `netstandard`, `any`, or another one's name. */
  family: string;
  /** Four numbers. */
  version: readonly number[];
  /** `windows10.0.19041`, in lower case; empty where none is named. */
  platform: string;
}

const ANY: Framework = { family: 'any', version: [0, 0, 0, 0], platform: '' };
const LONG = /^\.?([a-z][a-z.]*?),?\s*(?:version=)?v?(\d+(?:\.\d+){0,3})?(?:[-,].*)?$/;
const SHORT = /^([a-z]+)(\d[\d.]*)?(?:-(.+))?$/;
const FAMILIES: Readonly<Record<string, string>> = {
  net: 'netframework',
  netframework: 'netframework',
  netcoreapp: 'netcoreapp',
  netstandard: 'netstandard',
  dotnet: 'dotnet',
  uap: 'uap',
  netcore: 'netcore',
  win: 'windows',
};

/** `net8.0`, `net472`, `netstandard2.0`, `net6.0-windows10.0`, `.NETFramework4.7.2`, `.NETStandard,Version=v2.0`; null for what is none. */
export function parseFramework(text: string): Framework | null {
  const written = text.trim().toLowerCase();
  if (written === '' || written.length > 200) return null;
  if (written === 'any' || written === 'agnostic') return ANY;
  const isLong = written.startsWith('.') || written.includes(',');
  const match = (isLong ? LONG : SHORT).exec(written);
  if (match === null) return null;
  const name = match[1]!;
  const version = numbersOf(match[2] ?? '');
  const family = FAMILIES[name] ?? name;
  // Since 5.0 what was .NET Core is called net.
  const isCore = family === 'netframework' && !isLong && version[0]! >= 5;
  return { family: isCore ? 'netcoreapp' : family, version, platform: isLong ? '' : (match[3] ?? '') };
}

/** `4.7.2` as it stands, `472` digit by digit. */
function numbersOf(text: string): number[] {
  const parts = text.includes('.') ? text.split('.') : [...text];
  return [0, 1, 2, 3].map(i => Math.min(Number(parts[i] ?? 0) || 0, 1_000_000));
}

/** The highest .NET Standard that a framework has, as in NuGet's own table; null for none. */
function standardOf({ family, version }: Framework): number[] | null {
  const table: Readonly<Record<string, readonly (readonly [from: string, standard: string])[]>> = {
    netcoreapp: [
      ['3.0', '2.1'],
      ['2.0', '2.0'],
      ['1.1', '1.7'],
      ['1.0', '1.6'],
    ],
    netframework: [
      ['4.6.1', '2.0'],
      ['4.6', '1.3'],
      ['4.5.1', '1.2'],
      ['4.5', '1.1'],
    ],
    uap: [
      ['10.0.15064', '2.0'],
      ['10.0', '1.4'],
    ],
    monoandroid: [['0.0', '2.1']],
    monotouch: [['0.0', '2.1']],
    'xamarin.ios': [['0.0', '2.1']],
    'xamarin.mac': [['0.0', '2.1']],
    xamarinios: [['0.0', '2.1']],
    xamarinmac: [['0.0', '2.1']],
    tizen: [
      ['6.0', '2.1'],
      ['4.0', '2.0'],
      ['3.0', '1.6'],
    ],
  };
  const row = table[family]?.find(([from]) => order(version, numbersOf(from)) >= 0);
  return row === undefined ? null : numbersOf(row[1]);
}

/** Whether a project for `target` can use what was made for `offered`. */
export function isCompatible(target: Framework, offered: Framework): boolean {
  if (offered.family === 'any') return true;
  if (offered.family === target.family)
    return order(target.version, offered.version) >= 0 && isPlatformCompatible(target, offered);
  const standard = offered.family === 'netstandard' ? standardOf(target) : null;
  return standard !== null && order(standard, offered.version) >= 0;
}

function isPlatformCompatible({ platform: target }: Framework, { platform: offered }: Framework): boolean {
  if (offered === '') return true;
  const [own, asked] = [splitPlatform(target), splitPlatform(offered)];
  return own.name === asked.name && order(own.version, asked.version) >= 0;
}

function splitPlatform(text: string): { name: string; version: number[] } {
  const at = text.search(/\d/);
  return at < 0
    ? { name: text, version: numbersOf('') }
    : { name: text.slice(0, at), version: numbersOf(`${text.slice(at)}.0`) };
}

/**
 * Of what is offered, that which is nearest to the target: of its own family the highest version, then the highest .NET Standard, then
 * what is for any. Null where nothing is compatible.
 */
export function nearestFramework(target: Framework, offered: readonly string[]): string | null {
  let best: { text: string; framework: Framework } | null = null;
  for (const text of offered) {
    const framework = parseFramework(text);
    if (framework === null || !isCompatible(target, framework)) continue;
    if (best === null || preference(target, framework, best.framework) > 0) best = { text, framework };
  }
  return best?.text ?? null;
}

/** .NET Framework is taken for .NET Core and later where nothing else is there: `AssetTargetFallback`, which NuGet warns of (NU1701). */
export function fallbackFramework(target: Framework, offered: readonly string[]): string | null {
  const isCore = target.family === 'netcoreapp' && target.version[0]! >= 2;
  return isCore
    ? nearestFramework({ family: 'netframework', version: numbersOf('4.8.1'), platform: '' }, offered)
    : null;
}

function preference(target: Framework, a: Framework, b: Framework): number {
  const rank = ({ family }: Framework) => (family === target.family ? 2 : family === 'any' ? 0 : 1);
  return (
    rank(a) - rank(b) ||
    order(a.version, b.version) ||
    Number(a.platform !== '') - Number(b.platform !== '') ||
    order(splitPlatform(a.platform).version, splitPlatform(b.platform).version)
  );
}

function order(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < 4; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}
