import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with pathways. */
export const pathwayPermissions = declarePermissions('pathways', {
  seePathways: {
    sentence: 'may see the pathways of all programmes: stages, exit criteria, tasks, clocks, holds and roles',
    roles: ['clinicalPharmacist', 'teamLead', 'pharmacyDirector', 'systemAdministrator', 'qualityOfficer', 'auditor'],
  },
  changePathways: {
    sentence: 'may write the next version of a pathway and try it on past therapies',
    roles: ['clinicalPharmacist', 'teamLead', 'pharmacyDirector'],
  },
  activatePathways: {
    sentence: 'may propose that a version of a pathway takes force, or decide what another person proposed',
    roles: ['teamLead', 'pharmacyDirector'],
    assurance: 'fresh',
  },
});
