package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks whose paths part and join: what they compute, and what they say when shapes do not fit. */
class BranchesTest {
  private static final float[] X = {1, -2, 3};

  private static float[] of(Spec spec, float... x) {
    return spec.build(Shape.of(x.length), 1).predict(x, 1);
  }

  @Test
  void concatPutsFeaturesSideBySide() {
    Spec spec = new Branches(new Concat(), new Sequential(), new Relu());
    assertThat(of(spec, X)).containsExactly(1, -2, 3, 1, 0, 3);
    assertThat(spec.build(Shape.of(2, 3), 1).output()).isEqualTo(Shape.of(2, 6));
  }

  @Test
  void concatAlongAnOuterAxisPutsBlocksOneAfterTheOther() {
    Network network = new Branches(new Concat(0), new Sequential(), new Relu()).build(Shape.of(2, 2), 1);
    assertThat(network.output()).isEqualTo(Shape.of(4, 2));
    assertThat(network.predict(new float[] {1, -2, 3, -4, 5, 6, -7, 8}, 2))
        .containsExactly(1, -2, 3, -4, 1, 0, 3, 0, 5, 6, -7, 8, 5, 6, 0, 8);
  }

  @Test
  void addAndMultiplyTakeAnyNumberOfBranches() {
    assertThat(of(new Branches(new Add(), new Sequential(), new Relu(), new Relu()), X)).containsExactly(3, -2, 9);
    assertThat(of(new Branches(new Multiply(), new Sequential(), new Sequential(), new Relu()), X))
        .containsExactly(1, 0, 27);
  }

  @Test
  void aResidualIsTheSumOfItsTwoPaths() {
    assertThat(of(new Residual(new Relu()), X)).containsExactly(2, -2, 6);
    assertThat(of(new Residual(new Relu()).withShortcut(new Relu()), X)).containsExactly(2, 0, 6);
    Network network = new Residual(new Dense(2)).withShortcut(new Dense(2)).build(Shape.of(3), 1);
    network.parameters().named("0.dense.weight").orElseThrow().set(1, 2, 3, 4, 5, 6);
    network.parameters().named("shortcut.dense.weight").orElseThrow().set(1, 0, 0, 1, 0, 0);
    assertThat(network.predict(X, 1)).containsExactly(1 - 6 + 15 + 1, 2 - 8 + 18 - 2);
  }

  @Test
  void aGraphWiresNodesByName() {
    Spec spec =
        new Graph(
            new Node("positive", new Relu()),
            new Node("sum", new Add(), "positive", "input"),
            new Node("both", new Concat(), "sum", "positive"));
    assertThat(of(spec, X)).containsExactly(2, -2, 6, 1, 0, 3);
    assertThat(spec.build(Shape.of(3), 1).layers())
        .extracting(Layer::path)
        .containsExactly("positive.relu", "sum.add", "both.concat");
  }

  @Test
  void aGraphMayUseItsInputOrANodeTwice() {
    Spec spec = new Graph(new Node("square", new Multiply(), "input", "input"));
    assertThat(of(spec, X)).containsExactly(1, 4, 9);
  }

  @Test
  void mistakesAreNamedWithTheirPlace() {
    Shape input = Shape.of(4);
    refused(
        () -> new Branches(new Add(), new Dense(3), new Dense(4)).build(input, 1),
        "layer 'merge.add': Add: got inputs [[3], [4]], expected all of one shape");
    refused(
        () -> new Branches(new Concat(), new Reshape(2, 2), new Dense(4)).build(input, 1),
        "layer 'merge.concat': Concat: got inputs [[2, 2], [4]], expected the same lengths on all axes but axis 1");
    refused(
        () -> new Branches(new Concat(1), new Dense(4)).build(input, 1),
        "layer 'merge.concat': Concat: got axis 1, input [4] has the axes 0 to 0");
    refused(() -> new Branches(new Add()), "Branches: got no branch, expected at least 1");
    refused(
        () -> new Sequential(new Residual(new Dense(3))).build(input, 1),
        "layer '0.residual': Residual: its layers turn [4] into [3], expected [4] again."
            + " Use withShortcut for a path that does so too");
    refused(
        () -> new Residual(new Dense(3)).withShortcut(new Dense(2)).build(input, 1),
        "Residual: its layers turn [4] into [3], its shortcut into [2]; expected the same shape of both");
    refused(() -> new Graph(List.of()), "Graph: got no nodes, expected at least 1");
    refused(
        () -> new Graph(new Node("a", new Relu(), "b"), new Node("b", new Relu())),
        "Graph: node 'a' takes 'b', expected one of the earlier nodes [input]");
    refused(
        () -> new Graph(new Node("a", new Relu()), new Node("a", new Relu())),
        "Graph: got two nodes 'a', expected unique names");
    refused(
        () -> new Graph(new Node("a", new Relu()), new Node("b", new Relu(), "input")),
        "Graph: no node takes the result of [a]; only the last node's is the graph's result");
    refused(
        () -> new Node("a.b", new Relu()),
        "Node: got the name 'a.b', expected letters, digits, '-' and '_', and not 'input'");
    refused(
        () -> new Node("a", new Relu(), "input", "b"),
        "Node 'a': got the inputs [input, b], Relu takes one. Put a Concat or Add before it");
    refused(() -> new Reshape(3, -1).build(input, 1), "Reshape: input [4] has 4 elements, which [3, -1] cannot hold");
    refused(() -> new Permute(0, 0), "Permute: got the axes [0, 0], expected each of 0 to 1 once");
    refused(() -> new Permute(1, 0).build(input, 1), "Permute: input [4] has 1 axes, expected 2 as in [1, 0]");
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
