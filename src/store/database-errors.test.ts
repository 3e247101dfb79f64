import { describe, expect, it } from 'vitest';
import { UnavailableError } from '../core/errors.ts';
import { databaseError, isRetryable, isStalePlan, losesConnection } from './database-errors.ts';

const coded = (code: string, message = 'refused') => Object.assign(new Error(message), { code });

/** SQLSTATEs as in appendix A of PostgreSQL's manual, and codes of Node's sockets. */
describe('failures of the database', () => {
  it.each([
    ['ECONNREFUSED', true],
    ['ENOENT', true],
    ['ECONNRESET', true],
    ['08006', true], // connection_failure
    ['57P01', true], // admin_shutdown
    ['57P03', true], // cannot_connect_now
    ['53300', false], // too_many_connections
    ['53100', false], // disk_full
    ['57014', false], // query_canceled
    ['55P03', false], // lock_not_available
  ])('%s is "not now"; the connection is lost: %s', (code, lost) => {
    const error = coded(code);
    expect(databaseError(error)).toBeInstanceOf(UnavailableError);
    expect(losesConnection(error)).toBe(lost);
  });

  it.each(['23505', '42P01', '22021', '40001', '28P01', '3D000', 'ERR_SOMETHING'])(
    '%s stays itself',
    code => {
      const error = coded(code);
      expect(databaseError(error)).toBe(error);
      expect(losesConnection(error)).toBe(false);
    },
  );

  it.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'timeout exceeded when trying to connect',
    'Query read timeout',
  ])('"%s" of the driver is "not now"', message => {
    expect(databaseError(new Error(message))).toBeInstanceOf(UnavailableError);
  });

  it('keeps what it knows: an error of its own, its cause, a thrown nothing', () => {
    const own = new UnavailableError('away');
    expect(databaseError(own)).toBe(own);
    const cause = coded('ECONNREFUSED', '');
    expect(databaseError(cause)).toMatchObject({ message: 'the database is away: ECONNREFUSED', cause });
    expect(databaseError(undefined)).toBeUndefined();
    expect(databaseError('words')).toBe('words');
  });

  it('knows what may be tried again', () => {
    expect(isRetryable(coded('40001'))).toBe(true);
    expect(isRetryable(coded('40P01'))).toBe(true);
    expect(isRetryable(coded('23505'))).toBe(false);
    expect(isStalePlan(coded('0A000', 'cached plan must not change result type'))).toBe(true);
    expect(isStalePlan(coded('0A000', 'cannot do that'))).toBe(false);
  });
});
