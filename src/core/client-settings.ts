/** What the command line needs to ask a running server: who asks, and where on this machine it keeps what. */
import { InputError } from './errors.ts';
import { type Environment, integer, text } from './settings-values.ts';

export interface ClientSettings {
  /** ECOSYSTEMS_API_KEY. Never printed. */
  apiKey: string | null;
  /** ECOSYSTEMS_MAILTO: where a person can be reached about the requests. */
  mailto: string | null;
  /** `ecosystems` in the XDG folder for configuration: credentials. null where HOME is not set. */
  configFolder: string | null;
  /** The same for caches: answers with their validators. */
  cacheFolder: string | null;
  /** ECOSYSTEMS_CLIENT_CACHE_MB, in bytes: what kept answers may take on disk. Default 64; 0 keeps none. */
  cacheBytes: number;
}

const MIB = 1024 * 1024;

/** @throws InputError naming the variable whose value is wrong. The key is never repeated. */
export function readClientSettings(env: Environment): ClientSettings {
  return {
    apiKey: text(env, 'ECOSYSTEMS_API_KEY'),
    mailto: mailto(env),
    configFolder: folder(env, 'XDG_CONFIG_HOME', '.config'),
    cacheFolder: folder(env, 'XDG_CACHE_HOME', '.cache'),
    cacheBytes: integer(env, 'ECOSYSTEMS_CLIENT_CACHE_MB', 64, 0, 1024 * 1024) * MIB,
  };
}

function mailto(env: Environment): string | null {
  const value = text(env, 'ECOSYSTEMS_MAILTO');
  if (value !== null && !/^[^\s@]{1,64}@[^\s@]{1,253}$/.test(value))
    throw new InputError('ECOSYSTEMS_MAILTO', 'ECOSYSTEMS_MAILTO must be an e-mail address');
  return value;
}

/** XDG Base Directory Specification 0.8: a relative path is to be ignored. */
function folder(env: Environment, variable: string, fallback: string): string | null {
  const xdg = text(env, variable);
  if (xdg?.startsWith('/')) return `${xdg.replace(/\/+$/, '')}/ecosystems`;
  const user = (text(env, 'HOME') ?? text(env, 'USERPROFILE'))?.replace(/\/+$/, '');
  return user === undefined ? null : `${user}/${fallback}/ecosystems`;
}
