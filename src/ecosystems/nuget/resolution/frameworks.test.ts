/** Expected values are from https://learn.microsoft.com/nuget/reference/target-frameworks and https://learn.microsoft.com/dotnet/standard/net-standard. */
import { expect, it } from 'vitest';
import { fallbackFramework, isCompatible, nearestFramework, parseFramework } from './frameworks.ts';

const of = (text: string) => parseFramework(text)!;

it.each([
  ['net8.0', 'netcoreapp', [8, 0, 0, 0], ''],
  ['net472', 'netframework', [4, 7, 2, 0], ''],
  ['.NETFramework4.7.2', 'netframework', [4, 7, 2, 0], ''],
  ['.NETFramework,Version=v4.7.2', 'netframework', [4, 7, 2, 0], ''],
  ['.NETStandard2.0', 'netstandard', [2, 0, 0, 0], ''],
  ['netstandard1.3', 'netstandard', [1, 3, 0, 0], ''],
  ['.NETCoreApp3.1', 'netcoreapp', [3, 1, 0, 0], ''],
  ['net6.0-windows10.0.19041', 'netcoreapp', [6, 0, 0, 0], 'windows10.0.19041'],
  ['any', 'any', [0, 0, 0, 0], ''],
] as const)('%s is read', (text, family, version, platform) => {
  expect(parseFramework(text)).toEqual({ family, version, platform });
});

it.each(['', '!', '8.0', 'net 8', 'x'.repeat(300)])('%j is none', text => {
  expect(parseFramework(text)).toBeNull();
});

it.each([
  ['net8.0', 'net6.0', true],
  ['net6.0', 'net8.0', false],
  ['net8.0', 'netcoreapp3.1', true],
  ['net8.0', 'netstandard2.1', true],
  ['netcoreapp2.1', 'netstandard2.1', false],
  ['net461', 'netstandard2.0', true],
  ['net46', 'netstandard1.3', true],
  ['net46', 'netstandard1.4', false],
  ['net48', 'netstandard2.1', false],
  ['net48', 'net8.0', false],
  ['net8.0', 'net48', false],
  ['netstandard2.0', 'netstandard1.6', true],
  ['netstandard2.0', 'net461', false],
  ['net8.0-windows', 'net8.0', true],
  ['net8.0', 'net8.0-windows', false],
  ['net8.0-windows10.0.19041', 'net6.0-windows7.0', true],
  ['net8.0-android', 'net8.0-ios', false],
  ['uap10.0', 'netstandard1.4', true],
  ['net35', 'any', true],
])('%s takes %s: %s', (target, offered, expected) => {
  expect(isCompatible(of(target), of(offered))).toBe(expected);
});

it('the nearest of several', () => {
  expect(nearestFramework(of('net8.0'), ['netstandard2.0', 'netcoreapp3.1', 'net6.0', 'net9.0'])).toBe(
    'net6.0',
  );
  expect(nearestFramework(of('net472'), ['any', 'netstandard2.0', 'netstandard1.0'])).toBe('netstandard2.0');
  expect(nearestFramework(of('net8.0-windows'), ['net8.0', 'net8.0-windows7.0'])).toBe('net8.0');
  expect(nearestFramework(of('net8.0-windows7.0'), ['net8.0', 'net8.0-windows7.0'])).toBe(
    'net8.0-windows7.0',
  );
  expect(nearestFramework(of('netstandard1.0'), ['net45'])).toBeNull();
  expect(fallbackFramework(of('net8.0'), ['net45', 'net461', 'uap10.0'])).toBe('net461');
  expect(fallbackFramework(of('netstandard2.0'), ['net45'])).toBeNull();
});
