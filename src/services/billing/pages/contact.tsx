/** Whom to write to. */

export function Contact({ contact }: { contact: string | null }) {
  if (contact === null) return <>Ask whoever runs this server.</>;
  if (/^[^\s@<>]+@[^\s@<>]+$/.test(contact))
    return (
      <>
        Write to <a href={`mailto:${contact}`}>{contact}</a>.
      </>
    );
  if (/^https?:\/\//.test(contact))
    return (
      <>
        Write by way of <a href={contact}>{contact}</a>.
      </>
    );
  return <>Write to {contact}.</>;
}
