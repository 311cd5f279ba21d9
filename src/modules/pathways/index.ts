export { choosePathway, loadPathways } from './actions/load-pathways.ts';
