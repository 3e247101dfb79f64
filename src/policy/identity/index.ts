/** Who asks: a key, a CI job, somebody with an address, somebody without one, or the person whose own machine it is. */
import { LRUCache } from 'lru-cache';
import { type Caller, DEFAULT_LICENCE, type LimitPolicy } from '../../core/access.ts';
import { resolveLicence } from '../../core/answer-licence.ts';
import { readKey } from '../../core/api-key.ts';
import { ForbiddenError, InputError, messageOf, UnauthorizedError } from '../../core/errors.ts';
import type { RequestHead } from '../../core/limits.ts';
import { contains, isLoopback, type Network, readNetwork, subscriberNetwork } from '../../core/networks.ts';
import type { PolicySettings } from '../../core/policy-settings.ts';
import type { AccountStanding, KeyStanding } from '../../store/callers.ts';
import type { Limited } from '../limits/index.ts';
import { overlay, type PolicySet, partOf, SELF } from '../limits/policies.ts';
import { type ClientAddress, clientAddress, isForwarded } from './address.ts';
import { type CiJob, type CiTokens, LOOKS_LIKE_TOKEN } from './ci-tokens.ts';
import { type Manners, mannersOf } from './contact.ts';
import {
  type CredentialField,
  credentialField,
  credentialOf,
  hasCredential,
  hasSameCredential,
  mayNameCaller,
  splitTarget,
} from './credentials.ts';
import { type KeyMemory, keyHash } from './keys.ts';

/** A caller with the limits that go for them. */
export interface KnownCaller extends Caller {
  limited: Limited;
  /** Is answered nothing that costs anything: strict mode, and they say neither what they are nor how to reach them. */
  refused: boolean;
}

export interface Identity {
  recognise(head: RequestHead): KnownCaller | null;
  identify(head: RequestHead): Promise<KnownCaller>;
  /** The caller that an account is, for requests that prove it otherwise than by a key. */
  ofAccount(standing: AccountStanding): KnownCaller;
  /** Nothing that was found out before counts any more. */
  forget(): void;
}

export interface IdentityOptions {
  settings: Pick<PolicySettings, 'allowQueryKeys' | 'limitsLocal' | 'refuseNameless' | 'trustedProxies'>;
  keys: KeyMemory;
  /** Whether changes of keys are heard of. */
  current(): boolean;
  ci: CiTokens;
  policies(): PolicySet;
  used(keyId: number, now: number): void;
  now(): number;
  log: { warn(message: string): void };
}

const NAMELESS_PART = 0.25;
const NAMELESS_NOTICE =
  'a quarter of the anonymous limits: send a User-Agent that names your program, better one with an address';
const REFUSED_NOTICE =
  'requests without a name are refused here: send a User-Agent that names your program, better one with an address';
const CURRENT_MS = 100;
/** The last use of a key is known to the minute. */
const USED_MS = 1_000;
const MAX_TOKENS = 5_000;

/** What a connection's last request was recognised by: most send the same again. */
interface Memo {
  generation: number;
  /** Null: there was none. */
  credential: CredentialField | null;
  userAgent: unknown;
  from: unknown;
  forwardedFor: unknown;
  forwarded: unknown;
  caller: KnownCaller;
  /** Milliseconds since 1970. */
  until: number;
  /** When the use of the key was told last. */
  usedAt: number;
}

