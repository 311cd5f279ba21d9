export { evaluateTurnaround, type Turnaround, type Wait } from './domain/turnaround.ts';
