package hillock.nn;

/**
 * So much that the output has ⌈size / stride⌉ elements along each axis. When the sum is odd, the end gets one more than
 * the beginning, as in TensorFlow and in PyTorch's {@code padding='same'}.
 */
public record Same() implements Padding {}
