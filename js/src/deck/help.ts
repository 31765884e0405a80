/** The keys, in a dialog the page brings along in the deck's language. */

export function openHelp(document: Document): void {
  const dialog = document.querySelector<HTMLDialogElement>("dialog.help");
  if (dialog === null) return;
  if (dialog.open) dialog.close();
  else dialog.showModal();
}
