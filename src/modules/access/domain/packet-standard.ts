import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PacketVersion } from './welcome-packet.ts';

/**
 * The packet with which a health system starts; it replaces the texts by its own as later versions. [K: what an accreditor asks to be in
 * it (URAC Specialty Pharmacy, ACHC) is not checked against the standards of today.]
 */
export const startPackets: readonly PacketVersion[] = [
  {
    ...{ programme: '*', language: 'en', version: 1, validFrom: '2020-01-01' as CalendarDay },
    source: 'Text of the program to begin with, to be replaced by the pharmacy',
    isVerified: false,
    parts: [
      {
        title: 'Welcome',
        text: 'Welcome to {pharmacy}. We prepare {drug} for you and stay with you through your treatment: we speak with your prescriber and your insurance, bring your medicine to you, and call you before it runs out.',
      },
      {
        title: 'How to reach us',
        text: 'Call {phone}. We are here {hours}. A pharmacist can be reached by the same number at any hour for urgent questions. You find us at {address}.',
      },
      {
        title: 'Your rights and responsibilities',
        text: 'You may choose your pharmacy, ask who we are and what we do, refuse or stop our services, and be treated with respect and without discrimination. Please tell us when your address, phone, insurance, medicines or health change, and take your medicine as your prescriber says.',
      },
      {
        title: 'Privacy',
        text: 'We keep your health information private and use it for treatment, payment and our operations. Ask us for the full notice of privacy practices at any time.',
      },
      {
        title: 'Complaints',
        text: 'If you are not satisfied, call {phone} and ask for the pharmacist in charge. You get an answer from us, and you may also turn to your state board of pharmacy.',
      },
      {
        title: 'Side effects, recalls and disposal',
        text: 'Call us or your prescriber about any side effect; in an emergency call 911. We call you when a medicine is recalled. Put needles into a sharps container and ask us how to get rid of medicines that are left.',
      },
    ],
  },
  {
    ...{ programme: '*', language: 'es', version: 1, validFrom: '2020-01-01' as CalendarDay },
    source: 'Text of the program to begin with, to be replaced by the pharmacy; translation not verified',
    isVerified: false,
    parts: [
      {
        title: 'Bienvenida',
        text: 'Le damos la bienvenida a {pharmacy}. Preparamos {drug} para usted y le acompañamos durante su tratamiento: hablamos con su médico y su seguro, le llevamos su medicamento y le llamamos antes de que se termine.',
      },
      {
        title: 'Cómo comunicarse con nosotros',
        text: 'Llame al {phone}. Atendemos {hours}. Para preguntas urgentes puede hablar con un farmacéutico a cualquier hora en el mismo número. Estamos en {address}.',
      },
      {
        title: 'Sus derechos y responsabilidades',
        text: 'Usted puede elegir su farmacia, preguntar quiénes somos, rechazar o dejar nuestros servicios y ser tratado con respeto y sin discriminación. Avísenos si cambian su dirección, teléfono, seguro, medicamentos o salud, y tome su medicamento como indica su médico.',
      },
      {
        title: 'Privacidad',
        text: 'Mantenemos privada su información de salud. Puede pedirnos el aviso completo de prácticas de privacidad en cualquier momento.',
      },
      {
        title: 'Quejas',
        text: 'Si no está satisfecho, llame al {phone} y pida hablar con el farmacéutico a cargo. También puede acudir a la junta de farmacia de su estado.',
      },
      {
        title: 'Efectos secundarios, retiros y desecho',
        text: 'Llámenos a nosotros o a su médico por cualquier efecto secundario; en una emergencia llame al 911. Le llamaremos si se retira un medicamento. Ponga las agujas en un recipiente para objetos punzantes.',
      },
    ],
  },
];
