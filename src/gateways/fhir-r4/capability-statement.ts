import type { FhirResource } from '../../standards/fhir/fhir.ts';

/** Says what this server takes (GET /fhir/metadata). */
export const capabilityStatement: FhirResource = {
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: '2026-01-01',
  kind: 'instance',
  software: { name: 'Theriac' },
  implementation: { description: 'Takes specialty prescriptions with what a pharmacy needs to enroll the patient.' },
  fhirVersion: '4.0.1',
  format: ['json'],
  rest: [
    {
      mode: 'server',
      documentation:
        'POST a bundle of the Specialty Medication Enrollment guide: a message, a transaction or a collection with MedicationRequest, Patient, Coverage, Practitioner and supporting resources.',
      security: {
        cors: false,
        service: [
          {
            coding: [
              { system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' },
            ],
          },
        ],
      },
      interaction: [{ code: 'transaction' }],
      operation: [
        {
          name: 'process-message',
          definition: 'http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message',
        },
      ],
    },
  ],
  messaging: [
    {
      supportedMessage: ['query-response', 'query-response-unsolicited'].map((event) => ({
        mode: 'receiver',
        definition: `http://hl7.org/fhir/us/specialty-rx/MessageDefinition/specialty-rx-${event}`,
      })),
    },
  ],
};
