package hillock.nn;

import hillock.tensor.Shape;
import hillock.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Several ways from one input, brought together again: {@code y = merge(f_1(x), f_2(x), ...)}. Where paths cross in
 * other ways, use a {@link Graph}.
 *
 * <pre>{@code
 * new Branches(new Concat(), new Dense(16), new Sequential(new Dense(32), new Relu(), new Dense(16)));
 * }</pre>
 *
 * @param merge what joins their results
 * @param branches f_1, f_2, ...; at least one; an empty {@link Sequential} passes x on
 */
public record Branches(Merge merge, List<Spec> branches) implements Spec {
  /** Checks that there is a branch, and copies the list. */
  public Branches {
    branches = List.copyOf(branches);
    if (branches.isEmpty()) {
      throw new IllegalArgumentException("Branches: got no branch, expected at least 1");
    }
  }

  /** The branches in order. */
  public Branches(Merge merge, Spec... branches) {
    this(merge, List.of(branches));
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Module[] modules = new Module[branches.size()];
    List<Shape> results = new ArrayList<>();
    for (int i = 0; i < modules.length; i++) {
      modules[i] = scope.child(Integer.toString(i), branches.get(i), input);
      results.add(modules[i].output());
    }
    return new Built(modules, scope.child("merge", merge, results));
  }

  private record Built(Module[] branches, Joint merge) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      Tensor[] results = Wires.of(x.step(), branches.length);
      for (int i = 0; i < results.length; i++) {
        results[i] = branches[i].forward(x);
      }
      return merge.forward(results);
    }

    @Override
    public Shape output() {
      return merge.output();
    }
  }
}
