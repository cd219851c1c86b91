// Starts the console.
import { render } from 'preact';
import '#platform/ui/tokens.css';
import '#platform/ui/base.css';
import { startClock } from '#platform/ui/clock.ts';
import { startLanguage } from '#platform/ui/language.ts';
import { startTheme } from '#platform/ui/theme.ts';
import { startTrustedTypes } from '#platform/ui/trusted-types.ts';
import { startType } from '#platform/ui/type.ts';
import { App } from './App.tsx';
import { readAddress } from './passkey.ts';
import { start } from './session.ts';

startTrustedTypes();
startType();
startTheme('dark');
startLanguage();
startClock();
const root = document.getElementById('app');
if (root === null)
  throw new Error('This page has no place for the console: index.html lacks #app.');
readAddress();
render(<App />, root);
void start();
