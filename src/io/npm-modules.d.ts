/** The parts of npm's own modules that npm-config.ts uses; they carry no types. */

declare module '@npmcli/config' {
  export default class Config {
    constructor(options: {
      definitions: unknown;
      shorthands: unknown;
      flatten: unknown;
      nerfDarts?: string[];
      npmPath: string;
      env?: NodeJS.ProcessEnv;
      argv?: string[];
      execPath?: string;
      cwd?: string;
      warn?: boolean;
    });
    load(): Promise<void>;
    /** All settings by the names that npm's libraries use, scoped registries and `//host/path/:key` entries among them. */
    readonly flat: Record<string, unknown>;
  }
}

declare module '@npmcli/config/lib/definitions/index.js' {
  const module: { definitions: unknown; shorthands: unknown; flatten: unknown; nerfDarts: string[] };
  export default module;
}
