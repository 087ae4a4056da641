package hillock.nn;

/** Nothing is added: the window stays inside. */
public record Valid() implements Padding {}
