/** What edges and other services may use of the accounts. */
export { findSession } from './session.ts';
