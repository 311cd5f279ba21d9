export { evaluateWaterfallInput } from './domain/evaluate-waterfall.ts';
