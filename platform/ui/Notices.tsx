// Where short sentences appear: low in the middle, out of the way of the next press.
import { Icon } from './Icon.tsx';
import { notices, spoken } from './notices.ts';
import './notices.css';

/** One per page; also holds the polite region that screen readers listen to. */
export function Notices() {
  return (
    <>
      <div class="notices" role="status" aria-live="polite">
        {notices.value.map((notice) => (
          <p key={notice.id} class={`notice notice-${notice.kind}`}>
            <Icon name={notice.kind === 'done' ? 'check' : 'warning'} size={18} />
            {notice.text}
          </p>
        ))}
      </div>
      <p class="only-heard" aria-live="polite">
        {spoken.value}
      </p>
    </>
  );
}
