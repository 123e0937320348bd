/** What may be, of 30 days: the objectives of `alertmanager/rules/objectives.yaml`. */
export const budgets = {
  /** 99.9 % of requests are answered without a 5xx. */
  failed: 0.001,
  /** 95 % of requests take less than `slowSeconds`. */
  slow: 0.05,
} as const

export const slowSeconds = 0.5

/** How much faster than allowed a budget burns when somebody is told, the slowest first. */
export const burns = { warned: 1, warnedSooner: 3, paged: 6, pagedSooner: 14.4 } as const
