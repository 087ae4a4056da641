package hillock.train;

/**
 * Something that seems to be wrong with a training, and what to do about it.
 *
 * @param symptom short name such as {@code vanishing-gradient}
 * @param layer path of the layer that shows it; empty when it is the whole network
 * @param value the number that gave it away, in the unit that {@code observed} tells
 * @param observed what was seen, a sentence with the number
 * @param matters why that is bad
 * @param remedy what to try
 */
public record Advice(String symptom, String layer, double value, String observed, String matters, String remedy) {
  /** The symptom as a heading, such as {@code Vanishing gradient}. */
  public String title() {
    return symptom.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + symptom.substring(1).replace('-', ' ');
  }

  /** All of it in one paragraph. */
  public String text() {
    return observed + " " + matters + " " + remedy;
  }
}
