/**
 * npm's own configuration: .npmrc of project, user and system, environment and built-in file, as npm itself reads them
 * (`npm help npmrc`), with npm's own libraries. An operator who has set npm up for a
 * mirror, a private registry or a proxy has nothing to set here again.
 */
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import Config from '@npmcli/config';
import npm from '@npmcli/config/lib/definitions/index.js';
import registryFetch from 'npm-registry-fetch';
import { UpstreamError } from '../core/errors.ts';
import type { ProxySettings } from './connections.ts';
import type { NpmEndpoint } from './types.ts';

export interface NpmConfigOptions {
  /** Where the search for the project's .npmrc starts. Default: the working directory. */
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Folder of npm itself, for its built-in configuration. Default: found beside Node or on the PATH. */
  npmPath?: string;
}

export interface NpmConfig {
  /**
   * The registry of a package by its scope, and the headers that belong to that registry's URL and to no other.
   * Client certificates (`certfile`, `keyfile`) are not used.
   *
   * @throws UpstreamError `refused` where the configured registry is no http(s) URL.
   */
  endpointFor(packageName: string): Promise<NpmEndpoint>;
  /** Base URLs of the default registry and of all scoped ones, without trailing slash; unusable ones left out. */
  registries(): Promise<string[]>;
  /** Certificate authorities (PEM) and proxies that npm would use. */
  network(): Promise<{ ca: string[] | null; proxy: ProxySettings | null }>;
}

type Flat = Record<string, unknown>;

interface Auth {
  token: string | null;
  auth: string | null;
}

/** npm-registry-fetch's, which its type package leaves out. */
const getAuth = (registryFetch as typeof registryFetch & { getAuth: (uri: string, options: Flat) => Auth })
  .getAuth;

/** Nothing is read before the first question, and everything once. */
export function createNpmConfig(options: NpmConfigOptions = {}): NpmConfig {
  const env = options.env ?? process.env;
  let loading: Promise<Flat> | null = null;
  const settings = () => {
    loading ??= load(options, env).catch(error => {
      loading = null;
      throw error;
    });
    return loading;
  };
  return {
    async endpointFor(packageName) {
      const flat = await settings();
      const registry = registryUrl(registryFetch.pickRegistry(specOf(packageName), flat));
      const { token, auth } = getAuth(`${registry}/`, flat);
      const headers: Record<string, string> = {};
      if (token) headers.authorization = `Bearer ${token}`;
      else if (auth) headers.authorization = `Basic ${auth}`;
      return { registry, headers };
    },

    async registries() {
      const flat = await settings();
      const found = new Set<string>();
      for (const [key, value] of Object.entries(flat)) {
        if (key !== 'registry' && !/^@.*:registry$/.test(key)) continue;
        if (typeof value === 'string' && URL.canParse(value)) found.add(registryUrl(value));
      }
      return [...found];
    },

    async network() {
      const flat = await settings();
      const ca = [flat.ca].flat().filter(text => typeof text === 'string' && text !== '') as string[];
      return { ca: ca.length > 0 ? ca : null, proxy: proxyOf(flat, env) };
    },
  };
}

async function load({ cwd, npmPath }: NpmConfigOptions, env: NodeJS.ProcessEnv): Promise<Flat> {
  const config = new Config({
    definitions: npm.definitions,
    shorthands: npm.shorthands,
    flatten: npm.flatten,
    nerfDarts: npm.nerfDarts,
    npmPath: npmPath ?? findNpm(env),
    // A copy, because npm writes what it finds into it; and none of our own command line.
    env: { ...env },
    argv: [process.execPath, 'npm'],
    cwd: cwd ?? process.cwd(),
    warn: false,
  });
  await config.load();
  return config.flat;
}

/** npm's folder; without one, a folder that has no built-in configuration. */
function findNpm(env: NodeJS.ProcessEnv): string {
  const bin = dirname(process.execPath);
  const candidates = [
    env.npm_execpath,
    join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...(env.PATH ?? '').split(delimiter).map(folder => join(folder, 'npm')),
  ];
  for (const candidate of candidates) {
    if (!candidate || !existsSync(candidate)) continue;
    const folder = dirname(dirname(realpathSync(candidate)));
    if (existsSync(join(folder, 'bin', 'npm-cli.js'))) return folder;
  }
  return bin;
}

/** A spec that only carries the scope, because old names exist that npm's parser of specs no longer accepts. */
function specOf(packageName: string): string {
  const scope = /^@[^/]+(?=\/)/.exec(packageName)?.[0];
  return scope === undefined || encodeURIComponent(scope.slice(1)) !== scope.slice(1) ? 'x' : `${scope}/x`;
}

function registryUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new UpstreamError('refused', "npm's configuration names a registry that is no http(s) URL");
  }
  return text.replace(/\/+$/, '');
}

/** npm's settings before the environment's, as npm has it. `proxy=false` turns them off. */
function proxyOf(flat: Flat, env: NodeJS.ProcessEnv): ProxySettings | null {
  if (flat.proxy === false) return null;
  const first = (...values: unknown[]): string | null => {
    const found = values.find(value => typeof value === 'string' && value !== '');
    return typeof found === 'string' ? found : null;
  };
  const http = first(flat.proxy, env.http_proxy, env.HTTP_PROXY);
  const https = first(flat.httpsProxy, flat.proxy, env.https_proxy, env.HTTPS_PROXY, http);
  if (http === null && https === null) return null;
  const bypass = first(flat.noProxy, env.no_proxy, env.NO_PROXY) ?? '';
  return { http, https, bypass: bypass.split(/[\s,]+/).filter(domain => domain !== '') };
}
