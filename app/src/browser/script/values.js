// The values of forms by name, and the controls that have them. Hidden fields, passwords and files are never kept.
const CONTROLS = "input[name]:not([type=hidden], [type=password], [type=file], [type=submit]), textarea[name], select[name]";
const controlsOf = (form, name) => [...form.querySelectorAll(CONTROLS)].filter((control) => !name || control.name === name);
const isBox = ({ type }) => type === "checkbox" || type === "radio";
const differing = (one, other) => Object.keys({ ...one, ...other }).filter((name) => one[name] !== other[name]);
const same = (one, other) => !differing(one, other).length;
