// The window over the board that the last key asked for.
import { hourMinute } from '#platform/ui/format.ts';
import { inLanguage } from '#platform/ui/language.ts';
import type { walkReasons } from '../../names.ts';
import { AskPair } from './AskPair.tsx';
import { AskReason, type Choice } from './AskReason.tsx';
import { asking, cancelWalk, chosen, endWalk, releaseWalk } from './board-state.ts';
import { ChangeWalk } from './ChangeWalk.tsx';
import type { UsePlaces } from './places.ts';
import { t } from './words.ts';

type Reason = (typeof walkReasons)[number];

const hers = ['plans-changed', 'found-another-way', 'too-late', 'by-mistake', 'other'] as const;
const ours = ['no-pair-free', 'pair-ill', 'pair-delayed', 'weather', 'other'] as const;
const given = ['pair-ill', 'pair-delayed', 'did-not-come', 'shift-ends', 'other'] as const;
const early = ['pair-attacked', 'felt-unsafe', 'pair-ill', 'plans-changed', 'other'] as const;

function choicesOf<T>(
  reasons: readonly Reason[],
  value: (reason: Reason) => T,
  group?: string,
): Choice<T>[] {
  return reasons.map((reason) => ({
    word: t(`reason.${reason}`),
    value: value(reason),
    ...(group === undefined ? {} : { group }),
  }));
}

type AskedProps = {
  /** Those that the person may book in. */
  districts: readonly string[];
  usePlaces: UsePlaces;
};

export function Asked({ districts, usePlaces }: AskedProps) {
  const walk = chosen.value;
  const question = asking.value;
  if (question === null || question === 'book' || walk === null) return null;
  const onClose = () => {
    asking.value = null;
  };
  const note = `${hourMinute(walk.wantedAt)} · ${inLanguage(walk.point.name)}`;
  switch (question) {
    case 'pin':
      return <AskPair walk={walk} onClose={onClose} />;
    case 'change':
      return (
        <ChangeWalk walk={walk} districts={districts} usePlaces={usePlaces} onClose={onClose} />
      );
    case 'cancel':
      return (
        <AskReason
          title={t('cancel.title')}
          note={`${note} · ${t('cancel.note')}`}
          submit={t('cancel.submit')}
          choices={[
            ...choicesOf(hers, (reason) => ({ forHer: true, reason }), t('cancel.hers')),
            ...choicesOf(ours, (reason) => ({ forHer: false, reason }), t('cancel.ours')),
          ]}
          onClose={onClose}
          onSend={(body) => void cancelWalk(walk, body)}
        />
      );
    case 'release':
      return (
        <AskReason
          title={t('release.title')}
          note={`${note} · ${t('release.note')}`}
          submit={t('act.release')}
          choices={choicesOf(given, (reason) => reason)}
          onClose={onClose}
          onSend={(reason) => void releaseWalk(walk, reason)}
        />
      );
    case 'end':
      return (
        <AskReason
          title={t('end.title')}
          note={`${note} · ${t('end.note')}`}
          submit={t('end.submit')}
          choices={[
            { word: t('end.home'), value: { home: true, reason: 'other' as Reason } },
            ...(walk.state === 'walking'
              ? choicesOf(early, (reason) => ({ home: false, reason }), t('end.early'))
              : []),
          ]}
          onClose={onClose}
          onSend={(body) => void endWalk(walk, body)}
        />
      );
  }
}
