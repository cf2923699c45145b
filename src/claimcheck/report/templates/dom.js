// Elements. Text of documents is only ever set as text: nothing here reads markup.
const byId = (id) => document.getElementById(id);
const live = byId("live");
const say = (text) => { live.textContent = text; };

/** An element with attributes (class as `class`) and children; null and empty children are left out. */
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== ""));
  return element;
};

const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
