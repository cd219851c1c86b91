// The folder that holds everything of a city which is not in its database: made when missing, or a sentence why it cannot be.
import { accessSync, constants, statfsSync } from 'node:fs';
import { makePassable } from './embedded/account.ts';
import { errorCode } from './embedded/error-code.ts';
import { StartError } from './start-error.ts';

/** Makes the folder with its parents and sees whether this user may write there. Throws `StartError` naming what stands in the way. */
export function readyDataFolder(folder: string): void {
  try {
    makePassable(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    statfsSync(`${folder}/.`);
  } catch (error) {
    throw new StartError(sentence(folder, errorCode(error)), { cause: error });
  }
}

function sentence(folder: string, code: string): string {
  switch (code) {
    case 'ENOTDIR':
    case 'EEXIST':
      return `The data folder ${folder} cannot be used: it, or something above it, is a file. Set ANSIM_DATA to a folder.`;
    case 'EACCES':
    case 'EPERM':
      return `The data folder ${folder} is closed to this user. Give it to the user who runs Ansim ("chown"), or set ANSIM_DATA to a folder of that user.`;
    case 'EROFS':
      return `The data folder ${folder} is on a disk that may only be read. Set ANSIM_DATA to a folder on another disk.`;
    case 'ENOSPC':
      return `The disk that holds the data folder ${folder} is full. Make room, or set ANSIM_DATA to a folder on a larger disk.`;
    default:
      return `The data folder ${folder} cannot be used (${code || 'unknown reason'}). Set ANSIM_DATA to another folder.`;
  }
}
