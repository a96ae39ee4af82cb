// The reader's place in the full text: the segment of the exchange that is being read is marked.
const READ = '-15% 0px -80% 0px'; // the part of the window in which a reader reads: a band near its top

export function setUpPlace() {
  const strip = document.querySelector('.wd-strip--text');
  if (!strip) return;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries)
        strip.querySelector(`[href="#${target.id}"]`)?.classList.toggle('wd-here', isIntersecting);
    },
    { rootMargin: READ },
  );
  for (const article of document.querySelectorAll('article[data-unit][id]')) observer.observe(article);
}
