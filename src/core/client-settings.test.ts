import { describe, expect, it } from 'vitest';
import { readClientSettings } from './client-settings.ts';

describe('settings of the command line', () => {
  it('has defaults under HOME', () => {
    expect(readClientSettings({ HOME: '/home/a/' })).toEqual({
      apiKey: null,
      mailto: null,
      configFolder: '/home/a/.config/ecosystems',
      cacheFolder: '/home/a/.cache/ecosystems',
      cacheBytes: 64 * 1024 * 1024,
    });
    expect(readClientSettings({}).configFolder).toBeNull();
  });

  it('follows the XDG folders where they are absolute', () => {
    const env = { HOME: '/home/a', XDG_CONFIG_HOME: '/c/', XDG_CACHE_HOME: 'relative' };
    expect(readClientSettings(env)).toMatchObject({
      configFolder: '/c/ecosystems',
      cacheFolder: '/home/a/.cache/ecosystems',
    });
  });

  it('names what is wrong, and never repeats a key', () => {
    expect(() => readClientSettings({ ECOSYSTEMS_MAILTO: 'nobody' })).toThrow('ECOSYSTEMS_MAILTO must be');
    expect(() => readClientSettings({ ECOSYSTEMS_CLIENT_CACHE_MB: '-1' })).toThrow(
      'ECOSYSTEMS_CLIENT_CACHE_MB',
    );
    expect(() => readClientSettings({ ECOSYSTEMS_API_KEY: 'secr\net' })).not.toThrow(/secr\net/);
  });
});
