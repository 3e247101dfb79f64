/**
 * What an operator may look at and change, on the command line as on pages. Whoever implements it writes every change into the audit
 * log; whoever calls it has checked that this is an operator. Lists are newest first and go on `before` the id of the last row.
 */
import type { LicenceGrant, LimitPolicy, Privacy, Scope } from './access.ts';
import type { KeyEnvironment, KeyKind } from './api-key.ts';
import type { Billing, BillingDetails, CreditNote, Invoice, InvoiceStatus, Plan } from './billing.ts';
import type { Json } from './records.ts';

export interface Window {
  before?: number;
  limit?: number;
}

export interface AccountRow {
  id: number;
  name: string;
  kind: 'person' | 'organisation';
  status: 'active' | 'suspended' | 'deleted';
  suspendReason: string | null;
  email: string | null;
  plan: string;
  /** Its own, over those of its plan. */
  limits: Json;
  privacy: Privacy;
  createdAt: string;
  members: number;
  /** That are neither revoked nor expired. */
  keys: number;
}

export interface KeyRow {
  id: number;
  accountId: number;
  name: string;
  environment: KeyEnvironment;
  kind: KeyKind;
  last4: string;
  scopes: Scope[];
  ipCidrs: string[];
  privacy: Privacy;
  hourlyLimit: number | null;
  expiresAt: string | null;
  lastUsedAt: string | null;
  createdAt: string;
  revokedAt: string | null;
  revokeReason: string | null;
  replacedBy: number | null;
}

export interface NewKeyFields {
  name: string;
  kind?: string;
  scopes?: readonly string[];
  expiresInDays?: number;
  ipCidrs?: readonly string[];
  hourlyLimit?: number;
  privacy?: string;
}

export interface UserRow {
  id: number;
  email: string;
  name: string | null;
  operator: boolean;
  createdAt: string;
}

export interface AccountDetail {
  account: AccountRow;
  members: { userId: number; email: string; name: string | null; role: string }[];
  keys: KeyRow[];
  licences: LicenceGrant[];
  invoices: Invoice[];
  creditNotes: CreditNote[];
  /** Who its invoices go to; null: that was never said. */
  details: BillingDetails | null;
}

/** A month's report of service levels for one plan, as far as it is worth something. */
export interface SlaCreditRow {
  /** `YYYY-MM`. */
  month: string;
  plan: string;
  creditPercent: number;
  /** Accounts with an invoice for it, and those of them to which it was credited. */
  invoiced: number;
  credited: number;
}

export interface LimitsRow extends LimitPolicy {
  /** As it comes, as the file of limits has it, or as an operator has changed it. */
  source: 'program' | 'file' | 'database';
}

export interface WebhookRow {
  id: number;
  provider: string;
  eventId: string;
  type: string;
  status: string;
  attempts: number;
  error: string | null;
  receivedAt: string;
  processedAt: string | null;
}

export interface JobRow {
  id: number;
  task: string;
  key: string;
  lane: string;
  attempts: number;
  error: string | null;
  createdAt: string;
  failedAt: string;
}

export interface TombstoneRow {
  registry: string;
  kind: 'package' | 'maintainer';
  key: string;
  reason: string;
  createdAt: string;
}

export interface AuditRow {
  id: number;
  at: string;
  actor: string;
  accountId: number | null;
  action: string;
  target: string;
  detail: Record<string, Json>;
}

export interface AuditFilter extends Window {
  accountId?: number;
  action?: string;
  actor?: string;
  target?: string;
}

