import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { FormValues } from '../../lib/desk/form-values';
import { Button } from '../ui/Button';
import { useRegisterWords } from './register-words';

/** One field of a {@link RegisterForm}. */
export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  /** `lines` is a text with several lines. */
  readonly kind: 'text' | 'lines' | 'choice' | 'day' | 'instant' | 'url' | 'tel' | 'email';
  readonly hint?: string;
  /** What can be chosen, given what stands in the other fields. */
  readonly choices?: (values: FormValues) => readonly { readonly value: string; readonly label: string }[];
  /** Language of the text that belongs into it; the twin in the other language stands beside it. */
  readonly lang?: 'en' | 'cy';
  readonly required?: boolean;
}

/** A wrong field and the sentence about it. */
export interface FormProblem {
  readonly field: string;
  readonly text: string;
}

/** Properties of {@link RegisterForm}. */
export interface RegisterFormProps {
  readonly title: string;
  readonly fields: readonly FieldSpec[];
  readonly initial: FormValues;
  readonly submitLabel: string;
  /** Takes the values; gives what is wrong with them, and nothing when they were taken. */
  readonly onSubmit: (values: FormValues) => Promise<readonly FormProblem[]> | readonly FormProblem[];
  readonly onCancel: () => void;
  /** Text between the fields and the buttons. */
  readonly note?: string;
}

/** A form of texts, choices and dates. What is wrong is said beside its field, and the first such field gets the focus. */
export function RegisterForm(props: RegisterFormProps) {
  const { title, fields, initial, submitLabel, onSubmit, onCancel, note } = props;
  const { t } = useRegisterWords();
  const [values, setValues] = useState<FormValues>(initial);
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => heading.current?.focus(), []);

  const submit = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    const found = await onSubmit(chosenFrom(fields, values));
    setProblems(found);
    const first = fields.find(({ name }) => found.some((one) => one.field === name));
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first.name}"]`)?.focus();
  };
  const field = (spec: FieldSpec) => (
    <FormField
      key={spec.name}
      spec={spec}
      values={values}
      problem={problems.find((one) => one.field === spec.name)?.text}
      onChange={(value) => setValues((before) => ({ ...before, [spec.name]: value }))}
    />
  );
  const elsewhere = problems.filter((one) => !fields.some(({ name }) => name === one.field));
  return (
    <form
      ref={form}
      className="form desk-form"
      aria-labelledby={id}
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <h3 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h3>
      {problems.length > 0 && (
        <p className="field-problem" role="alert">
          {t('form.problems', { count: problems.length })}
          {elsewhere.map((one) => ` ${one.text}`)}
        </p>
      )}
      <div className="desk-fields">{fields.map(field)}</div>
      {note !== undefined && <p className="muted">{note}</p>}
      <div className="row">
        <Button variant="strong" onPress={() => void submit()}>
          {submitLabel}
        </Button>
        <Button onPress={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

/** The values as they are seen: where a choice is no longer offered, its field shows the first one that is. */
function chosenFrom(fields: readonly FieldSpec[], values: FormValues): FormValues {
  const chosen: Record<string, string> = { ...values };
  for (const { name, choices } of fields) {
    const offered = choices?.(chosen);
    if (offered && !offered.some(({ value }) => value === chosen[name]))
      chosen[name] = offered[0]?.value ?? '';
  }
  return chosen;
}

interface FormFieldProps {
  readonly spec: FieldSpec;
  readonly values: FormValues;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}

const INPUT_TYPES = {
  day: 'date',
  instant: 'datetime-local',
  url: 'url',
  tel: 'tel',
  email: 'email',
  text: 'text',
} as const;

function FormField({ spec, values, problem, onChange }: FormFieldProps) {
  const { t } = useRegisterWords();
  const id = useId();
  const value = values[spec.name] ?? '';
  const described = [spec.hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  const common = {
    id,
    name: spec.name,
    value,
    lang: spec.lang,
    'aria-required': spec.required || undefined,
    'aria-invalid': problem !== undefined || undefined,
    'aria-describedby': described || undefined,
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
  };
  return (
    <div className={`field ${spec.kind === 'lines' ? 'desk-field--lines' : ''}`}>
      <label htmlFor={id}>
        {spec.label}
        {spec.required && <span className="muted"> {t('form.required')}</span>}
      </label>
      {spec.kind === 'lines' ? (
        <textarea {...common} spellCheck={spec.lang !== undefined} />
      ) : spec.kind === 'choice' ? (
        <select {...common}>
          {spec.choices?.(values).map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <input {...common} type={INPUT_TYPES[spec.kind]} autoComplete="off" />
      )}
      {spec.hint !== undefined && (
        <span id={`${id}-hint`} className="muted">
          {spec.hint}
        </span>
      )}
      {problem !== undefined && (
        <span id={`${id}-problem`} className="field-problem">
          {problem}
        </span>
      )}
    </div>
  );
}
