// The residents' page.
import { start } from './start.tsx';

void start();
