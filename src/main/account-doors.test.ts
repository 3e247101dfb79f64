import { expect, it } from 'vitest';
import { readSettings } from '../core/settings.ts';
import { accountDoors } from './account-doors.ts';

const http = {
  request: () => Promise.reject(new Error('nobody is asked here')),
  stream: () => Promise.reject(new Error('nobody is asked here')),
};
const doorsOf = (env: Record<string, string>) => {
  const { mailer, keyEnvironment, github, signUp } = accountDoors(readSettings({ HOME: '/', ...env }), http, {
    warn() {},
  });
  return [mailer.kind, keyEnvironment, github !== null, signUp];
};

// What is printed may be read by others where a site has visitors.
it.each([
  [{}, ['console', 'self', false, 'open']],
  [{ BASE_URL: 'http://192.0.2.1:3000' }, ['console', 'self', false, 'open']],
  [{ BASE_URL: 'https://index.example.org' }, ['none', 'live', false, 'open']],
  [
    { BASE_URL: 'https://index.example.org', ECOSYSTEMS_SMTP_URL: 'smtp://mail.example.org' },
    ['smtp', 'live', false, 'open'],
  ],
  [
    { ECOSYSTEMS_GITHUB_CLIENT_ID: 'a', ECOSYSTEMS_GITHUB_CLIENT_SECRET: 'b', ECOSYSTEMS_SIGN_UP: 'closed' },
    ['console', 'self', true, 'closed'],
  ],
])('%j', (env, doors) => expect(doorsOf(env)).toEqual(doors));
