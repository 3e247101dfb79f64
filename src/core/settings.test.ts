import { describe, expect, it } from 'vitest';
import { InputError } from './errors.ts';
import { type Environment, readSettings } from './settings.ts';

const read = (env: Environment) => readSettings({ HOME: '/home/somebody', ...env });

describe('settings', () => {
  it('has defaults for everything', () => {
    expect(read({})).toEqual({
      home: '/home/somebody/.local/share/ecosystems',
      databaseUrl: null,
      port: 3000,
      host: '127.0.0.1',
      baseUrl: null,
      domain: null,
      allowPrivateHosts: [],
      mirrors: {},
      follow: {},
      forges: {},
      readThroughMs: 8000,
      npmChangesUrl: null,
      debianMirror: null,
      debianKeyring: '/usr/share/keyrings/debian-archive-keyring.gpg',
      cacheBytes: 268435456,
      usage: { transparencyMinimum: 5, capacity: 0, commonsShare: 0.2 },
      billing: {
        provider: 'none',
        stripe: null,
        invoice: {
          seller: [],
          country: 'DE',
          vatId: null,
          vatRate: 0,
          prefix: 'INV-',
          creditPrefix: 'CN-',
          days: 30,
          activeFrom: 'issue',
          payment: null,
        },
      },
      logLevel: 'info',
      accounts: { signUp: 'open', github: null, smtpUrl: null, mailFrom: 'ecosystems@localhost' },
      policy: {
        mode: 'default',
        limitsFile: null,
        limitsStore: { kind: 'postgres' },
        limitsLocal: false,
        trustedProxies: [],
        refuseNameless: false,
        requestLog: 'off',
        allowQueryKeys: false,
        oidcIssuers: ['https://token.actions.githubusercontent.com', 'https://gitlab.com'],
      },
      connector: {},
    });
  });

  it('takes an empty variable for an absent one', () => {
    const empty = { PORT: '', DATABASE_URL: ' ', HOST: '', ECOSYSTEMS_HOME: '', ECOSYSTEMS_FOLLOW: '' };
    expect(read(empty)).toEqual(read({}));
    expect(read({ ECOSYSTEMS_FOLLOW: ' , ' }).follow).toEqual({});
  });

  it.each<[Environment, string]>([
    [{ ECOSYSTEMS_HOME: '/srv/index', XDG_DATA_HOME: '/data' }, '/srv/index'],
    [{ ECOSYSTEMS_HOME: '~/index' }, '/home/somebody/index'],
    [{ ECOSYSTEMS_HOME: 'relative/index' }, 'relative/index'],
    [{ XDG_DATA_HOME: '/data/' }, '/data/ecosystems'],
    [{ XDG_DATA_HOME: 'relative' }, '/home/somebody/.local/share/ecosystems'],
    [{ HOME: '/' }, '/.local/share/ecosystems'],
    [{ HOME: undefined, USERPROFILE: 'C:/Users/somebody' }, 'C:/Users/somebody/.local/share/ecosystems'],
  ])('%j puts the home at %s', (env, home) => {
    expect(read(env).home).toBe(home);
  });

  it.each(['crates.io', 'crates.io=', 'crates.io=ftp://x', 'a/b=https://x', 'x=https://y?z'])(
    'refuses %s as a mirror',
    value => expect(() => read({ ECOSYSTEMS_MIRRORS: value })).toThrow(/ECOSYSTEMS_MIRRORS/),
  );

  it('needs some home', () => {
    expect(() => readSettings({})).toThrow(/ECOSYSTEMS_HOME/);
    expect(readSettings({ ECOSYSTEMS_HOME: '/srv/index' }).home).toBe('/srv/index');
  });

  it('reads every variable', () => {
    const settings = read({
      DATABASE_URL: 'postgresql://somebody@/index?host=/run/postgresql',
      PORT: '0',
      HOST: '::',
      BASE_URL: 'https://packages.example/index/',
      ECOSYSTEMS_DOMAIN: 'Packages.Example',
      ECOSYSTEMS_ALLOW_PRIVATE_HOSTS: 'Registry.Internal, 10.0.0.5:4873,[::1]:8080 ,[fd00::1]',
      ECOSYSTEMS_MIRRORS:
        'crates.io=https://mirror.example/crates/, index.crates.io:8443=http://10.0.0.5:4873',
      ECOSYSTEMS_FOLLOW: 'npm=all, debian-12=known, github actions=known',
      ECOSYSTEMS_FORGES: 'Git.Example.org=gitlab, code.example.net:3000=Forgejo',
      ECOSYSTEMS_READ_THROUGH_MS: '1500',
      ECOSYSTEMS_NPM_CHANGES_URL: 'http://127.0.0.1:9000/feed/_changes',
      ECOSYSTEMS_DEBIAN_MIRROR: 'http://mirror.example/debian/',
      ECOSYSTEMS_DEBIAN_KEYRING: '/keys/archive.gpg',
      ECOSYSTEMS_CACHE_MB: '1',
      ECOSYSTEMS_LOG_LEVEL: 'debug',
    });
    expect(settings).toMatchObject({
      databaseUrl: 'postgresql://somebody@/index?host=/run/postgresql',
      port: 0,
      host: '::',
      baseUrl: 'https://packages.example/index',
      domain: 'packages.example',
      allowPrivateHosts: ['registry.internal', '10.0.0.5:4873', '[::1]:8080', '[fd00::1]'],
      mirrors: {
        'crates.io': 'https://mirror.example/crates',
        'index.crates.io:8443': 'http://10.0.0.5:4873',
      },
      follow: { npm: 'all', 'debian-12': 'known', 'github actions': 'known' },
      forges: { 'git.example.org': 'gitlab', 'code.example.net:3000': 'forgejo' },
      readThroughMs: 1500,
      npmChangesUrl: 'http://127.0.0.1:9000/feed/_changes',
      debianMirror: 'http://mirror.example/debian',
      debianKeyring: '/keys/archive.gpg',
      cacheBytes: 1048576,
      logLevel: 'debug',
    });
  });

  it('gives every installation that shares a Redis a prefix of its own', () => {
    const env = { ECOSYSTEMS_LIMITS_STORE: 'redis://localhost' };
    const prefix = 'ecosystems:limits:';
    expect(read(env).policy.limitsStore).toEqual({ kind: 'redis', url: 'redis://localhost', prefix });
    const other = read({ ...env, ECOSYSTEMS_LIMITS_REDIS_PREFIX: 'staging:{limits}:' });
    expect(other.policy.limitsStore).toMatchObject({ prefix: 'staging:{limits}:' });
    for (const wrong of ['a b', 'a*', 'x'.repeat(101)])
      expect(() => read({ ...env, ECOSYSTEMS_LIMITS_REDIS_PREFIX: wrong })).toThrow(
        'ECOSYSTEMS_LIMITS_REDIS_PREFIX',
      );
  });

  it('keeps secrets of other rooms from connectors', () => {
    const { connector } = read({
      ECOSYSTEMS_SMTP_URL: 'smtp://user:password@mail.example.org:587',
      ECOSYSTEMS_GITHUB_CLIENT_ID: 'id',
      ECOSYSTEMS_GITHUB_CLIENT_SECRET: 'secret',
      ECOSYSTEMS_LIMITS_STORE: 'redis://:password@localhost',
      ECOSYSTEMS_API_KEY: 'eco_self_k_0',
      BASE_URL: 'https://ecosystems.example.org',
    });
    expect(connector).toEqual({ github_client_id: 'id' });
  });

  it('passes our own variables to connectors by their short names', () => {
    const { connector } = read({
      ECOSYSTEMS_DEBIAN_MIRROR: 'http://mirror.example/debian',
      ECOSYSTEMS_CARGO_INDEX: ' /srv/cargo ',
      ECOSYSTEMS_EMPTY: '',
      OTHER_ECOSYSTEMS_NAME: 'x',
    });
    expect(connector).toEqual({ debian_mirror: 'http://mirror.example/debian', cargo_index: '/srv/cargo' });
    expect(connector.empty).toBeUndefined();
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000x'],
    ['PORT', '1e3'],
    ['HOST', 'a b'],
    ['BASE_URL', 'packages.example'],
    ['BASE_URL', 'ftp://packages.example'],
    ['BASE_URL', 'https://packages.example/?a=b'],
    ['DATABASE_URL', 'mysql://127.0.0.1/x'],
    ['ECOSYSTEMS_DOMAIN', 'packages.example:3000'],
    ['ECOSYSTEMS_DOMAIN', '-packages.example'],
    ['ECOSYSTEMS_ALLOW_PRIVATE_HOSTS', 'http://registry.internal'],
    ['ECOSYSTEMS_ALLOW_PRIVATE_HOSTS', 'registry.internal:99999'],
    ['ECOSYSTEMS_FOLLOW', 'npm'],
    ['ECOSYSTEMS_FOLLOW', 'npm=some'],
    ['ECOSYSTEMS_FOLLOW', '__proto__=all'],
    ['ECOSYSTEMS_FORGES', 'git.example.org'],
    ['ECOSYSTEMS_FORGES', 'git.example.org='],
    ['ECOSYSTEMS_FORGES', 'git.example.org=cgit'],
    ['ECOSYSTEMS_FORGES', 'https://git.example.org=gitlab'],
    ['ECOSYSTEMS_FORGES', 'git.example.org/forge=gitlab'],
    ['ECOSYSTEMS_FORGES', 'git.example.org:99999=gitlab'],
    ['ECOSYSTEMS_FORGES', 'git.example.org=gitlab=gitea'],
    ['ECOSYSTEMS_FORGES', 'git.example.org=gitlab,GIT.example.org=gitea'],
    ['ECOSYSTEMS_FORGES', '__proto__=gitlab'],
    ['ECOSYSTEMS_READ_THROUGH_MS', '8s'],
    ['ECOSYSTEMS_NPM_CHANGES_URL', 'file:///etc/passwd'],
    ['ECOSYSTEMS_DEBIAN_MIRROR', 'http://'],
    ['ECOSYSTEMS_CACHE_MB', '0.5'],
    ['ECOSYSTEMS_CAPACITY', '-1'],
    ['ECOSYSTEMS_COMMONS_PERCENT', '19'],
    ['ECOSYSTEMS_TRANSPARENCY_MINIMUM', '0'],
    ['ECOSYSTEMS_LOG_LEVEL', 'loud'],
    ['ECOSYSTEMS_HOME', '/srv/a\nb'],
  ])('%s=%s is refused by name', (name, value) => {
    let thrown: unknown;
    try {
      read({ [name]: value });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(InputError);
    expect((thrown as InputError).field).toBe(name);
    expect((thrown as InputError).message).toContain(name);
  });

  it('never repeats the password of a database URL', () => {
    expect(() => read({ DATABASE_URL: 'http://user:hunter2@db.example' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });
});

it("a token that other programs use as well is a connector's setting, unless there is one of ours", () => {
  const home = { HOME: '/home/somebody' };
  expect(readSettings({ ...home, GITHUB_TOKEN: ' abc ' }).connector).toEqual({ github_token: 'abc' });
  const both = { ...home, GITHUB_TOKEN: 'abc', ECOSYSTEMS_GITHUB_TOKEN: 'own' };
  expect(readSettings(both).connector).toEqual({ github_token: 'own' });
});
