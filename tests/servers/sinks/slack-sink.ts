import { startWebhookSink, type WebhookSink } from './webhook-sink.ts'

/** What an incoming webhook of Slack is told, as far as Alertmanager tells it. */
export interface SlackMessage {
  readonly channel?: string
  readonly text?: string
  readonly attachments?: readonly SlackAttachment[]
}

export interface SlackAttachment {
  readonly title: string
  readonly title_link?: string
  readonly text: string
  /** `danger`, `good`. */
  readonly color?: string
}

/** An incoming webhook as Slack's: it refuses what says nothing. */
export function startSlackSink(): Promise<WebhookSink<SlackMessage>> {
  return startWebhookSink<SlackMessage>((message) => {
    if (typeof message !== 'object' || message === null) return 'invalid_payload'
    const says = [message.text, ...(message.attachments ?? []).map(({ text }) => text)]
    return says.some((text) => text) ? null : 'no_text'
  })
}
