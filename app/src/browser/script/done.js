// A change that the page reports is not reported again when the page is loaded anew.
export const start = () => {
  const address = new URL(location);
  for (const name of ["did", "of"]) address.searchParams.delete(name);
  history.replaceState(history.state, "", address);
};
