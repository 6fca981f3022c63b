import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { newKey } from '../call.ts'
import { useWords } from '../i18n/words.ts'
import { Icon } from './icon.tsx'

interface Toast {
  id: string
  words: string
  undo?: (() => void) | undefined
}

const ToastContext = createContext<(words: string, undo?: () => void) => void>(() => undefined)

const seconds = 8

const One = ({ toast, onDone }: { toast: Toast; onDone: (id: string) => void }) => {
  const t = useWords()
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const timer = setInterval(() => setLeft(count => count - 1), 1000)
    return () => clearInterval(timer)
  }, [])
  useEffect(() => {
    if (left <= 0) onDone(toast.id)
  }, [left, onDone, toast.id])
  return (
    <div className="pl-toast">
      <Icon name="check" size="s" />
      <span>{toast.words}</span>
      {toast.undo && (
        <button
          type="button"
          onClick={() => {
            toast.undo?.()
            onDone(toast.id)
          }}
        >
          {t('action.undo')} <span aria-hidden="true">{left}</span>
        </button>
      )}
    </div>
  )
}

export const ToastProvider = ({ children }: { children: ReactNode }) => {
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const done = useCallback((id: string) => setToasts(current => current.filter(toast => toast.id !== id)), [])
  const show = useCallback(
    (words: string, undo?: () => void) => setToasts(current => [...current, { id: newKey(), words, undo }]),
    [],
  )
  return (
    <ToastContext.Provider value={show}>
      {children}
      <div className="pl-toasts" role="status">
        {toasts.map(toast => (
          <One key={toast.id} toast={toast} onDone={done} />
        ))}
      </div>
    </ToastContext.Provider>
  )
}

/** Only for something done elsewhere that can be undone; never for errors. `toast(words, undo)` */
export const useToast = () => useContext(ToastContext)
