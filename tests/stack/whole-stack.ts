/** The programs without which the whole system cannot start. */
export const wholeStack = [
  'redis',
  'mongodb',
  'collector',
  'jaeger',
  'prometheus3',
  'alertmanager31',
  'blackbox',
] as const