export function createIdentity(options: IdentityOptions): Identity {
  const { settings, keys, ci, now, policies, current, used, log } = options;
  const memos = new WeakMap<object, Memo>();
  const tokens = new LRUCache<string, CiJob>({ max: MAX_TOKENS });
  const callers = new WeakMap<KeyStanding, KnownCaller>();
  const contracts = new WeakMap<AccountStanding, LimitPolicy>();
  let generation = 0;
  let warned = false;
  let wasCurrent = false;
  let currentAt = 0;
  let parts = new WeakMap<LimitPolicy, LimitPolicy>();

  const policyNamed = (name: string): LimitPolicy => {
    const all = policies().policies;
    return all.get(name) ?? (all.get('free') as LimitPolicy);
  };

  const nameless = (policy: LimitPolicy): LimitPolicy => {
    const known = parts.get(policy);
    if (known !== undefined) return known;
    const part = partOf(policy, NAMELESS_PART);
    parts.set(policy, part);
    return part;
  };

  const build = (
    subject: string,
    policy: LimitPolicy,
    more: Pick<Caller, 'kind'> & Partial<KnownCaller>,
    key: Limited['key'] = null,
  ): KnownCaller => ({
    subject,
    tier: policy.name,
    notice: null,
    accountId: null,
    keyId: null,
    scopes: ['read:public'],
    priority: policy.priority,
    privacy: 'normal',
    licence: DEFAULT_LICENCE,
    refused: false,
    ...more,
    limited: { subject, policy, key, flat: policies().flat },
  });

  const anonymous = ({ address, own }: ClientAddress, manners: Manners): KnownCaller => {
    const subject = `prefix:${address === null ? 'unknown' : subscriberNetwork(address)}`;
    if (own && !settings.limitsLocal) return build(subject, policyNamed(SELF), { kind: 'prefix' });
    if (manners === 'contact') return build(subject, policyNamed('contact'), { kind: 'prefix' });
    const policy = policyNamed('anonymous');
    if (manners === 'plain') return build(subject, policy, { kind: 'prefix' });
    const refused = settings.refuseNameless;
    const notice = refused ? REFUSED_NOTICE : NAMELESS_NOTICE;
    return build(subject, nameless(policy), { kind: 'prefix', notice, refused });
  };

  const policyOf = (standing: AccountStanding): LimitPolicy => {
    const base = policyNamed(standing.policy);
    if (standing.limits === null) return base;
    const known = contracts.get(standing);
    if (known !== undefined) return known;
    try {
      const contract = overlay(base, standing.limits, `accounts.${standing.accountId}.limits`);
      contracts.set(standing, contract);
      return contract;
    } catch (error) {
      log.warn(`limits of an account are not used: ${messageOf(error)}`);
      return base;
    }
  };

  const ofAccount = (standing: AccountStanding, key: KeyStanding | null = null): KnownCaller => {
    if (standing.status !== 'active') throw new ForbiddenError('the account is suspended');
    const { accountId, grants } = standing;
    const strict = standing.privacy === 'strict' || key?.keyPrivacy === 'strict';
    return build(
      `account:${accountId}`,
      policyOf(standing),
      {
        kind: 'account',
        accountId,
        keyId: key?.keyId ?? null,
        scopes: key?.scopes ?? ['read:public', 'read:events'],
        privacy: strict ? 'strict' : 'normal',
        licence: resolveLicence(grants, new Date(now())),
        ...(grants.every(({ scope }) => scope.includes('*')) ? {} : { grants }),
      },
      key === null || key.hourlyLimit === null
        ? null
        : { subject: `key:${key.keyId}`, hourly: key.hourlyLimit },
    );
  };

  const ofKey = (standing: KeyStanding | null, { address }: ClientAddress): KnownCaller => {
    if (standing === null) throw new UnauthorizedError('this key is not known');
    if (standing.revoked) throw new UnauthorizedError('this key was revoked');
    if (standing.expiresAt !== null && Date.parse(standing.expiresAt) <= now()) {
      throw new UnauthorizedError('this key has expired');
    }
    if (standing.status === 'deleted') throw new UnauthorizedError('this key is not known');
    const allowed = standing.ipCidrs.map(readNetwork).filter(network => network !== null) as Network[];
    if (
      standing.ipCidrs.length > 0 &&
      (address === null || !allowed.some(network => contains(network, address)))
    ) {
      throw new ForbiddenError('this key may not be used from this address');
    }
    const known = callers.get(standing);
    if (known !== undefined) return known;
    const caller = ofAccount(standing, standing);
    callers.set(standing, caller);
    return caller;
  };

  const ofJob = ({ subject }: CiJob): KnownCaller => build(subject, policyNamed('free'), { kind: 'ci' });

  /** @throws UnauthorizedError for what is neither a key nor a token. */
  const kindOf = (credential: string): 'key' | 'token' => {
    if (readKey(credential) !== null) return 'key';
    if (LOOKS_LIKE_TOKEN.test(credential)) return 'token';
    throw new UnauthorizedError('this is no key: look for a missing character');
  };

  /** Who asks, of what is said in the head; a key in the query is refused or taken. */
  const read = (head: RequestHead) => {
    const url = head.url ?? '';
    const split = mayNameCaller(url) ? splitTarget(url) : null;
    const queryKey = split?.key ?? null;
    if (queryKey !== null && !settings.allowQueryKeys) {
      throw new InputError(
        'apikey',
        'a key in the address ends up in logs: send it as Authorization: Bearer <key>',
      );
    }
    const credential = queryKey !== null || hasCredential(head) ? credentialOf(head, queryKey) : null;
    return { credential, mailto: split?.mailto ?? null };
  };

  const remember = (head: RequestHead, credential: string | null, caller: KnownCaller, until: number) => {
    const { headers } = head;
    const field = credential === null ? null : credentialField(head);
    // It was in the query.
    if (credential !== null && field === null) return;
    memos.set(head.socket, {
      generation,
      credential: field,
      userAgent: headers['user-agent'],
      from: headers.from,
      forwardedFor: headers['x-forwarded-for'],
      forwarded: headers.forwarded,
      caller,
      until,
      usedAt: 0,
    });
  };

  /** As `current`, asked of its own clock ten times a second at most. */
  const isCurrent = (moment: number): boolean => {
    if (moment - currentAt >= CURRENT_MS || moment < currentAt) {
      wasCurrent = current();
      currentAt = moment;
    }
    return wasCurrent;
  };

  /** Whether a request says of its sender what the one before on its connection said. */
  const holds = (memo: Memo, head: RequestHead, moment: number): boolean => {
    const { headers, url } = head;
    return (
      memo.generation === generation &&
      memo.until > moment &&
      memo.forwardedFor === headers['x-forwarded-for'] &&
      memo.forwarded === headers.forwarded &&
      (memo.credential === null
        ? memo.userAgent === headers['user-agent'] && memo.from === headers.from && !hasCredential(head)
        : hasSameCredential(head, memo.credential) && (memo.caller.keyId === null || isCurrent(moment))) &&
      (url === undefined || !mayNameCaller(url))
    );
  };

  const recognise = (head: RequestHead): KnownCaller | null => {
    const moment = now();
    const memo = memos.get(head.socket);
    if (memo !== undefined && holds(memo, head, moment)) {
      if (memo.caller.keyId !== null && moment - memo.usedAt >= USED_MS) {
        memo.usedAt = moment;
        used(memo.caller.keyId, moment);
      }
      return memo.caller;
    }
    const { credential, mailto } = read(head);
    const { headers } = head;
    const address = clientAddress(head, settings.trustedProxies);
    if (
      !warned &&
      !address.own &&
      address.address !== null &&
      isLoopback(address.address) &&
      isForwarded(head)
    ) {
      warned = true;
      log.warn(
        'a proxy on this machine forwards requests and is not trusted, so all of them count as one network: set ECOSYSTEMS_TRUSTED_PROXIES',
      );
    }
    if (credential === null) {
      const caller = anonymous(address, mannersOf(text(headers.from), mailto, text(headers['user-agent'])));
      if (mailto === null) remember(head, null, caller, Number.POSITIVE_INFINITY);
      return caller;
    }
    const kind = kindOf(credential);
    const hash = keyHash(credential);
    if (kind === 'token') {
      const job = tokens.get(hash);
      if (job === undefined || job.until <= moment) return null;
      const caller = ofJob(job);
      remember(head, credential, caller, job.until);
      return caller;
    }
    const standing = keys.get(hash);
    if (standing === undefined) return null;
    const caller = ofKey(standing, address);
    used(caller.keyId as number, moment);
    // Not beyond what the memory of keys would keep: the end of the key, and the next change of its licence.
    const ends = [standing?.expiresAt, standing?.licenceUntil].map(end => (end ? Date.parse(end) : Infinity));
    remember(head, credential, caller, Math.min(moment + 60_000, ...ends));
    return caller;
  };

  return {
    recognise,

    async identify(head) {
      const known = recognise(head);
      if (known !== null) return known;
      const credential = read(head).credential as string;
      const address = clientAddress(head, settings.trustedProxies);
      const hash = keyHash(credential);
      if (kindOf(credential) === 'token') {
        const job = await ci.verify(credential);
        tokens.set(hash, job);
        return ofJob(job);
      }
      const from = address.address === null ? 'unknown' : subscriberNetwork(address.address);
      const caller = ofKey(await keys.find(hash, from), address);
      used(caller.keyId as number, now());
      return caller;
    },

    ofAccount: standing => ofAccount(standing),

    forget() {
      generation++;
      parts = new WeakMap();
    },
  };
}

function text(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}
