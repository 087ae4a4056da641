package hillock.kernel;

/** The double twin of the core's normal numbers, from the same words by the same method of Box and Muller. */
public final class Normals {
  private Normals() {}

  /** Turns two random words into two independent normal numbers, {@code y[offset]} and {@code y[offset + 1]}. */
  static void pair(int word0, int word1, double[] y, int offset) {
    double radius = Math.sqrt(-2 * Math.log(((word0 >>> 8) + 0.5) * 0x1p-24));
    double angle = 2 * Math.PI * (word1 >>> 8) * 0x1p-24;
    y[offset] = radius * Math.cos(angle);
    y[offset + 1] = radius * Math.sin(angle);
  }
}
