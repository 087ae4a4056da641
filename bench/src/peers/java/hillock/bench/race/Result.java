package hillock.bench.race;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one lap told.
 *
 * @param json one line: what {@link Lap} printed, with row, contender, round and the process's seconds before it
 * @param problem what it printed to standard error when it failed
 */
record Result(Workload row, Peers peer, String json, String problem) {
  /**
   * From a lap.
   *
   * @param wall seconds that its process took
   * @param printed what {@link Lap} printed; empty when it failed
   */
  static Result of(int round, Workload row, Peers peer, double wall, String printed, String problem) {
    String rest = printed.isEmpty() ? ",\"failed\":true}" : "," + printed.substring(1);
    String json =
        "{\"row\":\"%s\",\"contender\":\"%s\",\"round\":%d,\"wall\":%s%s"
            .formatted(row.id(), peer.title, round, wall, rest);
    return new Result(row, peer, json, problem);
  }

  /** From a line of the file of laps. */
  static Result of(String line) {
    Result lap = new Result(Workload.ALL.getFirst(), Peers.HILLOCK, line, "");
    String title = lap.text("contender");
    Peers peer = Arrays.stream(Peers.values()).filter(p -> p.title.equals(title)).findFirst().orElseThrow();
    return new Result(Workload.of(lap.text("row")), peer, line, "");
  }

  boolean failed() {
    return json.contains("\"failed\":true");
  }

  /** Whether it was timed; otherwise it failed, or its contender has no such row. */
  boolean done() {
    return !failed() && !json.contains("\"none\":true");
  }

  /** Whether the loss fell, and outputs depend on inputs. */
  boolean sane() {
    return !json.contains("\"sane\":false");
  }

  double microseconds() {
    return number("us");
  }

  double number(String name) {
    Matcher found = Pattern.compile("\"" + name + "\":(-?[0-9.eE+-]+)").matcher(json);
    return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
  }

  String text(String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    return found.find() ? found.group(1) : "";
  }

  /** First losses or first outputs, which comparable contenders share; empty without. */
  double[] check() {
    Matcher found = Pattern.compile("\"check\":\\[([^]]*)]").matcher(json);
    return found.find()
        ? Arrays.stream(found.group(1).split(",")).mapToDouble(Double::parseDouble).toArray()
        : new double[0];
  }

  Result withMicroseconds(double us) {
    return done() ? new Result(row, peer, "{\"us\":" + us + "," + json.substring(1), problem) : this;
  }
}
