import { ok, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import * as api from './api.ts';
import { listDoseLimits } from './clinical-queries.ts';
import type { Drug, DrugId } from './domain/drug.ts';
import { planKinds } from './domain/plan.ts';
import { dayOf, findDrug, searchDrugs } from './drug-queries.ts';
import { listPlans } from './plan-queries.ts';
import { searchPrescribers } from './prescriber-queries.ts';
import { listDrugPrices } from './price-queries.ts';
import { referenceRefusals } from './refusals.ts';

const mostHits = 50;

/** What answers the endpoints of reference. */
export const referenceRoutes: readonly Route[] = [
  route(api.searchDrugs, async (tx, call) => {
    const drugs = await searchDrugs(tx, { text: call.request.text, most: mostHits });
    return ok({ body: { drugs: drugs.map(toDrugView) }, patientIds: [] });
  }),
  route(api.getDrug, async (tx, call) => {
    const drug = await findDrug(tx, call.request.drugId as DrugId);
    if (drug === null) return refuse(referenceRefusals.unknownDrug);
    const prices = await listDrugPrices(tx, drug.ndc11, dayOf(tx));
    const limits = drug.ingredientRxcui === null ? [] : await listDoseLimits(tx, drug.ingredientRxcui);
    return ok({
      body: {
        drug: toDrugView(drug),
        prices: prices.map(({ unitPrice, kind, billingUnit, validFrom, source, isSynthetic }) => ({
          kind,
          unitPriceHundredThousandths: unitPrice,
          billingUnit,
          validFrom,
          source,
          isSynthetic,
        })),
        doseLimits: limits.map(({ basis, maximumThousandths, ucumUnit, note, source }) => ({
          basis,
          maximumThousandths,
          ucumUnit,
          note,
          source,
        })),
      },
      patientIds: [],
    });
  }),
  route(api.searchPrescribers, async (tx, call) => {
    const found = await searchPrescribers(tx, { text: call.request.text, most: mostHits });
    return ok({
      body: {
        prescribers: found.map(({ deaNumber: _dea, fax: _fax, ...prescriber }) => prescriber),
      },
      patientIds: [],
    });
  }),
  route(api.listPlans, async (tx) => {
    const plans = await listPlans(tx);
    return ok({
      body: { plans: plans.map(({ payerId: _payerId, ...plan }) => ({ ...plan, kindLabel: planKinds[plan.kind] })) },
      patientIds: [],
    });
  }),
];

function toDrugView(drug: Drug) {
  const { equivalentRxcuis: _equivalent, ingredientRxcuis: _ingredients, ...view } = drug;
  return view;
}
