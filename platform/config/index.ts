// Settings of a process.
export { readSettings, type Settings } from './settings.ts';
