/**
 * .SRCINFO, https://wiki.archlinux.org/title/.SRCINFO: what makepkg reads from a PKGBUILD, as lines `key = value`; behind `pkgname` what a
 * split package has of its own.
 */
import { linesOf } from '../../../formats/text.ts';
import type { ManifestDependency, ManifestReader } from '../../manifest.ts';
import { dependencyField, dependencyIn } from './fields.ts';

export const srcinfo: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const values = new Map<string, string>();
    let split: string | null = null;
    for (const line of linesOf(input.text)) {
      const equals = line.indexOf(' = ');
      if (equals < 0 || line.trimStart().startsWith('#')) continue;
      const key = line.slice(0, equals).trim();
      const value = line.slice(equals + 3).trim();
      if (key === 'pkgname') split = value === values.get('pkgbase') ? null : value;
      else if (split === null) values.set(key, key === 'license' ? joined(values.get(key), value) : value);
      const field = value === '' ? null : dependencyField(key);
      const one = field && dependencyIn(value, field, split);
      if (one) dependencies.push(one);
    }
    const version = values.get('pkgver');
    const [epoch, release] = [values.get('epoch'), values.get('pkgrel')];
    return {
      dependencies,
      project: {
        name: values.get('pkgbase') ?? null,
        version: version ? `${epoch ? `${epoch}:` : ''}${version}${release ? `-${release}` : ''}` : null,
        license: values.get('license') ?? null,
      },
    };
  },
};

function joined(before: string | undefined, value: string): string {
  return before === undefined ? value : `${before}, ${value}`;
}
