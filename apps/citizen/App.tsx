// Which screen is shown, and the call for help over all of them when it needs her.
import { useEffect, useRef } from 'preact/hooks';
import { go, screen } from '#platform/ui/phone/screen.ts';
import { AnotherScreen, HelpScreen, phase, SosScreen } from '#programme/sos/pages/citizen/index.ts';
import { Home } from './Home.tsx';
import { later } from './later.ts';

const screens: Record<string, () => preact.JSX.Element | null> = {
  home: Home,
  help: HelpScreen,
  another: AnotherScreen,
  sos: SosScreen,
};

export function App() {
  const before = useRef(phase.value);
  const at = phase.value;
  useEffect(() => {
    // Begun in another tab, or taken back too late: she must see it.
    const began = before.current === 'none' && at !== 'none';
    const wasTakingBack = before.current === 'taking-back' && at !== 'none' && at !== 'ended';
    if (began || wasTakingBack) go('sos');
    before.current = at;
  }, [at]);
  const Shown = screens[screen.value] ?? later.value[screen.value] ?? Home;
  return <Shown />;
}
