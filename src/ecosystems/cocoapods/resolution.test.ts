/**
 * Universes worked out by hand from https://guides.cocoapods.org/using/the-podfile.html (requirements, subspecs),
 * https://guides.cocoapods.org/syntax/podspec.html#default_subspecs, `#platform`, and the message on pre-releases in
 * https://github.com/CocoaPods/CocoaPods/blob/master/lib/cocoapods/resolver.rb.
 */
import { describe, expect, test } from 'vitest';
import type { DependencyRecord } from '../../core/records.ts';
import { type Packages, type ResolvedCase, resolvedBy } from '../../resolving/fixtures/resolved.ts';
import { gem } from '../../versions/schemes/gem.ts';
import resolver from './resolution.ts';

function pod(
  name: string,
  requirement: string | null,
  more: Partial<DependencyRecord> = {},
): DependencyRecord {
  return { name, requirement, kind: 'runtime', optional: false, ...more };
}

const ALAMOFIRE: Packages = {
  Alamofire: { '4.9.1': [], '5.0.0-rc.3': [], '5.0.0': [], '5.6.0': [], '5.6.4': [], '6.0.0-beta.1': [] },
};
/** As Moya has them: Core unasked, RxSwift where it is asked for. */
const MOYA: Packages = {
  Moya: {
    '15.0.0': {
      metadata: { subspecs: ['Core', 'RxSwift'] },
      needs: [
        pod('Alamofire', '~> 5.0', { kind: 'subspec', qualifiers: { of: 'Core' } }),
        pod('RxSwift', '~> 6.0', { kind: 'subspec', optional: true, qualifiers: { of: 'RxSwift' } }),
      ],
    },
  },
  RxSwift: { '5.0.0': [], '6.5.0': [] },
  ...ALAMOFIRE,
};
/** As Firebase has them: Core by default, which needs CoreOnly, as Auth does. */
const FIREBASE: Packages = {
  Firebase: {
    '11.0.0': {
      metadata: {
        subspecs: ['CoreOnly', 'Core', 'Auth'],
        default_subspecs: ['Core'],
        subspec_needs: { Core: ['CoreOnly'], Auth: ['CoreOnly'] },
      },
      needs: [
        pod('FirebaseCore', null, { kind: 'subspec', optional: true, qualifiers: { of: 'CoreOnly' } }),
        pod('FirebaseAnalytics', null, { kind: 'subspec', qualifiers: { of: 'Core' } }),
        pod('FirebaseAuth', null, { kind: 'subspec', optional: true, qualifiers: { of: 'Auth' } }),
      ],
    },
  },
  FirebaseCore: { '11.0.0': [] },
  FirebaseAnalytics: { '11.0.0': [] },
  FirebaseAuth: { '11.0.0': [] },
};
const onIos = (lowest: string) => ({ metadata: { platforms: { ios: lowest } } });

