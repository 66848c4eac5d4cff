// A security key that did not answer: the page says so, instead of the browser's console.
document.addEventListener("allauth.error", (event) => {
  "use strict";
  event.preventDefault();
  const told = document.getElementById("key-trouble");
  if (told) told.hidden = false;
});
