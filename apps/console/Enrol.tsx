// The page of an enrolment link: who you are here, and one press that makes the passkey.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Mark } from '#platform/ui/Mark.tsx';
import { askEnrolment, enrol, enrolment } from './passkey.ts';
import { t } from './words.ts';
import './sign-in.css';

export function Enrol({ token }: { token: string }) {
  const [name, setName] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    void askEnrolment(token).then((asked) => {
      // A link that is not good any more leaves the ordinary door.
      if (asked === null) enrolment.value = null;
      else setName(asked.name);
    });
  }, [token]);
  return (
    <main class="sign-in">
      <div class="sign-in-glow" aria-hidden="true" />
      <div class="sign-in-card">
        <section class="sign-in-own">
          <Mark size={52} glow />
          <h1>{name === null ? t('enrol.hello') : t('enrol.title', { name })}</h1>
          <p class="sign-in-lead">{t('enrol.lead')}</p>
          <Button
            kind="lamp"
            size="large"
            icon="passkey"
            busy={busy}
            disabled={name === null}
            onPress={async () => {
              setBusy(true);
              await enrol(token);
              setBusy(false);
            }}
          >
            {t('enrol.make')}
          </Button>
          <p class="sign-in-lead">{t('enrol.note')}</p>
        </section>
      </div>
    </main>
  );
}
