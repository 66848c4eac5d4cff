/* The clock, or the folded question, that an address names with # is opened. */
(() => {
  "use strict";
  const open = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    const there = name && document.getElementById(name);
    if (!there) return;
    for (let each = there.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
    if (there.matches("article")) there.querySelectorAll("details").forEach((each) => { each.open = true; });
    there.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
})();
