import { type Cents, cents, formatCentsAsDecimal, type UnitPrice } from '../kernel/money.ts';

/** Writes an amount with thousands separators and a true minus sign: `$1,234.50`, `−$14.90`. */
export function formatMoney(amount: Cents): string {
  const [whole = '0', fraction = '00'] = formatCentsAsDecimal(amount).replace('-', '').split('.');
  return `${amount < 0 ? '−' : ''}$${groupThousands(whole)}.${fraction}`;
}

/** Writes an amount that came from the server as a plain number of cents. */
export function formatCents(amount: number): string {
  return formatMoney(cents(amount));
}

/** Writes a unit price with its five decimals: `$0.01234`. */
export function formatUnitPrice(price: UnitPrice): string {
  const digits = String(Math.abs(price)).padStart(6, '0');
  return `${price < 0 ? '−' : ''}$${groupThousands(digits.slice(0, -5))}.${digits.slice(-5)}`;
}

/** Groups the digits of a whole number by thousands: `1234567` is `1,234,567`. */
export function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
