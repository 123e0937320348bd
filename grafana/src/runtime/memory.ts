import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Row } from '../building/frame/dashboard.ts'
import { graph } from '../building/panels/graph.ts'
import { rising } from '../building/panels/thresholds.ts'
import { ours } from '../building/queries/promql.ts'

/** Memory and handles. */
export const memory: Row = {
  title: 'Memory and handles',
  panels: [
    graph({
      title: 'Memory',
      description:
        'What each replica takes of the machine, what its heap has, and what of that is in use.',
      unit: units.BytesIEC,
      queries: [
        {
          expr: `max by (instance) (process_resident_memory_bytes{${ours}})`,
          legend: 'resident, {{instance}}',
        },
        {
          expr: `max by (instance) (nodejs_heap_size_total_bytes{${ours}})`,
          legend: 'heap, {{instance}}',
        },
        {
          expr: `max by (instance) (nodejs_heap_size_used_bytes{${ours}})`,
          legend: 'heap in use, {{instance}}',
        },
        {
          expr: `max by (instance) (nodejs_external_memory_bytes{${ours}})`,
          legend: 'outside the heap, {{instance}}',
        },
      ],
      width: 12,
    }),
    graph({
      title: 'Heap by Space',
      description: 'What the heap is used for; an old space that only rises is a leak.',
      unit: units.BytesIEC,
      queries: [
        {
          expr: `sum by (space) (nodejs_heap_space_size_used_bytes{${ours}}) > 0`,
          legend: '{{space}}',
        },
      ],
      width: 12,
      stacked: true,
    }),
    graph({
      title: 'Active Resources',
      description:
        'Sockets, timers and servers that keep a process going; a kind that only rises is a leak.',
      unit: units.Short,
      queries: [{ expr: `sum by (type) (nodejs_active_resources{${ours}})`, legend: '{{type}}' }],
      width: 12,
    }),
    graph({
      title: 'File Descriptors',
      description: 'Which share of the files and sockets that it may have each replica has open.',
      unit: units.PercentUnit,
      queries: [
        {
          expr: `max by (instance) (process_open_fds{${ours}}) / max by (instance) (process_max_fds{${ours}})`,
          legend: '{{instance}}',
        },
      ],
      width: 12,
      max: 1,
      thresholds: rising({ orange: 0.7, red: 0.9 }),
    }),
  ],
}
