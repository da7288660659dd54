/**
 * A relay in a process of its own, so that a test can end it at any moment as a power cut would.
 * Arguments: folder, port (0 for any). Tokens come by the environment, as for `npm run relay`. Once it answers, it
 * writes its port and the public key of its heartbeats to its parent.
 */
import { startRelay } from '../../lib/relay/node';

const [folder, port] = process.argv.slice(2);
if (!folder || !port || !process.send) throw new Error('for the stage: folder, port, and a parent to tell');

const life = new AbortController();
// The parent is gone, however it ended: nobody is left to end this one.
process.once('disconnect', () => life.abort());
const relay = await startRelay({ folder, host: '127.0.0.1', port: Number(port), signal: life.signal });
process.send({ port: relay.port, key: relay.key });
