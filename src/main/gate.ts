/** The gate with its doors: files, the issuers of tokens, the log. */
import { coarseNow } from '../core/coarse-clock.ts';
import { createGate, type OpenGate } from '../policy/index.ts';
import { type Composition, plain } from './compose.ts';
import { limitsFile } from './limits-file.ts';
import { tellOfReportedKey } from './reported-keys.ts';

const MAX_DOCUMENT_BYTES = 256 * 1024;
const FETCH_MS = 5_000;

/** Null where the settings say that there is none. @throws InputError naming the field where the limits cannot be used. */
export async function openGate({
  settings,
  database,
  io,
  log,
  accounts,
}: Composition): Promise<OpenGate | null> {
  const { policy, baseUrl } = settings;
  const { mailer } = accounts;
  return createGate({
    settings: policy,
    db: database.web,
    baseUrl,
    limitsFile: policy.limitsFile === null ? null : limitsFile(policy.limitsFile),
    log: plain(log),
    now: coarseNow,
    onReported: key => void tellOfReportedKey({ db: database.web, mailer, baseUrl, log: plain(log) }, key),
    async fetchJson(url) {
      const { status, body } = await io.http.request({
        url,
        maxBytes: MAX_DOCUMENT_BYTES,
        timeoutMs: FETCH_MS,
      });
      if (status !== 200) throw new Error(`${new URL(url).host} answered ${status}`);
      return JSON.parse(body.toString('utf8')) as unknown;
    },
  });
}
