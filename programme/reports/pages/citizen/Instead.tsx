// Nothing can be sealed, so nothing is sent: the telephone, and what each number does.
import { t } from '#platform/ui/phone/words.ts';
import { Numbers } from './Numbers.tsx';

/** `cannot`: this browser; `broken`: a key that the city did not sign; `closed`: the city takes none. */
export function Instead({ of }: { of: 'cannot' | 'broken' | 'closed' }) {
  return (
    <>
      <section class="tell-note" role="alert">
        <h2>{t(`report.${of}`)}</h2>
        <p>{t(`report.${of}.note`)}</p>
      </section>
      <Numbers />
    </>
  );
}
