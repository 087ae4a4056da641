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
    float[] dw = gradients.values();
    float[] dy = out.gradArray();
    int offset = parameter.offset();
    boolean add = gradients.accumulate(parameter);
    for (int i = 0, n = parameter.size(); i < n; i++) {
      dw[offset + i] = add ? dw[offset + i] + dy[i] : dy[i];
    }
  }
}
