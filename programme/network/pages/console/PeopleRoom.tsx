// People of the programme: those who walk, and for whoever keeps them those who apply.
import { signal } from '@preact/signals';
import { ApplicantsView } from './ApplicantsView.tsx';
import { PeopleView, type PeopleViewProps } from './PeopleView.tsx';
import { t } from './words.ts';

const tab = signal<'people' | 'applicants'>('people');

export function PeopleRoom(props: PeopleViewProps) {
  if (!props.keeps) return <PeopleView {...props} />;
  return (
    <>
      <nav class="people-tabs" aria-label={t('tabs')}>
        {(['people', 'applicants'] as const).map((one) => (
          <button
            key={one}
            type="button"
            aria-current={tab.value === one ? 'page' : undefined}
            onClick={() => {
              tab.value = one;
            }}
          >
            {t(`${one}.tab`)}
          </button>
        ))}
      </nav>
      {tab.value === 'people' ? (
        <PeopleView {...props} />
      ) : (
        <ApplicantsView languages={props.languages} districts={props.districts} />
      )}
    </>
  );
}
