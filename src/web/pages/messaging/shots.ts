import type { Shot } from '../../shot.ts'

export const shots: Shot[] = [
  { name: 'me-messages', path: '/me/messages', as: 'contestant' },
  { name: 'dev-outbox', path: '/dev/outbox', as: 'visitor' },
]
