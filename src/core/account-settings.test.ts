import { describe, expect, it } from 'vitest';
import { readAccountSettings as read } from './account-settings.ts';

const BASE = { BASE_URL: 'https://index.example.org/' };

describe('settings of accounts', () => {
  it('take nothing to be set', () => {
    expect(read({})).toEqual({
      signUp: 'open',
      github: null,
      smtpUrl: null,
      mailFrom: 'ecosystems@localhost',
    });
  });

  it('are read', () => {
    expect(
      read({
        ...BASE,
        ECOSYSTEMS_SIGN_UP: 'closed',
        ECOSYSTEMS_GITHUB_CLIENT_ID: 'id',
        ECOSYSTEMS_GITHUB_CLIENT_SECRET: 'secret',
        ECOSYSTEMS_GITHUB_URL: 'https://github.example.org/',
        ECOSYSTEMS_GITHUB_API_URL: 'https://github.example.org/api/v3/',
        ECOSYSTEMS_SMTP_URL: 'smtps://user:pa%20ss@mail.example.org:465',
      }),
    ).toEqual({
      signUp: 'closed',
      github: {
        clientId: 'id',
        clientSecret: 'secret',
        url: 'https://github.example.org',
        apiUrl: 'https://github.example.org/api/v3',
      },
      smtpUrl: 'smtps://user:pa%20ss@mail.example.org:465',
      mailFrom: 'ecosystems@index.example.org',
    });
    expect(read({ ECOSYSTEMS_MAIL_FROM: 'index@example.org' }).mailFrom).toBe('index@example.org');
  });

  it.each([
    [{ ECOSYSTEMS_SIGN_UP: 'yes' }, 'ECOSYSTEMS_SIGN_UP'],
    [{ ECOSYSTEMS_GITHUB_CLIENT_ID: 'id' }, 'ECOSYSTEMS_GITHUB_CLIENT_SECRET'],
    [{ ECOSYSTEMS_GITHUB_CLIENT_SECRET: 'secret-1' }, 'ECOSYSTEMS_GITHUB_CLIENT_ID'],
    [{ ...BASE, ECOSYSTEMS_SMTP_URL: 'http://user:secret-1@mail.example.org' }, 'ECOSYSTEMS_SMTP_URL'],
    // Without it, links would lead where whoever asks for them says.
    [{ ECOSYSTEMS_SMTP_URL: 'smtp://user:secret-1@mail.example.org' }, 'BASE_URL'],
    [{ ECOSYSTEMS_MAIL_FROM: 'a@example.org, b@example.org' }, 'ECOSYSTEMS_MAIL_FROM'],
  ])('%# is refused by name, and no secret is repeated', (env, name) => {
    let caught: unknown;
    try {
      read(env);
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({ field: name, message: expect.stringContaining(name) });
    expect(String(caught)).not.toContain('secret-1');
  });
});
