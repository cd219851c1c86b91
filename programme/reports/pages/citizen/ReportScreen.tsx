// Telling: one question a screen, all of them optional but where and who; then sealed, sent, and the seven words.
import { useState } from 'preact/hooks';
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { back } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { AskFiles } from './AskFiles.tsx';
import { AskReach, AskWant } from './AskHelp.tsx';
import { AskPlace } from './AskPlace.tsx';
import { AskWhat, AskYou } from './AskStory.tsx';
import { AskWho } from './AskWho.tsx';
import { allSteps, answers, draftSteps, type Step, step } from './answers.ts';
import { Check } from './Check.tsx';
import { Danger } from './Danger.tsx';
import { canSeal } from './desks.ts';
import { Instead } from './Instead.tsx';
import { finishing, sendDraft } from './mine.ts';
import { SevenWords } from './SevenWords.tsx';
import { sending, sendReport, stopSending } from './send.ts';
import './tell.css';

export function ReportScreen() {
  const now = sending.value;
  if (!canSeal())
    return (
      <Frame title={t('tell.report')}>
        <Instead of="cannot" />
      </Frame>
    );
  if (now.state === 'words') return <SevenWords sent={now} />;
  if (now.state === 'sealing' || now.state === 'sending' || now.state === 'waiting')
    return (
      <Frame title={t('tell.report')} onBack={stopSending}>
        <p class="banner" role="status">
          {t(`report.${now.state}`)}
        </p>
        {now.state === 'waiting' && (
          <>
            <p class="part-note">{t('report.waiting.note')}</p>
            <button type="button" class="touch" onClick={stopSending}>
              {t('report.waiting.stop')}
            </button>
          </>
        )}
      </Frame>
    );
  return <Questions refused={now.state === 'refused' ? now.code : null} />;
}

function Frame({
  title,
  onBack = back,
  children,
}: {
  title: string;
  onBack?: () => void;
  children: preact.ComponentChildren;
}) {
  return (
    <div class="screen">
      <ScreenHead key={title} title={title} onBack={onBack} />
      <main class="screen-main tell">{children}</main>
    </div>
  );
}

function Questions({ refused }: { refused: string | null }) {
  const draft = finishing.value;
  const steps: readonly Step[] = draft ? draftSteps : allSteps;
  const at = Math.max(0, steps.indexOf(step.value));
  const now = steps[at] ?? 'check';
  const [odd, setOdd] = useState(false);
  const said = answers.value;
  function show(next: number): void {
    const to = steps[next];
    setOdd(false);
    if (refused !== null) stopSending();
    if (to === undefined) back();
    else {
      step.value = to;
      scrollTo(0, 0);
    }
  }
  function goOn(): void {
    const lacks =
      (now === 'where' && said.district === null) ||
      (now === 'who' && said.who.length === 0 && !said.nobody);
    if (lacks) setOdd(true);
    else if (now === 'check') void (draft ? sendDraft() : sendReport());
    else show(at + 1);
  }
  return (
    <Frame title={t(`report.title.${now}`)} onBack={() => show(at - 1)}>
      <p class="tell-count">{t('report.count', { n: at + 1, all: steps.length })}</p>
      {refused !== null && (
        <p class="banner" role="alert">
          {refused === 'too-long'
            ? t('report.long')
            : t('report.refused', { number: facts.value.numbers.hotline })}
        </p>
      )}
      <form
        class="tell-form"
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          goOn();
        }}
      >
        {now === 'danger' && (
          <>
            <p class="part-note">{t('report.safe.note')}</p>
            <p class="part-note">{t('report.sealed')}</p>
            <Danger />
          </>
        )}
        {now === 'you' && <AskYou />}
        {now === 'what' && <AskWhat />}
        {now === 'where' && <AskPlace odd={odd && said.district === null} story={!draft} />}
        {now === 'want' && <AskWant />}
        {now === 'reach' && <AskReach />}
        {now === 'who' && (
          <AskWho odd={odd && said.who.length === 0 && !said.nobody} draft={draft} />
        )}
        {now === 'files' && <AskFiles />}
        {now === 'check' && <Check draft={draft} />}
        <button type="submit" class="touch touch-brand tell-main">
          {t(
            now === 'danger'
              ? 'report.safe'
              : now === 'check'
                ? said.nobody
                  ? 'report.keep'
                  : 'report.send'
                : 'report.next',
          )}
        </button>
      </form>
    </Frame>
  );
}
