package hillock.bench.race;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one lap told.
 *
 * @param wall seconds that its process took
 * @param json what {@link Lap} printed; empty when it failed
 * @param problem what it printed to standard error when it failed
 */
record Result(int round, Workload row, Peers peer, double wall, String json, String problem) {
  boolean failed() {
    return json.isEmpty();
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
    return done() ? new Result(round, row, peer, wall, "{\"us\":" + us + "," + json.substring(1), problem) : this;
  }

  /** As one line of JSON. */
  String line() {
    String rest = failed() ? ",\"failed\":true}" : "," + json.substring(1);
    return "{\"row\":\"%s\",\"contender\":\"%s\",\"round\":%d,\"wall\":%s%s"
        .formatted(row.id(), peer.title, round, wall, rest);
  }
}
