import Foundation
import Processes
import StackKit

/// A load by wrk, described by a Lua function that makes the next request.
struct WrkLoad {
  let stack: Stack
  let token: String
  /// Lua: the body of `request()`, which returns `wrk.format(…)`; `skus` and `codes` are lists,
  /// `unique()` makes a fresh text.
  let request: String

  /// Runs it on 2 threads, which share the cores with the stack.
  func run(seconds: Int, data: URL, connections: Int) throws -> LoadResult {
    let script = data.appendingPathComponent("load.lua")
    try Self.script(request: request, token: token, data: data.path)
      .write(to: script, atomically: true, encoding: .utf8)
    let output = try Command.require([
      "wrk", "-t\(min(2, connections))", "-c\(connections)", "-d\(seconds)s", "--timeout", "10s",
      "-s", script.path,
      stack.baseURL,
    ])
    guard let line = output.split(separator: "\n").first(where: { $0.hasPrefix("RESULT ") }) else {
      throw StackFault("wrk printed no result:\n\(output)")
    }
    let numbers = line.split(separator: " ").dropFirst().compactMap { Double($0) }
    guard numbers.count == 6 else { throw StackFault("wrk printed \(line)") }
    var result = LoadResult(seconds: numbers[1] / 1_000_000)
    result.requests = Int(numbers[0])
    result.p50 = Int(numbers[2])
    result.p99 = Int(numbers[3])
    result.failures = Int(numbers[4] + numbers[5])
    return result
  }

  private static func script(request: String, token: String, data: String) -> String {
    """
    skus, codes, items = {}, {}, {}
    for line in io.lines("\(data)/skus.txt") do
      local id, code, item = line:match("(%d+) (%S+) (%d+)")
      skus[#skus + 1] = id
      codes[#codes + 1] = code
      items[#items + 1] = item
    end
    local function ids(name)
      local found = {}
      local list = io.open("\(data)/" .. name .. ".txt")
      if list then
        for id in list:lines() do found[#found + 1] = id end
        list:close()
      end
      return found
    end
    members, purchases, productions = ids("members"), ids("purchases"), ids("productions")
    local threads = 0
    function setup(thread)
      threads = threads + 1
      thread:set("number", threads)
    end
    local run = tostring(os.time())
    local count = 0
    function init()
      math.randomseed(os.time() + number * 7919)
    end
    function unique()
      count = count + 1
      return "w" .. run .. "-" .. number .. "-" .. count
    end
    function sku() return skus[math.random(#skus)] end
    headers = {
      ["Authorization"] = "Bearer \(token)", ["Content-Type"] = "application/json"
    }
    function request()
      \(request)
    end
    function done(summary, latency)
      local errors = summary.errors
      io.write(string.format("RESULT %d %d %d %d %d %d\\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99), errors.status,
        errors.connect + errors.read + errors.write + errors.timeout))
    end
    """
  }
}
