// One line of JSON for each step a client takes: {"step", "ok", "answer"} or {"step", "ok", "error"}.
exports.walk = async (steps) => {
  const seen = {};
  for (const [step, call] of steps) {
    try {
      seen[step] = await call(seen);
      console.log(JSON.stringify({ step, ok: true, answer: seen[step] }));
    } catch (error) {
      const said = error.response ? JSON.stringify(error.response.data) : String(error.cause ?? "");
      console.log(JSON.stringify({ step, ok: false, error: `${error.code ?? ""} ${error.message} ${said}` }));
      process.exit(1);
    }
  }
};
exports.ready = () => JSON.parse(require("fs").readFileSync(process.env.READY_FILE));
