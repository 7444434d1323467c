const call = async (path, body, type = "application/json") => {
  const answer = await fetch(`${portal}/${path}`, {
    method: "POST", body, signal: AbortSignal.timeout(30_000), headers: { Authorization: `Bearer ${key}`, "Content-Type": type } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: nothing is sent`);
  return answer;
};
const ask = async (path, body) => (await call(path, JSON.stringify(body))).json();
