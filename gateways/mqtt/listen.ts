// Binds a server to a port, or says plainly why it could not.
import type { Server } from 'node:net';
import { StartError } from '#platform/db/index.ts';

/** Listens and resolves to the port; rejects with a sentence that names the port and what to do. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const where = `port ${port} of ${host}`;
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(
        `The MQTT broker cannot start: ${where} is in use. Stop what uses it, or set MQTT_PORT to another port.`,
        { cause: error },
      );
    case 'EACCES':
      return new StartError(
        `The MQTT broker may not use ${where}. Set MQTT_PORT to a port above 1023.`,
        { cause: error },
      );
    default:
      return new StartError(
        `The MQTT broker cannot listen on ${where} (${error.code ?? error.message}). Check HOST and MQTT_PORT.`,
        { cause: error },
      );
  }
}
