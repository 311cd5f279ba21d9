import type { DemoIngredient } from './demo-ingredients.ts';

/** Ingredients of which one at a time is enough. */
export interface DemoClass {
  readonly classCode: string;
  readonly className: string;
  readonly ingredients: readonly DemoIngredient[];
}

/** Where the classes come from. */
export const classSource = 'Established pharmacologic classes as the labels name them';

/** Classes of duplicate therapy among the demonstration's ingredients. */
export const demoClasses: readonly DemoClass[] = [
  {
    classCode: 'biologic-immunology',
    className: 'Biologics for inflammatory disease',
    ingredients: [
      'adalimumab',
      'etanercept',
      'infliximab',
      'ustekinumab',
      'secukinumab',
      'risankizumab',
      'abatacept',
      'certolizumab',
      'golimumab',
      'tofacitinib',
    ],
  },
  {
    classCode: 'type-2-biologic',
    className: 'Biologics for allergic disease',
    ingredients: ['dupilumab', 'omalizumab', 'mepolizumab'],
  },
  {
    classCode: 'multiple-sclerosis',
    className: 'Disease-modifying drugs for multiple sclerosis',
    ingredients: ['ofatumumab', 'dimethyl fumarate', 'fingolimod'],
  },
  {
    classCode: 'calcineurin-inhibitor',
    className: 'Calcineurin inhibitors',
    ingredients: ['tacrolimus', 'cyclosporine'],
  },
  {
    classCode: 'endothelin-antagonist',
    className: 'Endothelin receptor antagonists',
    ingredients: ['macitentan', 'bosentan', 'ambrisentan'],
  },
  { classCode: 'thiopurine', className: 'Thiopurines', ingredients: ['azathioprine', 'mercaptopurine'] },
  { classCode: 'statin', className: 'Statins', ingredients: ['simvastatin', 'atorvastatin'] },
  {
    classCode: 'azole',
    className: 'Azole antifungals',
    ingredients: ['ketoconazole', 'itraconazole', 'fluconazole', 'voriconazole'],
  },
];
