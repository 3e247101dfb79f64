/** What edges and other services may use of the accounts. */
export { type Access, accessOf, can, demand, type Permission } from './access.ts';
export { reportedKeyMail } from './mails.ts';
export {
  type AccountForm,
  type AccountPage,
  type AccountPageResult,
  accountForm,
  accountPage,
} from './page.tsx';
export { FormFields, Problem, SessionFields } from './pages/frame.tsx';
export { findSession } from './session.ts';
