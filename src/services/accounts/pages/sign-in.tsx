/** What stands on the pages around signing in. */
import { TextField } from '../../../ui/components/form.tsx';
import { Notice } from '../../../ui/components/text.tsx';
import { type FormProblem, sentence } from '../../../ui/components/tool-home.tsx';
import { paths, queryString } from '../../../ui/paths.ts';

export interface SignInWays {
  mail: 'smtp' | 'console' | 'none';
  github: boolean;
  signUp: 'open' | 'closed';
}

export function SignInForm({
  ways,
  returnTo,
  email,
  problem,
}: {
  ways: SignInWays;
  returnTo: string | null;
  email?: string;
  problem: FormProblem | null;
}) {
  return (
    <>
      <header class="page-head">
        <h1>Sign in</h1>
        <p class="lead">
          {ways.signUp === 'open'
            ? 'An account gives you API keys with higher limits. Your first sign-in makes one; there is no password.'
            : 'For those who have an account here. New ones are made by whoever runs this site.'}
        </p>
      </header>
      {problem && (
        <Notice tone="warn" title="That did not work">
          {sentence(problem.message)}
        </Notice>
      )}
      {ways.mail === 'none' && !ways.github && (
        <Notice tone="warn" title="Nobody can sign in here yet">
          This site has neither a mail server nor GitHub set up. Whoever runs it can make accounts and keys on
          the command line, with <code>ecosystems admin</code>.
        </Notice>
      )}
      {ways.github && (
        <p class="ways">
          <a class="primary" href={`/account/sign-in/github${queryString({ return_to: returnTo })}`}>
            Sign in with GitHub
          </a>
        </p>
      )}
      {ways.mail !== 'none' && (
        <form class="form" method="post" action={paths.signIn()}>
          {returnTo !== null && <input type="hidden" name="return_to" value={returnTo} />}
          <TextField
            id="email"
            name="email"
            label="E-mail address"
            type="email"
            inputMode="email"
            autocomplete="email"
            value={email}
            maxLength={254}
            required
            invalid={problem?.field === 'email'}
            hint="We send you a link that works once, for 15 minutes."
          />
          <button class="primary" type="submit">
            Send me a link
          </button>
        </form>
      )}
      {ways.mail === 'console' && (
        <Notice title="No mail server is set up">
          Links are printed where the server runs. Set <code>ECOSYSTEMS_SMTP_URL</code> to send them.
        </Notice>
      )}
    </>
  );
}

export function LinkSent({ email, ways }: { email: string; ways: SignInWays }) {
  return (
    <>
      <header class="page-head">
        <h1>Look into your mail</h1>
        <p class="lead">
          {ways.signUp === 'open'
            ? 'A link is on its way to '
            : 'If there is an account for it, a link is on its way to '}
          <strong class="wrap">{email}</strong>. It works once, for 15 minutes.
        </p>
      </header>
      {ways.mail === 'console' && (
        <Notice title="No mail server is set up">The link was printed where the server runs.</Notice>
      )}
      <p>
        Nothing there after a few minutes? Look among the unwanted mail, or{' '}
        <a href={paths.signIn()}>ask again</a>.
      </p>
    </>
  );
}

/** The button is what signs in: programs that open every link of a mail do not press it. */
export function ConfirmLink({ email, token }: { email: string; token: string }) {
  return (
    <>
      <header class="page-head">
        <h1>Sign in?</h1>
        <p class="lead">
          As <strong class="wrap">{email}</strong>. If that is not you, close this page.
        </p>
      </header>
      <form class="form" method="post" action="/account/sign-in/link">
        <input type="hidden" name="token" value={token} />
        <button class="primary" type="submit">
          Sign in
        </button>
      </form>
    </>
  );
}

export function DeadLink() {
  return (
    <>
      <header class="page-head">
        <h1>This link does not work</h1>
        <p class="lead">It was used already, or is older than 15 minutes.</p>
      </header>
      <p>
        <a class="primary" href={paths.signIn()}>
          Get a new one
        </a>
      </p>
    </>
  );
}
