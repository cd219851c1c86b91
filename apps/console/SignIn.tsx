// The door to the desk: a passkey, the city's own account, or in the demo city a list of people to be.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import type { Problem } from '#platform/ui/client.ts';
import { request } from '#platform/ui/client.ts';
import { Field } from '#platform/ui/Field.tsx';
import { Icon } from '#platform/ui/Icon.tsx';
import { chooseNextLanguage, nameOfLanguage, nextLanguage } from '#platform/ui/language.ts';
import { Mark } from '#platform/ui/Mark.tsx';
import { sayProblem, shared } from '#platform/ui/problems.ts';
import { city, districtName, inLanguage } from '#programme/incidents/pages/console/index.ts';
import { type DemoPerson, DemoSignIns } from './DemoSignIns.tsx';
import { signInWithPasskey } from './passkey.ts';
import { signIn } from './session.ts';
import { t } from './words.ts';
import './sign-in.css';

export function SignIn() {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [people, setPeople] = useState<readonly DemoPerson[]>([]);
  const here = city.value;
  const ways = here?.signIn;
  useEffect(() => {
    if (here?.demo !== true) return;
    void request<{ items: DemoPerson[] }>('GET /api/demo/sign-ins').then((answer) => {
      if (answer.ok) setPeople(answer.value.items);
    });
  }, [here?.demo]);
  async function enter(asLogin: string, withPassword: string): Promise<void> {
    setBusy(true);
    setProblem(await signIn(asLogin, withPassword));
    setBusy(false);
  }
  return (
    <main class="sign-in">
      <div class="sign-in-glow" aria-hidden="true" />
      <div class={people.length > 0 ? 'sign-in-card sign-in-card-wide' : 'sign-in-card'}>
        <section class="sign-in-own">
          <Mark size={52} glow />
          <h1>
            {here === null ? shared('appName') : t('signIn.title', { city: inLanguage(here.name) })}
          </h1>
          <p class="sign-in-lead">{t('signIn.lead')}</p>
          {ways?.passkey !== false && (
            <Button
              kind={ways?.password ? 'outline' : 'lamp'}
              size="large"
              icon="passkey"
              onPress={() => void signInWithPasskey()}
            >
              {t('signIn.passkey')}
            </Button>
          )}
          {ways?.openid && (
            <a class="button button-outline button-large" href="/api/session/openid">
              {t('signIn.openid')}
            </a>
          )}
          {ways?.password && (
            <form
              class="sign-in-form"
              onSubmit={(event) => {
                event.preventDefault();
                void enter(login, password);
              }}
            >
              <p class="sign-in-or">{t('signIn.or')}</p>
              <Field name={t('signIn.login')}>
                <input
                  class="input"
                  name="username"
                  autocomplete="username"
                  required
                  value={login}
                  onInput={(event) => setLogin(event.currentTarget.value)}
                />
              </Field>
              <Field name={t('signIn.password')}>
                <input
                  class="input"
                  name="password"
                  type="password"
                  autocomplete="current-password"
                  required
                  value={password}
                  onInput={(event) => setPassword(event.currentTarget.value)}
                />
              </Field>
              <p class="sign-in-problem" role="alert">
                {problem !== null && (
                  <>
                    <Icon name="warning" size={17} />
                    {sayProblem(problem)}
                  </>
                )}
              </p>
              <Button kind="lamp" size="large" type="submit" busy={busy}>
                {t('signIn.submit')}
              </Button>
            </form>
          )}
          <button
            type="button"
            class="sign-in-language"
            lang={nextLanguage()}
            onClick={chooseNextLanguage}
          >
            <Icon name="language" size={16} />
            {nameOfLanguage(nextLanguage())}
          </button>
        </section>
        {people.length > 0 && (
          <DemoSignIns
            people={people}
            busy={busy}
            districtName={districtName}
            onChoose={(person) => void enter(person.login, person.password)}
          />
        )}
      </div>
    </main>
  );
}
