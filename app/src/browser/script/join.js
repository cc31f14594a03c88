// The values with this one taken from elsewhere.
const taking = (values, name, there) => {
  const taken = { ...values, [name]: there[name] };
  if (!taken[name]) delete taken[name];
  return taken;
};
// Joins the values here with those that are stored. A field that was changed on one side only takes that change; one that was
// changed on both to different values stays as it is here, and is a clash. Without a base, an empty field takes what is there.
const join = (base, here, stored) => {
  let joined = here;
  const clashes = [];
  for (const name of differing(here, stored)) {
    if (stored[name] === base?.[name]) continue;
    if (here[name] === base?.[name]) joined = taking(joined, name, stored);
    else clashes.push(name);
  }
  return { joined, clashes };
};
