// What to press now: one amber button, two beside it, the rest small.
import { Button } from '#platform/ui/Button.tsx';
import type { IconName } from '#platform/ui/icons.ts';
import type { Incident, IncidentDetail } from '../../contract.ts';
import { isUnchecked, wasAsked, wayToAsk } from './caller.ts';
import {
  acknowledge,
  arrive,
  asking,
  busy,
  choosingUnit,
  mayAct,
  mayWrite,
  possible,
  promote,
  verify,
} from './steps.ts';
import { t } from './words.ts';

type Act = { key: string; word: string; icon: IconName; act: () => void };

function actsFor(
  row: Incident,
  whole: IncidentDetail | null,
): { main: Act | null; second: Act[]; small: Act[] } {
  const send = (word: string): Act => ({
    key: 'D',
    word,
    icon: 'send',
    act: () => {
      choosingUnit.value = !choosingUnit.value;
    },
  });
  const unchecked = isUnchecked(row);
  const asked = wasAsked(row, whole);
  const callPlace: Act = {
    key: 'C',
    // Where a ring could endanger her, the telephone is for the police.
    word: row.silent
      ? t('act.callPolice')
      : row.door === 'store'
        ? t('act.callPlace')
        : unchecked
          ? t(asked ? 'act.callAgain' : 'act.callBack')
          : t('act.callCaller'),
    icon: 'call',
    act: () => {
      asking.value = 'call';
    },
  };
  const ask: Act = {
    key: 'M',
    word: t('act.askByText'),
    icon: 'message',
    act: () => {
      asking.value = 'message';
    },
  };
  // A caller who cannot be rung is written to.
  const askNow = unchecked && wayToAsk(row, whole) === 'message' ? ask : callPlace;
  const close: Act = {
    key: 'X',
    word: t('act.close'),
    icon: 'close',
    act: () => {
      asking.value = 'close';
    },
  };
  const small: Act[] = [
    {
      key: 'N',
      word: t('act.note'),
      icon: 'note',
      act: () => {
        asking.value = 'note';
      },
    },
  ];
  if (possible('verify') && !row.test && !row.drill)
    small.push({ key: 'V', word: t('act.verify'), icon: 'verified', act: () => void verify() });
  if (row.closedAt === null)
    small.push({
      key: 'M',
      word: t('act.message'),
      icon: 'message',
      act: () => {
        asking.value = 'message';
      },
    });
  const toReal: Act[] = possible('promote')
    ? [{ key: 'P', word: t('act.promote'), icon: 'bell', act: () => void promote() }]
    : [];
  switch (row.state) {
    case 'raised':
      return {
        main: {
          key: 'Enter',
          word: t('act.acknowledge'),
          icon: 'check',
          act: () => void acknowledge(),
        },
        second: [askNow, toReal[0] ?? send(t('act.dispatch'))],
        small: askNow === ask ? small.filter(notText) : small,
      };
    case 'acknowledged':
      // Nobody has spoken with her yet: that comes first, with help one key away.
      if (unchecked && !asked) {
        return {
          main: askNow,
          second: [send(t('act.dispatch')), close],
          small: askNow === ask ? [callPlace, ...small.filter(notText)] : small,
        };
      }
      return {
        main: send(t('act.dispatch')),
        second: [callPlace, close],
        small: [...toReal, ...small],
      };
    case 'dispatched':
      return {
        main: { key: 'A', word: t('act.arrived'), icon: 'pin', act: () => void arrive() },
        second: [callPlace, close],
        small: [{ ...send(t('act.dispatchMore')) }, ...toReal, ...small],
      };
    case 'on-scene':
      return {
        main: close,
        second: [callPlace, send(t('act.dispatchMore'))],
        small: [...toReal, ...small],
      };
    case 'counting-down':
      // She may still take it back; the city raises it by itself.
      return { main: null, second: [], small };
    case 'closed':
      return {
        main: null,
        second: [
          {
            key: 'O',
            word: t('act.reopen'),
            icon: 'reopen',
            act: () => {
              asking.value = 'reopen';
            },
          },
          small[0] as Act,
        ],
        small: [],
      };
    default:
      return { main: null, second: [callPlace], small };
  }
}

function notText(act: Act): boolean {
  return act.key !== 'M';
}

export function Actions({ row, whole }: { row: Incident; whole: IncidentDetail | null }) {
  if (!mayWrite()) return null;
  const all = actsFor(row, whole);
  // The hotline keeps what was said; the desk decides.
  const forHotline = (acts: Act[]) => acts.filter(({ key }) => key === 'C' || key === 'N');
  const { main, second, small } = mayAct()
    ? all
    : { main: null, second: forHotline(all.second), small: forHotline(all.small) };
  return (
    <div class="acts">
      {main !== null && (
        <Button
          kind="lamp"
          size="large"
          icon={main.icon}
          press={main.key}
          busy={busy.value}
          pressed={main.key === 'D' ? choosingUnit.value : undefined}
          onPress={main.act}
        >
          {main.word}
        </Button>
      )}
      <div class="acts-second">
        {second.map((one) => (
          <Button
            key={one.key}
            size="large"
            icon={one.icon}
            press={one.key}
            busy={busy.value}
            onPress={one.act}
          >
            {one.word}
          </Button>
        ))}
      </div>
      {small.length > 0 && (
        <div class="acts-small">
          {small.map((one) => (
            <Button
              key={one.key}
              kind="plain"
              size="small"
              icon={one.icon}
              press={one.key}
              busy={busy.value}
              onPress={one.act}
            >
              {one.word}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
