// While a job runs: asks for its state, says it, and puts in the result when there is one.
const EVERY = 1000;
const FAILED_EVERY = 5000;

const job = document.getElementById("job");
const words = document.getElementById("job-words");
const progress = document.getElementById("job-progress");

const refresh = document.getElementById("job-refresh");
if (refresh) refresh.hidden = true;

async function putInResult() {
  const response = await fetch(window.location.pathname, { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const finished = page.getElementById("job");
  if (!response.ok || !finished) throw new Error("no result");
  job.replaceChildren(...document.importNode(finished, true).childNodes);
}

async function ask() {
  try {
    const response = await fetch(job.dataset.stateUrl, { credentials: "same-origin" });
    if (response.redirected) return window.location.reload(); // the session ended: sign in again
    const state = await response.json();
    if (state.over) await putInResult();
    if (words.textContent !== state.words) words.textContent = state.words;
    if (state.over) return;
    if (state.total) {
      progress.max = state.total;
      progress.value = state.done ?? 0;
    }
    setTimeout(ask, EVERY);
  } catch {
    setTimeout(ask, FAILED_EVERY); // the network or the server is away for a moment
  }
}

if (job?.dataset.stateUrl) setTimeout(ask, EVERY);
