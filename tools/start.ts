// `npm start`: everything on one machine, on the embedded database unless DATABASE_URL is set, with the demonstration.
import { allParts, start } from '../src/apps/start.ts';

process.exitCode = await start({ parts: allParts, demo: true });
