import type { Shot } from '../../shot.ts'

export const shots: Shot[] = [{ name: 'me-certificates', path: '/me/certificates', as: 'contestant' }]
