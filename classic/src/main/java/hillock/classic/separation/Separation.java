package hillock.classic.separation;

/**
 * Whether one neuron with a threshold can tell two classes of points apart, that is, whether a hyperplane lies between
 * them. Either answer comes with its proof, checked in exact arithmetic:
 *
 * <ul>
 *   <li>{@link Separable}: weights w and a threshold θ with {@code w·x ≥ θ} for all points of the one class and {@code
 *       w·x < θ} for all of the other;
 *   <li>{@link Inseparable}: a point that is a weighted mean of points of the one class and also of the other. A
 *       hyperplane with the classes on its two sides would have this point on both (Farkas' lemma; Rosen 1965).
 * </ul>
 *
 * <p>The answers are found by linear programmes. Simplex arithmetic rounds; so its answer is taken as a proposal only,
 * and the proof is made and checked with whole numbers of any size.
 */
public sealed interface Separation permits Separable, Inseparable {
  /**
   * Decides it.
   *
   * @param points row-major [firing.length, columns], finite
   * @param columns numbers of a point, at least 1
   * @param firing the points that lie on the side where the neuron fires
   * @throws IllegalStateException when rounding hides the answer: the classes all but touch
   */
  static Separation of(double[] points, int columns, boolean[] firing) {
    return new Classes(points, columns, firing).decide();
  }

  /** As above, for numbers as data sets hold them. */
  static Separation of(float[] points, int columns, boolean[] firing) {
    double[] wide = new double[points.length];
    java.util.Arrays.setAll(wide, i -> points[i]);
    return of(wide, columns, firing);
  }

  /** Whether a hyperplane lies between the classes. */
  default boolean exists() {
    return this instanceof Separable;
  }

  /** Whether the proof is one for these points, in exact arithmetic. */
  boolean proves(double[] points, int columns, boolean[] firing);
}
