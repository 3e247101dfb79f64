/** The search form: a plain GET, so that it works anywhere. */
export function SearchBox({ id, value = '', hero = false }: { id: string; value?: string; hero?: boolean }) {
  return (
    <search class={hero ? 'search search-hero' : 'search'}>
      <form action="/search" method="get">
        <label class="visually-hidden" for={id}>
          Package name, words or package URL
        </label>
        <input
          id={id}
          type="search"
          name="q"
          value={value}
          placeholder="Package name or purl"
          maxLength={500}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
        />
        <button type="submit">Search</button>
      </form>
    </search>
  );
}
