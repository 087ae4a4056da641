package hillock.tensor;

/** A parameter as a tensor; its derivative is that of the tensor. */
final class Weights extends Op {
  private Parameter parameter;

  Weights(Tape tape) {
    super(tape);
  }

  static Tensor of(Step step, Parameter parameter) {
    Weights op = step.slot(Weights.class, Weights::new);
    op.uses(parameter);
    op.parameter = parameter;
    op.out.shape(parameter.shape());
    System.arraycopy(parameter.array(), parameter.offset(), op.out.data(), 0, parameter.size());
    return op.out;
  }

  @Override
  protected void backward(Gradients gradients) {
    gradients.add(parameter, out.gradArray());
  }
}
