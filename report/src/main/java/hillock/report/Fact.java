package hillock.report;

/** A name and a value, both text for people. */
public record Fact(String name, String value) {}
