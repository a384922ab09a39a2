/**
 * What is in the sandbox before the script, in the language of the script: the constants `rs` and `input`, and
 * nothing of the host. It takes what it needs of the language first, so that a script which changes its own
 * prototypes only harms itself. The last value is how the host hears of the end.
 */
export const prelude = `(function (begin, wait, note, fail, inputJson) {
  'use strict';
  const { parse, stringify } = JSON;
  const { isArray } = Array;
  const { defineProperty, freeze, setPrototypeOf } = Object;
  const text = String;
  const TypeErrorOf = TypeError;
  const ErrorOf = Error;

  const levels = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];

  const start = (a, b, c) => {
    const [service, tool, params] = c === undefined ? [undefined, a, b] : [a, b, c];
    return begin(stringify({ service, tool, params }));
  };
  const rs = {
    callTool: (a, b, c) => parse(wait(start(a, b, c))),
    callToolAsync: (a, b, c) => start(a, b, c),
    awaitPromises: (handles) => {
      if (!isArray(handles)) throw new TypeErrorOf('rs.awaitPromises takes a list of what rs.callToolAsync returned');
      const results = [];
      for (let at = 0; at < handles.length; at++) results[at] = parse(wait(handles[at]));
      return results;
    },
    log: (a, b) => {
      const [level, data] = b === undefined ? ['info', a] : [a, b];
      if (!levels.includes(level)) throw new TypeErrorOf('rs.log takes a level of ' + levels.join(', '));
      note(stringify({ type: 'log', level, data }));
    },
    progress: (progress, total, message) => {
      note(stringify({ type: 'progress', progress, total, message }));
    },
    fail: (message, data) => {
      fail(stringify({ message: text(message), data }));
      throw new ErrorOf('the script has failed');
    },
  };
  setPrototypeOf(rs, null);
  const fixed = (name, value) =>
    defineProperty(globalThis, name, { value, writable: false, enumerable: true, configurable: false });
  fixed('rs', freeze(rs));
  fixed('input', parse(inputJson));

  const describe = (thrown) => {
    if (thrown instanceof ErrorOf) {
      const name = text(thrown.name);
      const message = text(thrown.message);
      return name === 'Error' ? message : name + ': ' + message;
    }
    return typeof thrown === 'object' && thrown !== null ? stringify(thrown) : text(thrown);
  };
  return {
    json: (value) => {
      const json = stringify(value);
      return json === undefined ? 'null' : json;
    },
    describe: (thrown) => text(describe(thrown)),
  };
})`;
