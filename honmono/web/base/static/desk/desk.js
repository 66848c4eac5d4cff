// Small things that HTML cannot do.  Every page works without them.
(() => {
  "use strict";

  // A form with data-confirm asks before it is sent.
  document.addEventListener("submit", (event) => {
    const question = event.target.dataset && event.target.dataset.confirm;
    if (question && !window.confirm(question)) event.preventDefault();
  });

  // A list of choices with data-submit is sent as soon as somebody chooses.
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.dataset && "submit" in field.dataset && field.form) field.form.requestSubmit();
  });

  // On a narrow screen the menu begins closed.
  const fold = document.querySelector(".menu > details.fold");
  if (fold && window.matchMedia("(max-width: 60rem)").matches) fold.open = false;
})();
