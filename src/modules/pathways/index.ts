export {
  choosePathway,
  findDraftPathway,
  getProgrammePathway,
  listPathwayIds,
  loadPathways,
} from './actions/load-pathways.ts';