const TABLE: ResolvedCase[] = [
  { name: 'the highest release', universe: ALAMOFIRE, roots: ['Alamofire'], list: ['Alamofire 5.6.4'] },
  { name: '~> of two numbers', universe: ALAMOFIRE, roots: ['Alamofire@~> 5.0'], list: ['Alamofire 5.6.4'] },
  {
    name: '~> of three numbers',
    universe: ALAMOFIRE,
    roots: ['Alamofire@~> 5.0.0'],
    list: ['Alamofire 5.0.0'],
  },
  {
    name: 'several at once',
    universe: ALAMOFIRE,
    roots: ['Alamofire@>= 4.9, < 5.6.4'],
    list: ['Alamofire 5.6.0'],
  },
  {
    name: 'a pre-release where it is named',
    universe: ALAMOFIRE,
    roots: ['Alamofire@>= 6.0.0-beta.1'],
    list: ['Alamofire 6.0.0-beta.1'],
  },
  {
    name: 'a pod installs its default subspecs',
    universe: MOYA,
    roots: ['Moya'],
    list: ['Alamofire 5.6.4', 'Moya 15.0.0'],
  },
  {
    name: 'a subspec brings only what it needs',
    universe: MOYA,
    roots: [pod('Moya', '~> 15.0', { qualifiers: { subspec: 'RxSwift' } })],
    list: ['Moya 15.0.0', 'RxSwift 6.5.0'],
  },
  {
    name: 'a subspec as a Podfile has it',
    universe: MOYA,
    roots: [pod('Moya', '~> 15.0', { qualifiers: { alias: 'Moya/RxSwift' } })],
    list: ['Moya 15.0.0', 'RxSwift 6.5.0'],
  },
  {
    name: 'a dependency on a subspec beside the pod',
    universe: {
      ...MOYA,
      App: { '1.0': { needs: [pod('Moya', null, { qualifiers: { subspec: 'RxSwift' } })] } },
    },
    roots: ['App', 'Moya'],
    list: ['Alamofire 5.6.4', 'App 1.0', 'Moya 15.0.0', 'RxSwift 6.5.0'],
  },
  {
    name: 'a subspec that needs another of its pod brings along what that needs',
    universe: FIREBASE,
    roots: [pod('Firebase', null, { qualifiers: { subspec: 'Auth' } })],
    list: ['Firebase 11.0.0', 'FirebaseAuth 11.0.0', 'FirebaseCore 11.0.0'],
  },
  {
    name: 'and so do the default ones',
    universe: FIREBASE,
    roots: ['Firebase'],
    list: ['Firebase 11.0.0', 'FirebaseAnalytics 11.0.0', 'FirebaseCore 11.0.0'],
  },
  {
    name: 'what only another platform needs is left out',
    universe: {
      A: { '1.0': { needs: [pod('Alamofire', null, { qualifiers: { platform: 'osx' } })] } },
      ...ALAMOFIRE,
    },
    roots: ['A'],
    list: ['A 1.0'],
  },
  {
    name: 'and brought along there',
    universe: {
      A: { '1.0': { needs: [pod('Alamofire', null, { qualifiers: { platform: 'osx' } })] } },
      ...ALAMOFIRE,
    },
    roots: ['A'],
    more: { environment: { platform: 'osx' } },
    list: ['A 1.0', 'Alamofire 5.6.4'],
  },
  {
    name: 'a version for a newer system is left where a target is given',
    universe: { A: { '1.0': onIos('9.0'), '2.0': onIos('13.0') } },
    roots: ['A'],
    more: { environment: { deployment_target: '12.0' } },
    list: ['A 1.0'],
  },
  {
    name: 'test specs are not installed',
    universe: {
      A: {
        '1.0': { needs: [pod('Quick', null, { kind: 'test', optional: true, qualifiers: { of: 'Tests' } })] },
      },
    },
    roots: ['A'],
    list: ['A 1.0'],
  },
  {
    name: 'going back',
    universe: { A: { '1.0': ['Alamofire@~> 4.9'], '2.0': ['Alamofire@~> 5.6'] }, ...ALAMOFIRE },
    roots: ['A', 'Alamofire@< 5.6'],
    list: ['A 1.0', 'Alamofire 4.9.1'],
  },
];

describe('what CocoaPods would install', () => {
  test.each(TABLE)('$name', async ({ universe, roots, list, more }) => {
    const resolution = await resolvedBy(resolver, gem, universe, roots, more);
    expect(resolution.list).toEqual(list);
    expect(resolution.errors).toEqual([]);
  });
});

test('problems: pre-releases alone, platforms, subspecs that are not there', async () => {
  const of = async (universe: Packages, roots: (string | DependencyRecord)[]) =>
    (await resolvedBy(resolver, gem, universe, roots)).errors;
  expect(await of({ A: { '1.0.0-beta': [] } }, ['A'])).toEqual(['no-matching-version A']);
  expect(await of({ A: { '1.0': { metadata: { platforms: { osx: '10.9' } } } } }, ['A'])).toEqual([
    'environment A',
  ]);
  expect(await of({ A: { '1.0': ['Alamofire@~> 4.0'] }, ...ALAMOFIRE }, ['A', 'Alamofire@~> 5.0'])).toEqual([
    'conflict Alamofire',
  ]);
  const { problems } = await resolvedBy(resolver, gem, MOYA, [
    pod('Moya', null, { qualifiers: { subspec: 'Nothing' } }),
  ]);
  expect(problems.map(({ kind, name }) => [kind, name])).toEqual([['unsupported', 'Moya']]);
});
