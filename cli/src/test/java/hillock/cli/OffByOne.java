package hillock.cli;

import hillock.kernel.Kernels;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Kernels whose exponential is wrong in one bit of its last element: what a self-test has to notice. */
record OffByOne(Kernels right) {
  Kernels kernels() {
    return (Kernels)
        Proxy.newProxyInstance(
            Kernels.class.getClassLoader(),
            new Class<?>[] {Kernels.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(right, arguments);
                if (method.getName().equals("exp")) {
                  float[] y = (float[]) arguments[2];
                  int last = (int) arguments[3] + (int) arguments[4] - 1;
                  y[last] = Math.nextUp(y[last]);
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
