// How fast calls were answered, from fast to slow; the goal of ten seconds lies between the second line and the third.
import { count } from '#platform/ui/format.ts';
import type { Night } from './night-state.ts';
import { t } from './words.ts';

export function AnswerTimes({ times }: { times: Night['answerTimes'] }) {
  const most = Math.max(1, ...times.map((one) => one.count));
  let above = 0;
  return (
    <dl class="shares">
      {times.map(({ upTo, count: calls }) => {
        const from = above;
        above = upTo ?? above;
        return (
          <div
            key={from}
            class={`share${calls === 0 ? ' share-none' : ''}${from >= 10 ? ' share-late' : ''}`}
          >
            <dt>
              {upTo === null
                ? t('night.overSeconds', { from })
                : t('night.fromTo', { from, to: upTo })}
            </dt>
            <dd>
              <span
                class="share-bar"
                style={{ width: `${(calls / most) * 100}%` }}
                aria-hidden="true"
              />
              <span class="share-count">{count(calls)}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