/** Bound to whoever acts: `cli:<login name>` or `user:<id>`. Errors are InputErrors naming the field, and NotFoundErrors. */
export interface Administration {
  accounts: {
    list(filter: Window & { query?: string; status?: string; plan?: string }): Promise<AccountRow[]>;
    /** By number, or by a name that one account has. */
    find(idOrName: string): Promise<AccountRow>;
    show(id: number): Promise<AccountDetail>;
    create(wanted: { name: string; kind?: AccountRow['kind']; email?: string }): Promise<AccountRow>;
    suspend(id: number, reason: string): Promise<AccountRow>;
    resume(id: number): Promise<AccountRow>;
    remove(id: number): Promise<void>;
    /** @param until null: for good. */
    setPlan(id: number, plan: string, until: Date | null): Promise<AccountRow>;
    /** @param limits null: those of the plan. */
    setLimits(id: number, limits: Json): Promise<AccountRow>;
  };
  users: {
    list(filter: Window & { operators?: boolean; query?: string }): Promise<UserRow[]>;
    /** Makes somebody an operator, or takes it back. A person who is not known yet gets a user and an account of their own. */
    promote(email: string, operator: boolean): Promise<UserRow>;
  };
  plans: {
    list(): Promise<Plan[]>;
    /** What is not given stays; a new slug begins as a copy of `free`. */
    set(slug: string, change: Partial<Plan>): Promise<Plan>;
  };
  keys: {
    list(accountId: number): Promise<KeyRow[]>;
    /** @returns the key in clear, for once. */
    create(accountId: number, fields: NewKeyFields): Promise<KeyRow & { key: string }>;
    rotate(id: number, graceSeconds: number): Promise<KeyRow & { key: string }>;
    revoke(id: number, reason: string): Promise<KeyRow>;
  };
  limits: {
    list(): Promise<LimitsRow[]>;
    /** @param document in the shape of LimitPolicy; what it leaves out stays. */
    set(name: string, document: Json): Promise<LimitsRow>;
    /** @returns whether it had been changed. */
    reset(name: string): Promise<boolean>;
    /** Reads a document of many policies, as the file of limits has them, and changes nothing. */
    check(document: unknown): Promise<LimitsRow[]>;
  };
  licences: {
    list(filter: { accountId?: number; limit?: number }): Promise<LicenceGrant[]>;
    grant(wanted: {
      accountId: number;
      spdx: string;
      scope?: readonly string[];
      validFrom?: Date;
      validTo?: Date | null;
      agreementUrl?: string | null;
    }): Promise<LicenceGrant>;
    end(id: number): Promise<LicenceGrant>;
  };
  invoices: {
    list(filter: Window & { accountId?: number; status?: InvoiceStatus }): Promise<Invoice[]>;
    find(number: string): Promise<Invoice>;
    issue(accountId: number, plan: string, details: BillingDetails | null): Promise<Invoice>;
    paid(number: string, reference: string | null): Promise<Invoice>;
    void(number: string, reason: string): Promise<Invoice>;
    /** @param amount without VAT, as people write it; null: all that is left. */
    credit(number: string, amount: string | null, reason: string): Promise<CreditNote>;
    pdf(number: string): Promise<Buffer>;
  };
  creditNotes: {
    list(filter: Window & { accountId?: number; invoice?: string }): Promise<CreditNote[]>;
    find(number: string): Promise<CreditNote>;
    pdf(number: string): Promise<Buffer>;
  };
  sla: {
    /** Reports under which something is given back, newest first. */
    list(): Promise<SlaCreditRow[]>;
    /** @param month `YYYY-MM` @param accountId null: all that were invoiced. @returns what was booked now; never twice. */
    credit(month: string, accountId: number | null): Promise<CreditNote[]>;
  };
  webhooks: {
    list(filter: Window & { status?: string }): Promise<WebhookRow[]>;
    /** With the body, as text. */
    find(id: number): Promise<WebhookRow & { body: string }>;
    replay(id: number): Promise<void>;
  };
  jobs: {
    stats(): Promise<{ lanes: Record<string, Record<string, number>>; tasks: Record<string, number> }>;
    dead(limit: number): Promise<JobRow[]>;
    /** @param ids null: all that are dead. @returns how many. @throws NotFoundError where none of those named is dead. */
    retry(ids: readonly number[] | null): Promise<number>;
    /** Removes dead jobs. @returns how many. @throws NotFoundError where none of them is dead. */
    drop(ids: readonly number[]): Promise<number>;
    /** Removes dead jobs that failed longer ago. @returns how many. */
    prune(olderThanDays: number): Promise<number>;
  };
  tombstones: {
    list(filter: { registry?: string; after?: string; limit?: number }): Promise<TombstoneRow[]>;
    lift(tombstone: Pick<TombstoneRow, 'registry' | 'kind' | 'key'>): Promise<void>;
  };
  audit: {
    list(filter: AuditFilter): Promise<AuditRow[]>;
  };
}

/** What of billing administration asks for. */
export type BillingForOperators = Pick<
  Billing,
  | 'issueInvoice'
  | 'markPaid'
  | 'voidInvoice'
  | 'creditInvoice'
  | 'creditSla'
  | 'invoicePdf'
  | 'creditNotePdf'
  | 'replayWebhook'
  | 'setPlan'
>;
