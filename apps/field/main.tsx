// Starts the field app: a store's button or a unit's page, by what this phone is enrolled as.
import { render } from 'preact';
import '#platform/ui/tokens.css';
import '#platform/ui/base.css';
import { startClock } from '#platform/ui/clock.ts';
import { startLanguage } from '#platform/ui/language.ts';
import { startTheme } from '#platform/ui/theme.ts';
import { startTrustedTypes } from '#platform/ui/trusted-types.ts';
import { startType } from '#platform/ui/type.ts';
import { takeLink } from './enrolled.ts';
import { FieldApp } from './FieldApp.tsx';
import { startInstalling } from './install.ts';
import { startWorker } from './start-worker.ts';

startTrustedTypes();
startType();
startTheme('paper');
startLanguage();
startClock();
takeLink();
startInstalling();
startWorker();
const root = document.getElementById('app');
if (root === null) throw new Error('This page has no place for the app: index.html lacks #app.');
render(<FieldApp />, root);
