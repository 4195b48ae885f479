import { Worker, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import { verdictOf, type Request } from './work.js';

const [url, agency] = process.argv.slice(2);
const connection = new Redis(url ?? '', { maxRetriesPerRequest: null });
const worker = new Worker(`agency-${agency}`, (job: Job<Request>) => Promise.resolve(verdictOf(job.data)), { connection, concurrency: 64 });
await worker.waitUntilReady();
process.send?.('ready');
