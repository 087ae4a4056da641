package hillock.bench.race;

import static org.bytedeco.pytorch.global.torch.compile;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.Function;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * PyTorch's optimisers that update all parameters in one call ({@code fused=True} in Python). The C++ API does not
 * offer them, TorchScript does; its function must return a parameter, or the update is removed as dead code.
 */
@SuppressWarnings("try") // scopes and guards of JavaCPP act by being open
final class FusedOptimizer {
  private final List<Tensor> parameters = new ArrayList<>();
  private final List<Tensor> counters = new ArrayList<>();
  private final List<IValue> state = new ArrayList<>();
  private final IValueVector stack = new IValueVector();
  private final Scalar one = new Scalar(1f);
  private final CompilationUnit unit;
  private final Function function;

  FusedOptimizer(Workload row, TensorVector all) {
    for (long i = 0; i < all.size(); i++) {
      parameters.add(all.get(i));
    }
    List<String> kinds =
        switch (row.update()) {
          case SGD -> List.of("p", "g");
          case MOMENTUM -> List.of("p", "g", "m");
          case ADAM -> List.of("p", "g", "m", "v", "s");
        };
    for (String kind : kinds.subList(2, kinds.size())) {
      for (Tensor parameter : parameters) {
        Tensor values =
            kind.equals("s") ? TorchNet.floats(new float[1], 1).reshape(new long[0]) : zeros_like(parameter);
        if (kind.equals("s")) {
          counters.add(values);
        }
        state.add(new IValue(values));
      }
    }
    unit = compile(source(row, kinds));
    function = unit.get_function(new QualifiedName("step"));
  }

  private String source(Workload row, List<String> kinds) {
    boolean momentum = row.update() == Workload.Update.MOMENTUM;
    String arguments = kinds.stream().map(this::names).collect(Collectors.joining(", "));
    String call =
        row.update() == Workload.Update.ADAM
            ? "torch._fused_adam_(L, [%s], [%s], [%s], [], [%s], lr=%s, beta1=0.9, beta2=0.999, weight_decay=0.0, "
                    .formatted(names("g"), names("m"), names("v"), names("s"), row.rate())
                + "eps=1e-8, amsgrad=False, maximize=False)"
            : "torch._fused_sgd_(L, [%s], [%s], weight_decay=0.0, momentum=%s, lr=%s, dampening=0.0, "
                    .formatted(names("g"), momentum ? names("m") : "", momentum ? 0.9 : 0.0, row.rate())
                + "nesterov=False, maximize=False, is_first_step=False)";
    return "def step(%s):\n  L = [%s]\n  %s\n  return L[0]\n".formatted(arguments, names("p"), call);
  }

  private String names(String kind) {
    return IntStream.range(0, parameters.size()).mapToObj(i -> kind + i).collect(Collectors.joining(", "));
  }

  void zero() {
    parameters.forEach(parameter -> parameter.mutable_grad().reset());
  }

  void step() {
    try (NoGradGuard guard = new NoGradGuard()) {
      counters.forEach(counter -> counter.add_(one));
      stack.clear();
      parameters.forEach(parameter -> stack.push_back(new IValue(parameter)));
      parameters.forEach(parameter -> stack.push_back(new IValue(parameter.grad())));
      state.forEach(stack::push_back);
      function.run(stack);
    }
  }
}
