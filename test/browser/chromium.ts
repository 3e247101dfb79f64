/** The system's Chromium for tests, without any traffic of its own. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const executable = PLACES.find(place => existsSync(place)) ?? null;

export const hasChromium = executable !== null;

/** Says why the tests of a file are skipped. */
export function announceSkip(file: string): void {
  if (!hasChromium) console.log(`${file} is skipped: none of ${PLACES.join(', ')} is there`);
}

export function launchChromium(): Promise<Browser> {
  if (executable === null) throw new Error('no Chromium is installed');
  return chromium.launch({
    executablePath: executable,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
