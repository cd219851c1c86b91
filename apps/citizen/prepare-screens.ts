// Getting ready on a quiet day, fetched when it is opened.
import { Prepare } from './Prepare.tsx';

export const screens = { prepare: Prepare };
