// Starts the demo police desk.
import { render } from 'preact';
import '#platform/ui/tokens.css';
import '#platform/ui/base.css';
import { startClock } from '#platform/ui/clock.ts';
import { startLanguage } from '#platform/ui/language.ts';
import { startTheme } from '#platform/ui/theme.ts';
import { startTrustedTypes } from '#platform/ui/trusted-types.ts';
import { startType } from '#platform/ui/type.ts';
import { PoliceDesk } from './PoliceDesk.tsx';

startTrustedTypes();
startType();
startTheme('dark');
startLanguage();
startClock();
const root = document.getElementById('app');
if (root === null)
  throw new Error('This page has no place for the police desk: index.html lacks #app.');
render(<PoliceDesk />, root);
