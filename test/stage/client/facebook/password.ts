import { button, enable, icon, make } from './dom';
import { mutate, RefusedError, words } from './state';

/** The Accounts Center's dialog that changes the login's password; without form and without field names. */
export function passwordPage(): HTMLElement {
  const w = words();
  const status = make('div', { role: 'status', class: 'status' });
  const page = make('div', {}, make('h1', {}, w.passwordChange), status);
  const field = (label: string, autocomplete: string) =>
    make('input', { type: 'password', autocomplete, 'aria-label': label, placeholder: label });
  const current = field(w.currentPassword, 'current-password');
  const fresh = field(w.newPassword, 'new-password');
  const again = field(w.newPasswordAgain, 'new-password');
  const problem = make('div', { class: 'problem' });
  const complain = (text: string) => problem.replaceChildren(make('div', { role: 'alert' }, text));

  const change = async () => {
    problem.replaceChildren();
    if (fresh.value !== again.value) return complain(w.differ);
    enable(submit, false);
    try {
      await mutate('useFXSettingsChangePasswordMutation', {
        account_type: 'FACEBOOK',
        current_password_enc: { sensitive_string_value: current.value },
        new_password_enc: { sensitive_string_value: fresh.value },
      });
      dialog.remove();
      status.textContent = w.passwordChanged;
    } catch (error) {
      complain(
        error instanceof RefusedError && error.message === 'wrong-password' ? w.passwordWrong : w.failed,
      );
      enable(submit, true);
    }
  };
  const submit = button(w.passwordChange, () => void change());
  submit.classList.add('main-button');
  const close = button(w.close, () => dialog.remove(), icon('close'));
  close.classList.add('round', 'shut');
  const fields = [current, fresh, again];
  for (const input of fields) {
    input.addEventListener('input', () =>
      enable(
        submit,
        fields.every((one) => one.value !== ''),
      ),
    );
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') submit.click();
    });
  }
  enable(submit, false);
  const dialog = make(
    'div',
    { role: 'dialog', 'aria-label': w.passwordChange, class: 'dialog inline' },
    close,
    make('h2', {}, w.passwordChange),
    ...fields,
    problem,
    submit,
  );
  page.append(dialog);
  return page;
}
