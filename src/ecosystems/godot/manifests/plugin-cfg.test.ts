import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { pluginCfg } from './plugin-cfg.ts';

const read = (text: string) => pluginCfg.parse(manifestInput('addons/gut/plugin.cfg', Buffer.from(text)));

test('an addon by its folder, with its title and version', () => {
  expect(read('[plugin]\n\nname="Gut"\nscript="x.gd"\nversion="9.1.1"\n').dependencies).toMatchObject([
    { name: 'gut', alias: 'Gut', requirement: '9.1.1', local: true },
  ]);
  expect(() => read('[other]\nname="x"')).toThrow(expect.objectContaining({ reason: 'not-this-format' }));
});
