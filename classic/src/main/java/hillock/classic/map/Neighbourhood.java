package hillock.classic.map;

import hillock.kernel.FloatMath;

/**
 * How much a unit learns from an example that another unit, at distance d on the grid, matches best. r is the radius;
 * each is 1 at distance 0.
 */
public enum Neighbourhood {
  /** {@code exp(-d² / (2r²))}: every unit learns something. */
  GAUSSIAN {
    @Override
    public float at(double squaredDistance, double radius) {
      return FloatMath.exp((float) (-squaredDistance / (2 * radius * radius)));
    }
  },
  /** {@link #GAUSSIAN} where {@code d ≤ r}, otherwise 0. */
  CUT_GAUSSIAN {
    @Override
    public float at(double squaredDistance, double radius) {
      return squaredDistance <= radius * radius ? GAUSSIAN.at(squaredDistance, radius) : 0f;
    }
  },
  /** 1 where {@code d ≤ r}, otherwise 0. */
  BUBBLE {
    @Override
    public float at(double squaredDistance, double radius) {
      return squaredDistance <= radius * radius ? 1f : 0f;
    }
  },
  /** {@code max(0, 1 - (d/r)²)}, the kernel of Epanechnikov. */
  EPANECHNIKOV {
    @Override
    public float at(double squaredDistance, double radius) {
      return (float) Math.max(0, 1 - squaredDistance / (radius * radius));
    }
  };

  /**
   * The strength, from 0 to 1.
   *
   * @param squaredDistance d² on the grid
   * @param radius above 0
   */
  public abstract float at(double squaredDistance, double radius);
}
