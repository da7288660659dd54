/** Offers a text for saving under a file name; the browser asks or saves as it is set to. */
export function downloadText(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Firefox reads the address after the press has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
