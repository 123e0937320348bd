import { createSubscription, type Subscription } from '../../core/push/subscription.ts'
import type { CountMessage } from '../../telemetry/measured/measured-push.ts'
import {
  type Answers,
  answer,
  type MessageError,
  messageErrors,
  readMessage,
  spell,
} from './messages.ts'

export interface DialogueOptions {
  readonly send: (text: string) => void
  readonly countMessage: CountMessage
  /** Begins to tell what came after an event; `false` if that cannot be now. */
  readonly resume: (lastId: string) => boolean
  /** Something was said that `resume` may belong to. */
  readonly onWish: () => void
}

/** Understands what a client says, and answers. */
export interface Dialogue {
  readonly wants: Subscription['wants']
  /** `null`: something that is not text. */
  hear(text: string | null): void
  fail(code: MessageError, detail?: string): void
}

export function createDialogue({ send, countMessage, resume, onWish }: DialogueOptions): Dialogue {
  const subscription = createSubscription()

  function say(type: 'subscribed' | 'pong' | 'error', data: Readonly<Record<string, unknown>>) {
    countMessage('out', type)
    send(spell(type, data))
  }

  function fail(code: MessageError, detail?: string): void {
    const message = messageErrors[code]
    say('error', { code, message: detail === undefined ? message : `${message}: ${detail}` })
  }

  function subscribed(): void {
    onWish()
    say('subscribed', { title_ids: subscription.titleIds(), types: subscription.types() })
  }

  const answers: Answers = {
    ping: () => say('pong', {}),
    subscribe_title({ title_id }) {
      if (subscription.addTitle(title_id)) subscribed()
      else fail('TOO_MANY_TITLES')
    },
    unsubscribe_title({ title_id }) {
      subscription.removeTitle(title_id)
      subscribed()
    },
    subscribe_updates({ types }) {
      subscription.setTypes(types)
      subscribed()
    },
    resume({ last_event_id }) {
      onWish()
      if (!resume(last_event_id)) fail('RESUMING')
    },
  }

  return {
    wants: subscription.wants,
    hear(text) {
      const read = text === null ? null : readMessage(text)
      countMessage('in', read?.type ?? 'unknown')
      if (read === null) fail('BINARY_MESSAGE')
      else if ('error' in read) fail(read.error, read.detail)
      else answer(answers, read)
    },
    fail,
  }
}
