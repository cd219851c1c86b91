// The one screen of an operator: sign in, then queue, map and detail side by side.
import { Router, useLocation } from 'wouter-preact';
import { useHashLocation } from 'wouter-preact/use-hash-location';
import { Notices } from '#platform/ui/Notices.tsx';
import { Desk } from './Desk.tsx';
import { maySeeCalls, views, walkParts } from './desk-state.ts';
import { Enrol } from './Enrol.tsx';
import { enrolment } from './passkey.ts';
import { SignIn } from './SignIn.tsx';
import { session } from './session.ts';
import { TeamDesk } from './TeamDesk.tsx';
import { Waiting } from './Waiting.tsx';
import './console.css';

export function App() {
  return (
    <Router hook={useHashLocation}>
      {enrolment.value !== null ? (
        <Enrol token={enrolment.value} />
      ) : session.value === 'signed-in' ? (
        maySeeCalls() ? (
          <DeskAt />
        ) : (
          <TeamDesk />
        )
      ) : session.value === 'signed-out' ? (
        <SignIn />
      ) : (
        <Waiting lost={session.value === 'unreachable'} />
      )}
      <Notices />
    </Router>
  );
}

function DeskAt() {
  const [path, go] = useLocation();
  const [, first = '', rest = ''] = path.split('/');
  const view = views.find((one) => one === `/${first}`) ?? '/';
  return (
    <Desk
      view={view}
      storeId={view === '/stores' && rest !== '' ? rest : null}
      walkPart={walkParts.find((one) => one === rest) ?? 'tonight'}
      go={go}
    />
  );
}
