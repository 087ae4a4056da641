package hillock.classic.game;

import hillock.data.Dataset;
import hillock.kernel.Randomness;
import hillock.tensor.Shape;

/**
 * A pole on a cart is to be kept upright by pushing the cart to the left (action 0) or to the right (1). Barto, Sutton
 * and Anderson 1983, "Neuronlike adaptive elements that can solve difficult learning control problems". The state is
 * place x and speed v of the cart, angle θ (0 is upright) and angular speed ω of the pole; F is ±10 N:
 *
 * <pre>{@code
 * s = (F + m·l·ω²·sin θ - μc·sign(v)) / (M + m)
 * ω' = (g·sin θ - cos θ·s - μp·ω/(m·l)) / (l·(4/3 - m·cos²θ/(M + m)))       v' = s - m·l·ω'·cos θ/(M + m)
 * }</pre>
 *
 * with g = 9.8 m/s², M = 1 kg, m = 0.1 kg, half length l = 0.5 m, by Euler steps of 0.02 s. It fails beyond 2.4 m or 12
 * degrees.
 *
 * @param cartFriction μc, 0 or more
 * @param poleFriction μp, 0 or more
 */
public record CartPole(double cartFriction, double poleFriction) implements Environment {
  private static final double GRAVITY = 9.8;
  private static final double CART = 1.0;
  private static final double POLE = 0.1;
  private static final double HALF_LENGTH = 0.5;
  private static final double FORCE = 10;
  private static final double SECONDS = 0.02;
  private static final double FARTHEST = 2.4;
  private static final double STEEPEST = 12 * Math.PI / 180;
  private static final float START = 0.05f;
  private static final long STREAM = 0x63617274;

  /** Checks the ranges. */
  public CartPole {
    if (!(cartFriction >= 0 && poleFriction >= 0)) {
      throw new IllegalArgumentException(
          "cart-pole: got frictions %s and %s, expected 0 or more".formatted(cartFriction, poleFriction));
    }
  }

  /** With the frictions of the paper. */
  public CartPole() {
    this(0.0005, 0.000002);
  }

  /** Without friction, as in OpenAI Gym (Brockman et al. 2016, arXiv:1606.01540). */
  public static CartPole withoutFriction() {
    return new CartPole(0, 0);
  }

  /** Random states near the upright one to begin with: all four numbers from -0.05 to 0.05, as in Gym. */
  public Dataset starts(int n, long seed) {
    float[] x = new float[n * size()];
    new Randomness(seed, STREAM, 0).uniforms(x, 0, x.length);
    for (int i = 0; i < x.length; i++) {
      x[i] = START * (2 * x[i] - 1);
    }
    return Dataset.of(Shape.of(size()), x);
  }

  @Override
  public int size() {
    return 4;
  }

  @Override
  public int actions() {
    return 2;
  }

  @Override
  public boolean step(double[] state, int action) {
    double v = state[1];
    double angle = state[2];
    double turning = state[3];
    double sine = StrictMath.sin(angle);
    double cosine = StrictMath.cos(angle);
    double all = CART + POLE;
    double push = action == 1 ? FORCE : -FORCE;
    double shared = (push + POLE * HALF_LENGTH * turning * turning * sine - cartFriction * Math.signum(v)) / all;
    double turn =
        (GRAVITY * sine - cosine * shared - poleFriction * turning / (POLE * HALF_LENGTH))
            / (HALF_LENGTH * (4.0 / 3 - POLE * cosine * cosine / all));
    double speed = shared - POLE * HALF_LENGTH * turn * cosine / all;
    state[0] += SECONDS * v;
    state[1] += SECONDS * speed;
    state[2] += SECONDS * turning;
    state[3] += SECONDS * turn;
    return Math.abs(state[0]) <= FARTHEST && Math.abs(state[2]) <= STEEPEST;
  }
}
