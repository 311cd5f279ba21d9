export { closeWorkItem } from './actions/close-work-item.ts';
export { importWorkItems, type WaitingWork } from './actions/import-work-items.ts';
export { openWorkItem, type WorkRequest } from './actions/open-work-item.ts';
export { releaseItem, takeItem } from './actions/take-item.ts';
export { isQueueCode, type QueueCode, queues } from './domain/queue.ts';
export type { WorkItem, WorkItemId } from './domain/work-item.ts';
export type { WorkFacts } from './domain/work-order.ts';
export { listOpenWork, listQueueCounts, listQueueItems } from './work-queries.ts';
