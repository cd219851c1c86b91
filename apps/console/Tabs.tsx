// The lists on the left: open, devices, closed tonight.
import { count } from '#platform/ui/format.ts';
import {
  closedCount,
  openCount,
  sayIncident,
  waiting,
} from '#programme/incidents/pages/console/index.ts';
import { deviceCount } from '#programme/safe-houses/pages/console/index.ts';
import { desk, showTab, type Tab, tabs } from './desk-state.ts';

const figures: Record<Tab, () => number> = {
  open: () => openCount.value,
  devices: () => deviceCount.value,
  closed: () => closedCount.value,
};

export function Tabs() {
  const chosen = desk.tab.value;
  return (
    <nav class="tabs" aria-label={sayIncident('queue.tabs')}>
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          class={`tab${tab === 'open' && waiting.value.real > 0 ? ' tab-waiting' : ''}`}
          aria-current={chosen === tab ? 'true' : undefined}
          aria-keyshortcuts="Q"
          onClick={() => showTab(tab)}
        >
          {sayIncident(`queue.${tab}`)}
          <span class="tab-count">{count(figures[tab]())}</span>
        </button>
      ))}
    </nav>
  );
}
