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

/** What a page would hide or obey, as signs: control characters and those that turn text around. Python did it before. */
const HIDDEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const visible = (text) => String(text).replace(HIDDEN, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
