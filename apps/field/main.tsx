// Starts the clerk's page.
import { render } from 'preact';
import '@fontsource-variable/noto-sans-kr';
import '#platform/ui/tokens.css';
import '#platform/ui/base.css';
import { startClock } from '#platform/ui/clock.ts';
import { startLanguage } from '#platform/ui/language.ts';
import { startTheme } from '#platform/ui/theme.ts';
import { startTrustedTypes } from '#platform/ui/trusted-types.ts';
import { ClerkPage } from './ClerkPage.tsx';
import { takeSecret } from './store-link.ts';

startTrustedTypes();
startTheme('paper');
startLanguage();
startClock();
takeSecret();
const root = document.getElementById('app');
if (root === null) throw new Error('This page has no place for the button: index.html lacks #app.');
render(<ClerkPage />, root);
