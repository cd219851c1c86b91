// A walk that the pair holds: where to next, what is known of her as long as it is needed, and the next step at the bottom.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { now } from '#platform/ui/clock.ts';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { inLanguage } from '#platform/ui/language.ts';
import { mapAddress } from '#platform/ui/phone/map-address.ts';
import { AskReason } from './AskReason.tsx';
import { HelpButton } from './HelpPart.tsx';
import { Her, type Walk } from './Her.tsx';
import { sayWeAreSafe } from './LastWalk.tsx';
import { Meeting } from './MeetingPart.tsx';
import { Row } from './Row.tsx';
import { online, pending, saidSafe, step } from './scout-state.ts';
import { t } from './words.ts';

type Asked = 'give-back' | 'leave' | 'drop-off' | null;

/** She is waited for so long past the time. Milliseconds; the city holds to it. */
const patience = 600_000;

export function WalkPart({ walk }: { walk: Walk }) {
  const [asked, ask] = useState<Asked>(null);
  const close = () => ask(null);
  const sending = pending.value.some(({ about }) => about === walk.id);
  return (
    <>
      <p class="scout-now" role="status">
        <span class={`scout-dot scout-dot-${walk.state}`} aria-hidden="true" />
        {t(`walk.${walk.state as 'paired'}`)}
        {sending && (
          <span class="scout-sending">{online.value ? t('walk.sending') : t('walk.kept')}</span>
        )}
      </p>
      {walk.state === 'here' ? (
        <Meeting walk={walk} />
      ) : walk.state === 'walking' ? (
        <Way walk={walk} />
      ) : walk.state === 'dropped-off' ? (
        <AtHerDoor walk={walk} />
      ) : (
        <ToTheMeeting walk={walk} />
      )}
      <div class="scout-act">
        <Next walk={walk} onDropOff={() => ask('drop-off')} />
        <div class="scout-two">
          <Second walk={walk} onAsk={ask} />
          <HelpButton />
        </div>
      </div>
      {(asked === 'give-back' || asked === 'leave') && (
        <AskReason
          about={asked}
          onClose={close}
          onAnswer={(reason) => step(asked, walk.id, { reason })}
        />
      )}
      {asked === 'drop-off' && (
        <Dialog title={t('drop-off.title')} closeLabel={t('close')} onClose={close}>
          <p class="dialog-note">{t('drop-off.note')}</p>
          <Button
            kind="lamp"
            size="large"
            onPress={() => {
              close();
              step('drop-off', walk.id);
            }}
          >
            {t('drop-off.sure')}
          </Button>
        </Dialog>
      )}
    </>
  );
}

function Next({ walk, onDropOff }: { walk: Walk; onDropOff: () => void }) {
  // Met without a network: her phone tells the city later, so her word counts until then.
  const byWord = walk.state === 'here' && walk.pairConfirmed && !online.value;
  if (byWord)
    return (
      <Button kind="lamp" size="large" onPress={() => step('she-agreed', walk.id)}>
        {t('code.agreed')}
      </Button>
    );
  const words = {
    paired: [t('walk.set-out'), () => step('set-out', walk.id)],
    'on-the-way': [t('walk.arrive'), () => step('arrive', walk.id)],
    walking: [t('drop-off'), onDropOff],
    'dropped-off': [t('safe'), () => sayWeAreSafe(walk.id)],
  } as const;
  const next = words[walk.state as keyof typeof words];
  if (next === undefined || (walk.state === 'dropped-off' && saidSafe.value === walk.id))
    return null;
  return (
    <Button kind="lamp" size="large" onPress={next[1]}>
      {next[0]}
    </Button>
  );
}

/** The other way out of each state; from her door on there is none. */
function Second({ walk, onAsk }: { walk: Walk; onAsk: (asked: Asked) => void }) {
  if (walk.state === 'dropped-off') return null;
  if (walk.state === 'walking')
    return (
      <Button size="large" onPress={() => onAsk('leave')}>
        {t('walk.leave')}
      </Button>
    );
  if (walk.state === 'here' && now.value >= Date.parse(walk.wantedAt) + patience)
    return (
      <Button size="large" onPress={() => step('did-not-come', walk.id)}>
        {t('walk.did-not-come')}
      </Button>
    );
  return (
    <Button size="large" onPress={() => onAsk('give-back')}>
      {t('walk.give-back')}
    </Button>
  );
}

function ToTheMeeting({ walk }: { walk: Walk }) {
  const { point } = walk;
  return (
    <section class="scout-card">
      <p class="scout-time">{t('walk.at', { time: hourMinute(walk.wantedAt) })}</p>
      <h2>{inLanguage(point.name)}</h2>
      <p class="scout-hint">{inLanguage(point.hint)}</p>
      <a class="scout-link" href={mapAddress(point.lat, point.lon, inLanguage(point.name))}>
        <Icon name="street" size={22} />
        {t('route')}
      </a>
      <Her walk={walk} />
      {walk.spoken && <p class="scout-hint">{t('walk.spoken')}</p>}
    </section>
  );
}

function Way({ walk }: { walk: Walk }) {
  const { destination } = walk;
  return (
    <>
      <section class="scout-card">
        <Her walk={walk} />
        <p class="scout-label">{t('to')}</p>
        {destination === null ? (
          <>
            <h2>{t('to.unknown')}</h2>
            <p class="scout-hint">{t('to.unknown.note')}</p>
          </>
        ) : (
          <>
            <h2>{destination.words ?? t('to.place')}</h2>
            <a class="scout-link" href={mapAddress(destination.lat, destination.lon)}>
              <Icon name="street" size={22} />
              {t('route')}
            </a>
          </>
        )}
        {walk.her !== null && (
          <p class="scout-hint">{t('walk.her', { time: hourMinute(walk.her.at) })}</p>
        )}
      </section>
      <CheckIn walk={walk} />
    </>
  );
}

function CheckIn({ walk }: { walk: Walk }) {
  const due = walk.checkInBy;
  const soon = due !== null && Date.parse(due) - now.value < 120_000;
  const kept = pending.value.some(({ name, about }) => name === 'check-in' && about === walk.id);
  return (
    <Row
      icon="check"
      title={
        kept
          ? online.value
            ? t('walk.sending')
            : t('walk.kept')
          : soon
            ? t('check-in.now')
            : t('check-in.row')
      }
      note={due === null || kept ? null : t('check-in.by', { time: hourMinute(due) })}
      strong={soon && !kept}
    >
      <Button onPress={() => step('check-in', walk.id)}>{t('check-in')}</Button>
    </Row>
  );
}

function AtHerDoor({ walk }: { walk: Walk }) {
  return (
    <section class="scout-state scout-state-on">
      <h2>{t('walk.dropped-off')}</h2>
      <p>{t('dropped.note')}</p>
      {saidSafe.value === walk.id && <p class="scout-side">{t('safe.done')}</p>}
    </section>
  );
}
