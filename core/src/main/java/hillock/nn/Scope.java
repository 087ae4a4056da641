package hillock.nn;

import hillock.kernel.Randomness;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import hillock.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Where a network is built: makes parameters with their initial values, and keeps the list of layers. */
public final class Scope {
  private final String path;
  private final Build build;

  private Scope(String path, Build build) {
    this.path = path;
    this.build = build;
  }

  static Scope root(Parameters parameters, List<Layer> layers, long seed) {
    return new Scope("", new Build(parameters, layers, seed));
  }

  /** Name of the layer being built, with those it lies in: {@code 2.residual.0.dense}; empty for the outermost. */
  public String path() {
    return path;
  }

  /**
   * Makes weights that multiply inputs: trainable, subject to weight decay.
   *
   * @param fanIn inputs of each unit
   * @param fanOut units that each input feeds
   */
  public Parameter weight(String name, Shape shape, Initializer initializer, int fanIn, int fanOut) {
    Parameter weight = build.parameters.add(prefixed(name), shape, true, true);
    Randomness random = new Randomness(build.seed, build.nextStream(), 0);
    if (!build.parameters.given()) {
      initializer.fill(weight.array(), weight.offset(), shape, fanIn, fanOut, random);
    }
    return weight;
  }

  /** Makes biases, gains and the like: trainable, all of one initial value, not subject to weight decay. */
  public Parameter bias(String name, Shape shape, float value) {
    return constant(name, shape, value, true);
  }

  /** Makes statistics that forward passes keep, such as running means: saved with the network but not trained. */
  public Parameter statistic(String name, Shape shape, float value) {
    return constant(name, shape, value, false);
  }

  private Parameter constant(String name, Shape shape, float value, boolean trainable) {
    Parameter made = build.parameters.add(prefixed(name), shape, trainable, false);
    if (!build.parameters.given()) {
      Arrays.fill(made.array(), made.offset(), made.offset() + made.size(), value);
    }
    return made;
  }

  /**
   * Whether the values of parameters are there already, as from a model file, so that no initial ones may be written.
   */
  public boolean given() {
    return build.parameters.given();
  }

  /** A number that no other layer of the network has, to key the randomness of dropout and the like. */
  public long stream() {
    return build.nextStream();
  }

  /**
   * Builds an inner layer.
   *
   * @param name of the layer within this one, such as {@code 0}; its kind is added
   */
  public Module child(String name, Spec spec, Shape input) {
    String childPath = prefixed(name + "." + kind(spec));
    Module module = inner(childPath, spec, input, scope -> spec.build(scope, input), Module::output);
    return new Labelled(module, childPath);
  }

  /**
   * Builds an inner layer of these inputs.
   *
   * @param name of the layer within this one; its kind is added
   * @param spec a {@link Merge}; any, when there is one input
   * @param inputs shapes of one example, at least one
   */
  public Joint child(String name, Spec spec, List<Shape> inputs) {
    if (!(spec instanceof Merge merge)) {
      return new OneInput(child(name, spec, inputs.getFirst()));
    }
    String childPath = prefixed(name + "." + kind(spec));
    Joint joint = inner(childPath, spec, inputs.getFirst(), scope -> merge.join(scope, inputs), Joint::output);
    return new LabelledJoint(joint, childPath);
  }

  private <T> T inner(String childPath, Spec spec, Shape input, Function<Scope, T> maker, Function<T, Shape> output) {
    int first = build.parameters.count();
    int row = build.layers.size();
    build.layers.add(null); // keeps the place: a layer stands before its inner layers
    T made;
    try {
      made = maker.apply(new Scope(childPath, build));
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      throw message.startsWith("layer '")
          ? e
          : new IllegalArgumentException("layer '" + childPath + "': " + message, e);
    }
    build.layers.set(row, new Layer(childPath, spec, input, output.apply(made), first, build.parameters.count()));
    return made;
  }

  private String prefixed(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String kind(Spec spec) {
    String name = spec.getClass().getSimpleName();
    return name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1);
  }

  /** Puts the layer's name on the ops it records. */
  private record Labelled(Module module, String path) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      var step = x.step();
      String outer = step.enter(path);
      Tensor y = module.forward(x);
      step.enter(outer);
      return y;
    }

    @Override
    public Shape output() {
      return module.output();
    }
  }

  /** As {@link Labelled}, for several inputs. */
  private record LabelledJoint(Joint joint, String path) implements Joint {
    @Override
    public Tensor forward(Tensor[] inputs) {
      var step = inputs[0].step();
      String outer = step.enter(path);
      Tensor y = joint.forward(inputs);
      step.enter(outer);
      return y;
    }

    @Override
    public Shape output() {
      return joint.output();
    }
  }

  private record OneInput(Module module) implements Joint {
    @Override
    public Tensor forward(Tensor[] inputs) {
      return module.forward(inputs[0]);
    }

    @Override
    public Shape output() {
      return module.output();
    }
  }

  private static final class Build {
    final Parameters parameters;
    final List<Layer> layers;
    final long seed;
    private long streams;

    Build(Parameters parameters, List<Layer> layers, long seed) {
      this.parameters = parameters;
      this.layers = layers;
      this.seed = seed;
    }

    long nextStream() {
      return ++streams;
    }
  }
}
